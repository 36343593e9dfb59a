internal import Bytes

/// Reads one member's header as it comes, in pieces of any size (RFC 1952 section 2.3).
///
/// Nothing of it is kept: names and comments of any length cost no memory.
struct GzipHeader {
  /// What is known after a piece.
  enum Verdict {
    /// The header goes on after the piece.
    case needsInput
    /// The header is complete; the data follows.
    case complete
    /// Wrong method, a reserved flag, or its CRC-16 does not match.
    case bad
  }

  private enum Field {
    case fixed, extraLength, extra, name, comment, crc, done
  }

  /// ID1, ID2, CM, FLG, MTIME (4), XFL, OS.
  static let fixedSize = 10
  /// ID1 and ID2, which begin every member.
  static let magic: [UInt8] = [0x1F, 0x8B]

  /// CM of deflate, the only method there is.
  static let deflate: UInt8 = 8
  /// Bits of FLG that mean nothing yet.
  static let reservedFlags: UInt8 = 0xE0

  private var field = Field.fixed
  private var index = 0
  private var flags: UInt8 = 0
  private var method: UInt8 = 0
  private var number = 0
  private var checksum = Checksum()

  /// Reads on in `range` of `bytes`; returns the verdict and the position after the last byte used.
  ///
  /// Method and flags are judged with the whole fixed part, so that one cut short is truncated
  /// whatever its bytes are.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (Verdict, next: Int) {
    var position = range.lowerBound
    var unsummed = position
    while field != .done, position < range.upperBound {
      let byte = bytes[position]
      position += 1
      let wasCRC = field == .crc
      guard accept(byte) else { return (.bad, position) }
      if !wasCRC, field == .crc {
        checksum.append(bytes, unsummed..<position)
        unsummed = position
      }
      if field == .crc, index == 2 {
        guard number == Int(checksum.crc & 0xFFFF) else { return (.bad, position) }
        field = .done
      }
    }
    if field == .done { return (.complete, position) }
    if field != .crc { checksum.append(bytes, unsummed..<position) }
    return (.needsInput, position)
  }

  /// Takes one byte into the current field; false if the fixed part turns out bad.
  private mutating func accept(_ byte: UInt8) -> Bool {
    switch field {
    case .fixed:
      if index == 2 { method = byte }
      if index == 3 { flags = byte }
      index += 1
      if index == Self.fixedSize {
        guard method == Self.deflate, flags & Self.reservedFlags == 0 else { return false }
        enterField(after: .fixed)
      }
    case .extraLength:
      number |= Int(byte) << (8 * index)
      index += 1
      if index == 2 {
        field = .extra
        if number == 0 { enterField(after: .extra) }
      }
    case .extra:
      number -= 1
      if number == 0 { enterField(after: .extra) }
    case .name:
      if byte == 0 { enterField(after: .name) }
    case .comment:
      if byte == 0 { enterField(after: .comment) }
    case .crc:
      number |= Int(byte) << (8 * index)
      index += 1
    case .done:
      break
    }
    return true
  }

  /// Goes to the next field that the flags announce.
  private mutating func enterField(after last: Field) {
    index = 0
    number = 0
    switch last {
    case .fixed where flags & 0x04 != 0: field = .extraLength
    case .fixed, .extraLength, .extra:
      if flags & 0x08 != 0 { field = .name } else { enterField(after: .name) }
    case .name:
      if flags & 0x10 != 0 { field = .comment } else { enterField(after: .comment) }
    case .comment, .crc, .done:
      field = flags & 0x02 != 0 ? .crc : .done
    }
  }
}
