internal import AccessLog
internal import Bytes
internal import Findings
internal import LogInput
internal import Synchronization
internal import Usage

/// Reads logs a second time, for the calls of one group target by target (`DemandTally`).
///
/// One thread, inputs in the order of their paths: what is left out when there is too much to follow is
/// then the same in every run.
struct DemandScan {
  private let request: AuditRequest
  private let progress: AuditProgress
  private let options: LineParser.Options

  init(_ request: AuditRequest, progress: AuditProgress) {
    self.request = request
    self.progress = progress
    options = request.lineOptions
  }

  /// The calls of `group` in all inputs that `facts` count.
  func study(_ facts: UsageFacts, group: ByteString) -> DemandStudy {
    var tally = DemandTally(group: group, policy: request.policy)
    let rows = facts.inputs.map(\.row)
    // A path that was given twice is the duplicate of itself, too.
    let counted = Set(rows.filter { $0.duplicateOf == nil }.map(\.path))
    let sources = InputDiscovery.expand(request.inputs).inputs.filter {
      $0.repeats == nil && counted.contains($0.path)
    }
    progress.bytesTotal.add(sources.compactMap(\.size).reduce(0, +), ordering: .relaxed)
    for source in sources {
      // An input that has vanished since is seen by the caller, whose numbers then differ.
      try? add(source, to: &tally)
    }
    return tally.study()
  }

  private func add(_ source: InputSource, to tally: inout DemandTally) throws(MissingInput) {
    let detector = FormatDetector(options: options)
    let format: LogFormat
    if let chosen = request.format {
      format = chosen
    } else {
      format = try FormatChoice.decision(for: source, detector).format
    }
    let reader = try InputReader(opening: source, blockSize: request.blockSize)
    var parser = LineParser(format: format, options: options)
    var context: LineContext? = format.hasContext ? LineContext() : nil
    var block = LineBlock()
    var batch = RecordBatch()
    var reported: Int64 = 0
    while reader.read(into: &block) {
      let before = context
      context?.advance(over: block.bytes)
      swap(&batch.bytes, &block.bytes)
      parser.parse(&batch, firstLine: block.firstLine, context: before)
      tally.add(batch)
      swap(&batch.bytes, &block.bytes)
      progress.bytesRead.add(reader.bytesRead - reported, ordering: .relaxed)
      reported = reader.bytesRead
    }
  }
}
