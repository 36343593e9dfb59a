internal import Bytes

/// What a segment of a Learn path is, decoded (SPEC section 3, "Learn endpoints").
enum SegmentShape: Equatable {
  /// A number, `_number_number`, a UUID or 16 and more hexadecimal digits.
  case identifier
  /// `name:rest`; how many bytes the name has.
  case named(Int)
  /// A word of the API itself, such as `courses`, or nothing.
  case word
  /// Anything else.
  case value

  /// Letters of a word, at most; longer ones are somebody's data.
  static let longestWord = 24
  /// Digits of a word, at most, as in `v1` or `oauth2`.
  static let mostWordDigits = 2
  /// Hexadecimal digits from which they are an identifier.
  static let shortestHexadecimal = 16

  /// The shape of the bytes in `range`, of which `traits` are known.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ traits: SegmentTraits) {
    if range.isEmpty {
      self = .word
      return
    }
    let first = bytes[range.lowerBound]
    if traits.isDigits
      || traits.isHexadecimal
        && range.count >= SegmentShape.shortestHexadecimal
      || first == 0x5F && SegmentShape.isNumberPair(bytes, range, traits)
      || SegmentShape.isUUID(bytes, range)
    {
      self = .identifier
    } else if traits.hasColon,
      let name = SegmentShape.nameLength(bytes, range)
    {
      self = .named(name)
    } else if traits.isWord, Ascii.isLetter(first),
      range.count <= SegmentShape.longestWord, traits.digits <= SegmentShape.mostWordDigits
    {
      self = .word
    } else {
      self = .value
    }
  }

  /// Whether it is a word by what all words but the longest hexadecimal ones have in common: the
  /// quick answer for most segments; where it is false, `init` tells.
  @inline(__always)
  static func isPlainWord(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ traits: SegmentTraits
  ) -> Bool {
    guard !range.isEmpty, traits.isWord else { return range.isEmpty }
    return range.count <= longestWord && traits.digits <= mostWordDigits
      && (range.count < shortestHexadecimal || !traits.isHexadecimal)
      && Ascii.isLetter(bytes[range.lowerBound])
  }

  /// `_123_1`: digits, apart from the first byte and one other underscore that is neither next nor last.
  private static func isNumberPair(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ traits: SegmentTraits
  ) -> Bool {
    guard traits.digits == range.count - 2 else { return false }
    let start = range.lowerBound + 1
    let middle = WordScan.first(0x5F, in: bytes, start, range.upperBound)
    return middle > start && middle + 1 < range.upperBound
  }

  /// 8, 4, 4, 4 and 12 hexadecimal digits (RFC 9562).
  private static func isUUID(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    for index in 0..<36 {
      let byte = bytes[range.lowerBound + index]
      let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
      guard isHyphen ? byte == 0x2D : Ascii.hexadecimalValue(byte) != nil else { return false }
    }
    return true
  }

  /// Length of the `[A-Za-z][A-Za-z0-9_-]*` before the first colon, or nil.
  private static func nameLength(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard let colon = ByteSearch.first(0x3A, in: bytes, range),
      Ascii.isLetter(bytes[range.lowerBound])
    else { return nil }
    for position in range.lowerBound..<colon {
      let byte = bytes[position]
      guard Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == 0x5F || byte == 0x2D else {
        return nil
      }
    }
    return colon - range.lowerBound
  }
}
