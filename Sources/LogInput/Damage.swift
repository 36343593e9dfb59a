/// Where and how an input broke; everything before it was kept (SPEC section 2).
public struct Damage: Sendable, Equatable {
  /// How an input can break.
  public enum Kind: Sendable, CaseIterable {
    /// The file ends inside a header, the data or a trailer, or a read failed.
    case truncated
    /// Wrong method, a reserved flag, or the header's own CRC-16 does not match.
    case badHeader
    /// The data does not inflate.
    case badData
    /// The trailer's CRC-32 does not match.
    case badCRC
    /// The trailer's length does not match.
    case badLength
    /// After a member comes neither a member nor zeros up to the end.
    case trailingGarbage

    /// The name in reports, e.g. `bad-crc`.
    public var name: String {
      switch self {
      case .truncated: "truncated"
      case .badHeader: "bad-header"
      case .badData: "bad-data"
      case .badCRC: "bad-crc"
      case .badLength: "bad-length"
      case .trailingGarbage: "trailing-garbage"
      }
    }
  }

  /// How it broke.
  public var kind: Kind
  /// Damaged member from 1, for trailing garbage the member before it; 0 in plain text.
  public var member: Int
  /// Offset in the file as it is, in bytes, of the damaged member's or the garbage's first byte; in
  /// plain text, of the first byte that could not be read.
  public var offset: Int64
  /// Content after the last LF, which was dropped, in bytes; a byte order mark counts where no LF is.
  public var droppedBytes: Int64

  /// Damage of this kind at this place.
  public init(kind: Kind, member: Int, offset: Int64, droppedBytes: Int64 = 0) {
    self.kind = kind
    self.member = member
    self.offset = offset
    self.droppedBytes = droppedBytes
  }
}
