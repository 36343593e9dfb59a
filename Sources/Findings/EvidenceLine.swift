public import Bytes

/// One line of a log behind a finding.
public struct EvidenceLine: Sendable, Equatable {
  /// Index of the finding in the report.
  public var finding: Int
  /// When the request arrived, milliseconds since the epoch; nil for a line without one.
  public var time: Int64?
  /// Index of the input in the order of paths.
  public var input: Int
  /// Line number from 1.
  public var line: Int
  /// The request's own token as it is shown, nil without one.
  public var token: ByteString?
  /// The line with secrets masked, perhaps cut.
  public var text: [UInt8]
  /// Bytes of the line as logged.
  public var lineBytes: Int
  /// Whether `text` lacks the line's end.
  public var isCut = false
  /// Of lines that share this name only the earliest counts; nil where each does.
  public var distinct: ByteString?

  /// A line behind a finding.
  public init(
    finding: Int, time: Int64?, input: Int, line: Int, token: ByteString?, text: [UInt8],
    lineBytes: Int, distinct: ByteString? = nil
  ) {
    self.finding = finding
    self.time = time
    self.input = input
    self.line = line
    self.token = token
    self.text = text
    self.lineBytes = lineBytes
    self.distinct = distinct
  }

  /// Shows tokens as the report does under a key; those in the text that a log holds in their shown form
  /// too.
  public mutating func takePseudonyms(_ pseudonyms: Pseudonyms) {
    token = token.map(pseudonyms.token)
    text = pseudonyms.masked(ByteString(text)).bytes
  }

  /// The order in which lines are kept, as witnesses are chosen: by time, input, line; those without a
  /// time come last.
  public static func precedes(_ left: EvidenceLine, _ right: EvidenceLine) -> Bool {
    (left.time ?? Int64.max, left.input, left.line)
      < (right.time ?? Int64.max, right.input, right.line)
  }
}

/// The earliest lines behind each finding of a report; what is kept does not depend on the order in
/// which lines come.
public struct EvidenceCollection: Sendable {
  /// Lines of all findings together at most: each takes some kilobytes at most.
  public static let mostLines = 100_000

  /// Lines of a finding at most.
  public let limit: Int
  private let isEpisode: [Bool]
  private var lines: [[EvidenceLine]]

  /// No line yet; of each finding `wanted` lines at most, fewer where there are very many findings.
  public init(_ report: AuditReport, wanted: Int) {
    let fair = EvidenceCollection.mostLines / max(1, report.findings.count)
    limit = max(1, min(wanted, fair))
    isEpisode = report.findings.map { EvidenceTarget.isEpisode($0.rule) }
    lines = Array(repeating: [], count: report.findings.count)
  }

  /// Whether a line would be kept now; its text tells nothing here.
  public func wants(_ line: EvidenceLine) -> Bool {
    let kept = lines[line.finding]
    if let distinct = line.distinct, let same = kept.first(where: { $0.distinct == distinct }) {
      return EvidenceLine.precedes(line, same)
    }
    guard kept.count >= limit, let last = kept.last else { return true }
    return EvidenceLine.precedes(line, last)
  }

  /// Keeps a line if it is wanted, and drops the latest if there are too many.
  public mutating func add(_ line: EvidenceLine) {
    guard wants(line) else { return }
    if let distinct = line.distinct {
      lines[line.finding].removeAll { $0.distinct == distinct }
    }
    let kept = lines[line.finding]
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if EvidenceLine.precedes(kept[middle], line) { low = middle + 1 } else { high = middle }
    }
    lines[line.finding].insert(line, at: low)
    if lines[line.finding].count > limit { lines[line.finding].removeLast() }
  }

  /// All lines, by finding and then in their order.
  public func sorted() -> [EvidenceLine] {
    zip(lines, isEpisode).flatMap { kept, isEpisode in
      isEpisode ? EvidenceCollection.firstEpisode(kept) : kept
    }
  }

  /// The lines up to where an episode ends (SPEC section 5, "Retries"): what follows may be of one that
  /// is too short to count.
  private static func firstEpisode(_ lines: [EvidenceLine]) -> [EvidenceLine] {
    var last: Int64?
    let end = lines.firstIndex { line in
      let second = (line.time ?? 0).flooredQuotient(1000)
      defer { last = second }
      return last.map { second - $0 >= RetryEpisodes.gap } ?? false
    }
    return Array(lines[..<(end ?? lines.count)])
  }
}
