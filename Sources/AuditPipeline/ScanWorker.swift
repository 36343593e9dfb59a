internal import AccessLog
internal import LogInput
internal import Synchronization
internal import Usage

/// What one worker owns: parsers, a batch, and usage nobody else touches.
struct ScanWorker {
  private let plan: ScanPlan
  private var parsers: [LogFormat: LineParser] = [:]
  private var batch = RecordBatch()
  private var files: SpillingTally
  private var streams: SpillingTally

  init(_ plan: ScanPlan) {
    self.plan = plan
    files = SpillingTally(plan)
    streams = SpillingTally(plan)
  }

  /// Parses a block and counts its records; its bytes move to the worker, until `takeBuffer`. Throws
  /// where what does not fit in memory cannot be written.
  mutating func parse(_ task: inout ParseTask) throws {
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
    if files.memoryBytes + streams.memoryBytes > plan.tallyBytes {
      if files.memoryBytes >= streams.memoryBytes {
        try files.spill()
      } else {
        try streams.spill()
      }
    }
    plan.progress.lines.add(batch.counts.lines, ordering: .relaxed)
  }

  /// What was counted of files, which can be read again, and of streams, which cannot; nothing is left
  /// here.
  mutating func finish() -> (files: TalliedUsage, streams: TalliedUsage) {
    (files.finish(), streams.finish())
  }

  /// The parsed block's buffer, to be filled again.
  mutating func takeBuffer() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &batch.bytes)
    return buffer
  }
}
