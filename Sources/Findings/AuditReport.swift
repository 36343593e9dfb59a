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

  /// An empty report.
  public init() {}
}

/// Program name and version, as in `tool`.
public struct ToolIdentity: Sendable {
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
public struct PolicyIdentity: Sendable {
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
public struct Period: Sendable, Equatable {
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

/// One input's row: what it is and how its lines divide.
public struct InputReport: Sendable {
  /// Path as given, or joined with the directory argument; `-` for standard input.
  public var path = ByteString.dash
  /// Size as it is, in bytes; what was read of a stream.
  public var bytes: Int64 = 0
  /// SHA-256 of the file as it is, 64 hexadecimal digits.
  public var sha256 = ""
  /// Log format chosen, e.g. `extended`.
  public var format = ""
  /// Gzip members begun; 0 for plain text.
  public var members = 0
  /// Decompressed size in bytes, dropped bytes included.
  public var contentBytes: Int64 = 0
  /// CRC-32 of the decompressed bytes, dropped bytes included.
  public var contentCRC32: UInt32 = 0
  /// All lines; the unfinished last line of a damaged input is none.
  public var lines = 0
  /// Lines that are records.
  public var records = 0
  /// Empty lines.
  public var blank = 0
  /// Directives and inventory lines.
  public var notes = 0
  /// Fields there but unusable.
  public var badFields = 0
  /// Malformed lines by reason, reasons without lines left out.
  public var malformed: [String: Int] = [:]
  /// The first 20 malformed lines.
  public var firstMalformed: [MalformedReport] = []
  /// First and last record, or nil without records.
  public var period: Period?
  /// Where and how the gzip stream broke, or nil.
  public var damage: DamageReport?
  /// Path of the original that this input repeats; it counts nowhere else.
  public var duplicateOf: ByteString?

  /// An empty row.
  public init() {}
}

/// A malformed line's place.
public struct MalformedReport: Sendable, Equatable {
  /// Line number from 1.
  public var line: Int
  /// 1-based byte where reading stopped.
  public var column: Int
  /// e.g. `bad-time`.
  public var reason: String

  /// A malformed line.
  public init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}

/// Damage of a gzip input (SPEC section 2).
public struct DamageReport: Sendable, Equatable {
  /// `truncated`, `bad-header`, `bad-data`, `bad-crc`, `bad-length` or `trailing-garbage`.
  public var kind: String
  /// Member from 1; for trailing garbage the member before it.
  public var member: Int
  /// Compressed offset of the damaged member's or the garbage's first byte.
  public var offset: Int64
  /// Bytes of the unfinished last line, which was dropped.
  public var droppedBytes: Int64

  /// Damage of this kind at this place.
  public init(kind: String, member: Int, offset: Int64, droppedBytes: Int64) {
    self.kind = kind
    self.member = member
    self.offset = offset
    self.droppedBytes = droppedBytes
  }
}

/// Sums over the whole run.
public struct Totals: Sendable, Equatable {
  public var lines = 0
  public var records = 0
  public var blank = 0
  public var malformed = 0
  public var notes = 0
  public var badFields = 0
  /// Records of Learn, without excluded ones.
  public var learn = 0
  /// Records of Knewton.
  public var knewton = 0
  /// Records of neither: counted, not judged.
  public var other = 0
  /// Learn records under `exclude_paths`.
  public var excluded = 0
  /// Learn records without a developer group.
  public var unattributed = 0
  /// Refused by a limiter, both services.
  public var rejected = 0
  /// Queued by the Knewton limiter.
  public var delayed = 0
  /// Succeeded although the limiter dropped them.
  public var softLimited = 0
  /// Learn requests refused because the application is installed on too many sites.
  public var installRefused = 0
  /// Inputs that could not be read at all.
  public var missingInputs = 0
  public var pairs = PartitionTotals()
  public var triples = PartitionTotals()

  /// No requests.
  public init() {}
}

/// Sums over all partitions of a kind, listed or not.
public struct PartitionTotals: Sendable, Equatable {
  /// Distinct partitions.
  public var count = 0
  public var attempted = 0
  public var rejected = 0
  public var delayed = 0
  public var softLimited = 0

  /// No partitions.
  public init() {}
}

/// Hours with records and the silence between them.
public struct Coverage: Sendable, Equatable {
  /// UTC hours that have records, by time.
  public var hours: [HourCoverage] = []
  /// Maximal runs of whole UTC hours without any record inside the period; half open.
  public var gaps: [CoverageGap] = []

  /// No hours.
  public init() {}
}

/// One UTC hour with records.
public struct HourCoverage: Sendable, Equatable {
  /// Start of the hour.
  public var hour: Instant
  /// Records of any service.
  public var records: Int

  /// An hour with this many records.
  public init(hour: Instant, records: Int) {
    self.hour = hour
    self.records = records
  }
}

/// Whole hours without a record, half open.
public struct CoverageGap: Sendable, Equatable {
  public var start: Instant
  public var end: Instant

  /// The hours in `start..<end`.
  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }
}
