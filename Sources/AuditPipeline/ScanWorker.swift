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
  /// By `ScanPlan.tally(ofStream:)`.
  private var streams: [Int: SpillingTally] = [:]
  private var samples: [Int: MinuteSamples] = [:]

  init(_ plan: ScanPlan) {
    self.plan = plan
    files = SpillingTally(plan)
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
      streams[plan.tally(ofStream: task.input), default: SpillingTally(plan)]
        .add(batch, input: task.input)
    }
    if plan.night != nil { samples[task.input, default: MinuteSamples()].add(batch) }
    let inStreams = streams.values.reduce(0) { $0 + $1.memoryBytes }
    if files.memoryBytes + inStreams > plan.tallyBytes {
      if files.memoryBytes >= inStreams {
        try files.spill()
      } else {
        for stream in Array(streams.keys) { try streams[stream]?.spill() }
      }
    }
    plan.progress.lines.add(batch.counts.lines, ordering: .relaxed)
  }

  /// What was counted; nothing is left here.
  mutating func finish() -> CountedByWorker {
    var result = CountedByWorker(files: files.finish(), samples: samples)
    for stream in Array(streams.keys) { result.streams[stream] = streams[stream]?.finish() }
    return result
  }

  /// The parsed block's buffer, to be filled again.
  mutating func takeBuffer() -> [UInt8] {
    var buffer: [UInt8] = []
    swap(&buffer, &batch.bytes)
    return buffer
  }
}

/// What one worker has counted.
struct CountedByWorker: Sendable {
  /// Of files, which can be read again.
  var files: TalliedUsage
  /// Of streams, which cannot, by `ScanPlan.tally(ofStream:)`.
  var streams: [Int: TalliedUsage] = [:]
  /// Samples of lines by input, where a history wants them.
  var samples: [Int: MinuteSamples]
}
