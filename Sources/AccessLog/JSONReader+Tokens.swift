internal import Bytes

extension JSONReader {
  /// Position of the first byte in `start..<end` that is no blank, tab, LF or CR, or `end`.
  @inline(__always)
  static func skipBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte > 0x20 || (byte != 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) { break }
      position &+= 1
    }
    return position
  }

  /// Position of the quote that ends the text from `start`, or `-1 - position` of what no text may
  /// hold; tells whether there are escapes.
  @inline(__always)
  static func closingQuote(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ escaped: inout Bool
  ) -> Int {
    var position = start
    while true {
      position = WordScan.firstOrControl(0x22, or: 0x5C, in: bytes, position, end)
      guard position < end else { return -1 - end }
      let byte = bytes[position]
      if byte == 0x22 { return position }
      guard byte == 0x5C else { return -1 - position }
      escaped = true
      position = skipEscape(bytes, position, end)
      if position < 0 { return position }
    }
  }

  /// Position behind the escape at `start`, or `-1 - position` if it is none of RFC 8259 section 7.
  private static func skipEscape(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start &+ 1 < end else { return -1 - end }
    switch bytes[start &+ 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return start &+ 2
    case 0x75:
      guard start &+ 6 <= end else { return -1 - end }
      for position in (start &+ 2)..<(start &+ 6)
      where Ascii.hexadecimalValue(bytes[position]) == nil {
        return -1 - position
      }
      return start &+ 6
    default: return -1 - (start &+ 1)
    }
  }

  /// Position behind the number, `true`, `false` or `null` at `start`, or `-1 - position`.
  @inline(__always)
  static func skipWord(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    // The words as little-endian numbers: "true", "alse" and "null".
    switch bytes[start] {
    case 0x74: return skip(0x6575_7274, bytes, start, start, end)
    case 0x66: return skip(0x6573_6C61, bytes, start, start &+ 1, end)
    case 0x6E: return skip(0x6C6C_756E, bytes, start, start, end)
    default: return skipNumber(bytes, start, end)
    }
  }

  @inline(__always)
  private static func skip(
    _ word: UInt64, _ bytes: Span<UInt8>, _ wordStart: Int, _ start: Int, _ end: Int
  ) -> Int {
    guard start &+ 4 <= end, WordScan.prefix(bytes, start, 4) == word else { return -1 - wordStart }
    return start &+ 4
  }

  /// Position behind the number at `start` (RFC 8259 section 6), or `-1 - position`.
  private static func skipNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    if bytes[position] == 0x2D { position &+= 1 }
    let whole = skipDigits(bytes, position, end)
    if whole == position || (bytes[position] == 0x30 && whole > position &+ 1) {
      return -1 - position
    }
    position = whole
    if position < end, bytes[position] == 0x2E {
      let fraction = skipDigits(bytes, position &+ 1, end)
      if fraction == position &+ 1 { return -1 - fraction }
      position = fraction
    }
    if position < end, bytes[position] | 0x20 == 0x65 {
      position &+= 1
      if position < end, bytes[position] == 0x2B || bytes[position] == 0x2D { position &+= 1 }
      let exponent = skipDigits(bytes, position, end)
      if exponent == position { return -1 - position }
      position = exponent
    }
    return position
  }

  @inline(__always)
  private static func skipDigits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, Ascii.isDigit(bytes[position]) { position &+= 1 }
    return position
  }
}
