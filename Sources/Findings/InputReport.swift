public import Bytes

/// One input's row: what it is and how its lines divide.
public struct InputReport: Sendable, Codable {
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
  /// Malformed lines of all reasons.
  public var malformedLines: Int { malformed.values.reduce(0, +) }
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

/// What to know of a format that inputs were read in.
public struct FormatNotes: Sendable, Equatable, Codable {
  /// The format's name, of a declaration its text.
  public var format: String
  /// One sentence each.
  public var notes: [String]

  /// A format with notes.
  public init(format: String, notes: [String]) {
    self.format = format
    self.notes = notes
  }
}

/// A malformed line's place.
public struct MalformedReport: Sendable, Equatable, Codable {
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
public struct DamageReport: Sendable, Equatable, Codable {
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
