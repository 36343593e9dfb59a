internal import Bytes

/// What the bytes of a segment have in common, gathered in one pass over them.
struct SegmentTraits {
  /// Bits that every byte has.
  private(set) var all: UInt8 = 0xFF
  /// Bits that some byte has.
  private(set) var any: UInt8 = 0
  /// Bytes that are digits.
  private(set) var digits = 0

  /// `[0-9]`
  static let digit: UInt8 = 1
  /// `[0-9A-Fa-f]`
  static let hexadecimal: UInt8 = 2
  /// `[A-Za-z0-9._-]`
  static let word: UInt8 = 4
  /// `:`
  static let colon: UInt8 = 8
  /// `/`
  static let slash: UInt8 = 16

  /// Takes in the bytes of `range` up to the first that has a bit of `stop`; returns its position,
  /// or the range's end. O(n).
  mutating func scan(_ bytes: Span<UInt8>, _ range: Range<Int>, until stop: UInt8) -> Int {
    let classes = SegmentTraits.classes.span
    var position = range.lowerBound
    while position < range.upperBound {
      let bits = classes[Int(bytes[position])]
      if bits & stop != 0 { break }
      all &= bits
      any |= bits
      digits &+= Int(bits & SegmentTraits.digit)
      position &+= 1
    }
    return position
  }

  /// The bits of every byte.
  private static let classes: [UInt8] = (0...255).map { (byte: UInt8) in
    if Ascii.isDigit(byte) { return digit | hexadecimal | word }
    if Ascii.hexadecimalValue(byte) != nil { return hexadecimal | word }
    if Ascii.isLetter(byte) { return word }
    switch byte {
    case 0x2D, 0x2E, 0x5F: return word
    case 0x3A: return colon
    case 0x2F: return slash
    default: return 0
    }
  }
}
