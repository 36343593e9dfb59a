public import Bytes

/// How grave a finding is, the gravest first.
public enum Severity: Int, Sendable, Comparable, CaseIterable, Codable {
  case violation, warning, notice

  /// The severity's name in reports and options.
  public var name: String {
    switch self {
    case .violation: "violation"
    case .warning: "warning"
    case .notice: "notice"
    }
  }

  /// The graver one is smaller.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// One rule broken, or nearly, by one subject (SPEC section 6).
public struct Finding: Sendable, Codable {
  /// e.g. `knewton.triple-rate`
  public var rule: String
  /// How grave it is.
  public var severity: Severity
  /// How sure an `over` is; rate rules only.
  public var certainty: Certainty?
  /// The subject's keys and values, in the order of the rule's row in SPEC section 6.
  public var subject: [SubjectPart]
  /// What was measured, in the unit of the rule.
  public var measured: Int
  /// What it is held against, in the same unit.
  public var limit: Int
  /// How often, as the rule counts (SPEC section 6).
  public var occurrences: Int
  /// First counted request, window or episode.
  public var first: Instant?
  /// Last counted request, window or episode.
  public var last: Instant?
  /// The measured window; rate rules only.
  public var window: FindingWindow?
  /// Phases of the clock in which a window is over; rate rules only.
  public var alignmentsOver: Int?
  /// All phases; rate rules only.
  public var alignments: Int?
  /// The earliest request behind the finding.
  public var witness: Witness?
  /// One plain sentence, in English.
  public var message: String
  /// 16 hexadecimal digits: the same problem has the same id in every run.
  public var id: String
  /// The id by the names as logged where `id` is by pseudonyms, else nil; never printed.
  var idAsLogged: String?

  /// A finding without window, times and witness.
  public init(
    rule: String, severity: Severity, subject: [SubjectPart], measured: Int, limit: Int,
    occurrences: Int, message: String, id: String
  ) {
    self.rule = rule
    self.severity = severity
    self.subject = subject
    self.measured = measured
    self.limit = limit
    self.occurrences = occurrences
    self.message = message
    self.id = id
  }
}

/// One key of a subject, e.g. `group` and its name; tokens are already hashed.
public struct SubjectPart: Sendable, Equatable, Codable {
  /// e.g. `group`.
  public var key: String
  /// The name as logged, a token hashed.
  public var value: ByteString

  /// A key with its value.
  public init(_ key: String, _ value: ByteString) {
    self.key = key
    self.value = value
  }
}

/// The window a rate finding measured; `start..<end`.
public struct FindingWindow: Sendable, Equatable, Codable {
  /// First instant of the window.
  public var start: Instant
  /// First instant after it.
  public var end: Instant
  /// `utc`, `header`, `anchored` or `rolling`.
  public var lens: String

  /// A window laid by `lens`.
  public init(start: Instant, end: Instant, lens: String) {
    self.start = start
    self.end = end
    self.lens = lens
  }
}

/// Where the earliest request behind a finding is logged.
public struct Witness: Sendable, Equatable, Codable {
  /// Path of the input.
  public var input: ByteString
  /// Line number from 1.
  public var line: Int

  /// A line of an input.
  public init(input: ByteString, line: Int) {
    self.input = input
    self.line = line
  }
}
