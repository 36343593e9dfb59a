internal import Bytes

extension LineProgram {
  /// The word of a W3C line at `position`, without its quotes, or nil where none is: one or more bytes
  /// that are neither blank nor tab, or a text in quotes, two of which stand for one.
  @inline(__always)
  static func word(
    _ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ form: inout FieldValue.Form
  ) -> Range<Int>? {
    guard position < end else { return nil }
    if bytes[position] == 0x22, let quoteEnd = closingQuote(bytes, position &+ 1, end) {
      form = .doubledQuotes
      return (position &+ 1)..<quoteEnd
    }
    let wordEnd = WordScan.first(0x20, or: 0x09, in: bytes, position, end)
    return wordEnd == position ? nil : position..<wordEnd
  }

  /// Position of the first quote that is not doubled and that a blank, a tab or the end follows.
  private static func closingQuote(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var position = start
    while true {
      position = WordScan.first(0x22, in: bytes, position, end)
      guard position < end else { return nil }
      if position &+ 1 == end { return position }
      switch bytes[position &+ 1] {
      case 0x20, 0x09: return position
      case 0x22: position &+= 2
      default: return nil
      }
    }
  }

  /// Position of the first byte from `position` that is neither blank nor tab.
  @inline(__always)
  static func skipBlanks(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
    var position = position
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position &+= 1 }
    return position
  }

  /// The number at `start`, which moves behind the blanks that pad it; at most 18 digits.
  @inline(__always)
  static func number(
    _ step: Step, _ bytes: Span<UInt8>, _ start: inout Int, _ end: Int
  ) -> (value: Int64, end: Int)? {
    if step.low == 1, step.high == 2, start < end, bytes[start] == 0x20 { start &+= 1 }
    var position = start
    var value: Int64 = 0
    let last = min(end, start &+ Int(step.high))
    while position < last, Ascii.isDigit(bytes[position]) {
      value = value &* 10 &+ Int64(bytes[position] &- 0x30)
      position &+= 1
    }
    return position &- start >= Int(step.low) ? (value, position) : nil
  }

  /// Where the last item of a list of upstreams begins: `a, b : c` is asked for `c`.
  static func lastItem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = end
    while position > start, bytes[position &- 1] != 0x20 { position &-= 1 }
    guard position > start &+ 1 else { return start }
    return bytes[position &- 2] == 0x2C || bytes[position &- 2] == 0x3A ? position : start
  }

  /// White space of C's `isspace`.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
}
