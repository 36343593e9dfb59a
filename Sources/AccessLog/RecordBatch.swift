/// What one block of lines says: the unit that crosses from parsing to counting.
///
/// `bytes` starts with the block's own bytes; texts that needed unescaping are appended behind
/// them, so that every slice of a record points into this one buffer. A batch is reused: parsing
/// refills it.
public struct RecordBatch: Sendable {
  /// The block's bytes, then unescaped texts.
  public var bytes: [UInt8] = []
  /// The block's records, in line order.
  public var records: [Record] = []
  /// Observations of the block's records and inventory lines.
  public var observations: [Observation] = []
  /// Which lines were what.
  public var counts = LineCounts()

  /// An empty batch.
  public init() {}
}

/// How the lines of a block or an input divide (SPEC 9.3: lines = records + blank + malformed +
/// notes).
public struct LineCounts: Sendable, Equatable, Codable {
  /// All lines.
  public var lines = 0
  /// Lines that became a record.
  public var records = 0
  /// Empty lines.
  public var blank = 0
  /// Directives and inventory lines.
  public var notes = 0
  /// Fields that were there but unusable.
  public var badFields = 0
  /// Malformed lines by reason, indexed by `MalformedReason.rawValue`.
  public var malformed = [Int](repeating: 0, count: MalformedReason.allCases.count)
  /// The first malformed lines, at most `sampleLimit`, by line.
  public var firstMalformed: [MalformedLine] = []

  /// How many malformed lines of an input are listed (SPEC section 2).
  public static let sampleLimit = 20

  /// Counts of nothing.
  public init() {}

  /// Adds what another part of the same input held; the order of parts does not matter.
  public mutating func merge(_ other: LineCounts) {
    lines += other.lines
    records += other.records
    blank += other.blank
    notes += other.notes
    badFields += other.badFields
    for reason in malformed.indices { malformed[reason] += other.malformed[reason] }
    guard !other.firstMalformed.isEmpty else { return }
    firstMalformed += other.firstMalformed
    firstMalformed.sort { $0.line < $1.line }
    firstMalformed.removeLast(max(0, firstMalformed.count - LineCounts.sampleLimit))
  }
}

/// Why a line is malformed, in the order in which reasons are tried (SPEC section 2, "Lines").
public enum MalformedReason: Int, Sendable, CaseIterable, Codable {
  case tooLong, badJSON, badLine, missingField, badTime, badStatus

  /// The reason's name in reports.
  public var name: String {
    switch self {
    case .tooLong: "too-long"
    case .badJSON: "bad-json"
    case .badLine: "bad-line"
    case .missingField: "missing-field"
    case .badTime: "bad-time"
    case .badStatus: "bad-status"
    }
  }
}

/// Where a malformed line is, never what it says: its text may hold a token.
public struct MalformedLine: Sendable, Equatable, Codable {
  /// Line number in the input, from 1.
  public var line: Int
  /// 1-based byte where reading stopped.
  public var column: Int
  /// Why.
  public var reason: MalformedReason

  /// A malformed line at this place.
  public init(line: Int, column: Int, reason: MalformedReason) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}
