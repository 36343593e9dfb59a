public import Bytes

/// One audit's result: every number that any report prints (SPEC section 7).
///

/// A value without behaviour. Names are byte strings and tokens already hashed (`tok_...`), so that

/// nothing that renders a report ever holds a token.
public struct AuditReport: Sendable {
  /// Program name and version.
  public var tool = ToolIdentity(name: "quota-audit", version: "")
  /// The policy file, or nil when none was given.
  public var policy: PolicyIdentity?
  /// Whether everything was read, and if not, why.
  public var status = RunStatus()
  /// First and last record, or nil without records.
  public var period: Period?
  /// Every input read, sorted by path.
  public var inputs: [InputReport] = []
  /// Paths of inputs that could not be read, sorted.
  public var missingInputs: [ByteString] = []
  /// Formats of inputs about which there is something to say, by name; of each the sentences.
  public var formatNotes: [FormatNotes] = []
  /// Sums over all inputs that count.
  public var totals = Totals()
  /// Learn developer groups, sorted by name.
  public var groups: [GroupReport] = []
  /// IP-URI pairs with a finding or among the 50 nearest to their quota, sorted by subject.
  public var pairs: [PairReport] = []
  /// Triples with a finding or among the 50 nearest to their quota, sorted by subject.
  public var triples: [TripleReport] = []
  /// Endpoints, sorted by service and name; at most 1000 and `(more)` per service.
  public var endpoints: [EndpointReport] = []
  /// The 28 entity limits, in the order of SPEC 4.4.
  public var entities: [EntityReport] = []
  /// All findings, the gravest first (SPEC section 6).
  public var findings: [Finding] = []
  /// Hours with records, and gaps between them.
  public var coverage = Coverage()
  /// Whether the logs could show each documented limit, in the catalogue's order.
  public var observability: [ObservabilityRow] = []
  /// How often the fields were logged that explain the numbers.
  public var signals: [SignalSighting] = []
  /// Whether report.json holds `observability` and `signals` too (SPEC section 7, `extra`).
  public var showsMatrixInJSON = false
  /// Whose times HTML and Markdown show beside UTC, nil for none.
  public var zone: LocalZone?
  /// The same usage by other quotas, nil when none were to be tried.
  public var whatIf: WhatIfReport?
  /// Whom a partner view is about, nil for a report on everybody.
  public var scope: ReportScope?
  /// How names of people are shown where an option asked for it, else nil: tokens hashed, all else whole.
  public var privacy: PrivacyReport?
  /// What is known from earlier runs, nil without a history.
  public var history: HistoryReport?

  /// An empty report.
  public init() {}
}

/// Program name and version, as in `tool`.
public struct ToolIdentity: Sendable, Codable {
  /// `quota-audit`
  public var name: String
  /// Semantic version.
  public var version: String

  /// A program of this name and version.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// Which policy file ruled.
public struct PolicyIdentity: Sendable, Codable {
  /// Path as given.
  public var name: String
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String

  /// A policy file of this name and content.
  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}

/// Whether the numbers are about everything the user named.
public struct RunStatus: Sendable {
  /// False when an input was missing, unreadable, damaged or too malformed: exit 2.
  public var complete = true
  /// One sentence per cause.
  public var reasons: [String] = []

  /// A complete run.
  public init() {}
}

/// First and last record's time.
public struct Period: Sendable, Equatable, Codable {
  /// Earliest.
  public var first: Instant
  /// Latest, at or after `first`.
  public var last: Instant

  /// From `first` to `last`, both included.
  public init(first: Instant, last: Instant) {
    self.first = first
    self.last = last
  }

  /// Extends the period so that it covers `other` too.
  public mutating func merge(_ other: Period) {
    first = min(first, other.first)
    last = max(last, other.last)
  }
}
