internal import AccessLog
internal import LogInput
internal import Synchronization
internal import Usage

/// What one worker owns: parsers, a batch, and tallies nobody else touches.
struct ScanWorker {
  private let plan: ScanPlan
  private var parsers: [LogFormat: LineParser] = [:]
  private var batch = RecordBatch()
  var files: UsageTally
  var streams: UsageTally

  init(_ plan: ScanPlan) {
    self.plan = plan
    files = plan.emptyTally()
    streams = plan.emptyTally()
  }

  /// Parses a block and counts its records; its bytes move to the worker, until `takeBuffer`.
  mutating func parse(_ task: inout ParseTask) {
    batch.bytes = []
    swap(&batch.bytes, &task.block.bytes)
    let options = plan.lineOptions
    parsers[task.format, default: LineParser(format: task.format, options: options)]
      .parse(&batch, firstLine: task.block.firstLine, context: task.context)
    if task.isFile {
      files.add(batch, input: task.input)
    } else {
      streams.add(batch, input: task.input)
    }
    plan.progress.lines.add(batch.counts.lines, ordering: .relaxed)
  }

  /// The parsed block's buffer, to be filled again.
  mutating func takeBuffer() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &batch.bytes)
    return buffer
  }
}
