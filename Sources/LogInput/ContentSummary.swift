/// What an input was, known once all of it was read (the row in `inputs`, SPEC section 7).
public struct ContentSummary: Sendable, Equatable {
  /// Size as it is, in bytes; also of what follows damage.
  public var bytes: Int64 = 0
  /// SHA-256 of the input as it is, 64 lower-case hexadecimal digits; empty before the end.
  public var sha256 = ""
  /// Gzip members begun; 0 for plain text.
  public var members = 0
  /// Size of all that inflated, in bytes, with what was dropped and the byte order mark.
  public var contentBytes: Int64 = 0
  /// CRC-32 of the same bytes.
  public var contentCRC32: UInt32 = 0
  /// SHA-256 of what inflated, 64 lower-case hexadecimal digits; nil of plain text, which is as it is, and
  /// where nobody asked.
  public var contentSHA256: String?
  /// Where and how the input broke, or nil.
  public var damage: Damage?
  /// The operating system's words when a read failed halfway, which is `truncated` damage.
  public var readError: String?

  /// The summary of an empty input.
  public init() {}
}
