internal import AccessLog
public import Bytes
public import Findings
internal import LogInput
internal import Synchronization
internal import Usage

/// What a second reading of the inputs brought.
public enum EvidenceOutcome: Sendable {
  /// Lines by finding, of each at most `limit`.
  case lines([EvidenceLine], limit: Int)
  /// An input is no longer what the report is about, and why, in one sentence.
  case changed(String)
}

/// Reads the inputs of an audit a second time for the lines behind its findings.
public struct EvidenceRun: Sendable {
  private let request: AuditRequest
  private let report: AuditReport
  private let facts: UsageFacts
  private let progress: AuditProgress

  /// A second reading for `report`, whose first one found out `facts`.
  public init(
    _ request: AuditRequest, _ report: AuditReport, _ facts: UsageFacts,
    progress: AuditProgress = AuditProgress()
  ) {
    self.request = request
    self.report = report
    self.facts = facts
    self.progress = progress
  }

  /// The most lines of a finding that can be asked for.
  public static let mostWanted = 1000

  /// Why inputs cannot be read twice, in one sentence; nil if they can. Opens no file.
  public static func refusal(of inputs: [ByteString]) -> String? {
    let stream = InputDiscovery.expand(inputs).inputs.first { $0.kind != .file }
    guard let stream else { return nil }
    let shown = SecretMask.masked(stream.path.text)
    let name = stream.kind == .standardInput ? "standard input" : "\"\(shown)\""
    return "--evidence reads all logs twice, and \(name) can be read but once; write it to a file "
      + "and name that, or leave --evidence out"
  }

  /// The earliest lines behind each finding, at most `wanted`. They depend neither on the number of
  /// workers nor on the order of inputs.
  public func lines(wanted: Int) throws -> EvidenceOutcome {
    let shared = Locked(
      EvidenceState(collection: EvidenceCollection(report, wanted: wanted)))
    let limit = shared.withLock { $0.collection.limit }
    guard !report.findings.isEmpty else { return .lines([], limit: limit) }
    let inputs = facts.inputs.filter { $0.row.duplicateOf == nil }
    progress.bytesTotal.add(inputs.reduce(0) { $0 + $1.row.bytes }, ordering: .relaxed)
    let watch = EvidenceWatch(report)
    let changes = try Threads.map(inputs, jobs: request.jobs) { input in
      read(input, watch, into: shared)
    }
    if let change = changes.compactMap({ $0 }).first { return .changed(change) }
    let (kept, filter) = shared.withLock { ($0.collection.sorted(), $0.filter) }
    return .lines(
      try Threads.map(kept, jobs: request.jobs) { line in
        var line = line
        (line.text, line.isCut) = LineMask.masked(line.text, by: filter)
        if let pseudonyms = request.pseudonyms { line.takePseudonyms(pseudonyms) }
        return line
      }, limit: limit)
  }

  /// Reads one input; a sentence if it is not what it was.
  private func read(
    _ input: InputFacts, _ watch: EvidenceWatch, into shared: Locked<EvidenceState>
  ) -> String? {
    let source = InputSource(
      path: input.row.path, kind: .file, place: request.places[input.row.path])
    let path = "\"" + SecretMask.masked(input.row.path.text) + "\""
    do throws(MissingInput) {
      let options = request.lineOptions
      let format: LogFormat
      if let given = request.format {
        format = given
      } else {
        format = try FormatChoice.decision(for: source, FormatDetector(options: options)).format
      }
      let reader = try InputReader(opening: source)
      var worker = EvidenceWorker(
        input: input.number, format: format, options: options, policy: request.policy,
        watch: watch)
      var block = LineBlock()
      var reported: Int64 = 0
      while reader.read(into: &block) {
        worker.read(&block, into: shared)
        progress.bytesRead.add(reader.bytesRead - reported, ordering: .relaxed)
        progress.lines.add(block.lineCount, ordering: .relaxed)
        reported = reader.bytesRead
      }
      let filter = worker.filter
      shared.withLock { $0.filter.merge(filter) }
      if reader.summary.sha256 == input.row.sha256 { return nil }
      return "\(path) changed while it was read: its SHA-256 is no longer the one in the report"
    } catch {
      return "\(path) could be read only once: \(SecretMask.masked(error.sentence))"
    }
  }
}

/// What workers share.
struct EvidenceState: Sendable {
  var collection: EvidenceCollection
  /// All tokens of the inputs.
  var filter = TokenFilter()
}
