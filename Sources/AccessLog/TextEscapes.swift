internal import Bytes

/// Undoes the escapes of JSON texts (RFC 8259 section 7).
enum JSONText {
  /// Appends the text in `start..<end`, whose escapes the reader has checked; a surrogate without
  /// its other half is U+FFFD (SPEC section 2).
  static func append(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, to output: inout [UInt8]
  ) {
    var position = start
    while position < end {
      let run = WordScan.first(0x5C, in: bytes, position, end)
      for index in position..<run { output.append(bytes[index]) }
      guard run &+ 1 < end else { return }
      position = run &+ 2
      switch bytes[run &+ 1] {
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x74: output.append(0x09)
      case 0x75:
        var unit = codeUnit(bytes, position, end)
        position = min(position &+ 4, end)
        if unit & 0xFC00 == 0xD800, position &+ 6 <= end, bytes[position] == 0x5C,
          bytes[position &+ 1] == 0x75
        {
          let low = codeUnit(bytes, position &+ 2, end)
          if low & 0xFC00 == 0xDC00 {
            unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            position &+= 6
          }
        }
        appendScalar(unit, to: &output)
      case let other: output.append(other)
      }
    }
  }

  /// The value of up to four hexadecimal digits from `start`.
  private static func codeUnit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var value: UInt32 = 0
    for position in start..<min(start &+ 4, end) {
      value = value << 4 | UInt32(Ascii.hexadecimalValue(bytes[position]) ?? 0)
    }
    return value
  }

  private static func appendScalar(_ value: UInt32, to output: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(unit) }
  }
}

/// Undoes the escapes of an access line's quoted fields (SPEC section 2, "Formats").
enum LogText {
  /// Appends the text in `start..<end`: `\"`, `\\` and `\xHH` are a byte each, any other backslash
  /// stays.
  static func append(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, to output: inout [UInt8]
  ) {
    var position = start
    while position < end {
      let byte = bytes[position]
      guard byte == 0x5C, position &+ 1 < end else {
        output.append(byte)
        position &+= 1
        continue
      }
      let next = bytes[position &+ 1]
      if next == 0x22 || next == 0x5C {
        output.append(next)
        position &+= 2
      } else if next == 0x78, position &+ 3 < end,
        let high = Ascii.hexadecimalValue(bytes[position &+ 2]),
        let low = Ascii.hexadecimalValue(bytes[position &+ 3])
      {
        output.append(high << 4 | low)
        position &+= 4
      } else {
        output.append(byte)
        position &+= 1
      }
    }
  }
}

/// Undoes the doubled quotes of a W3C string.
enum QuotedText {
  /// Appends the text in `start..<end`; two quotes stand for one.
  static func append(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, to output: inout [UInt8]
  ) {
    var position = start
    while position < end {
      output.append(bytes[position])
      let isDoubled =
        bytes[position] == 0x22 && position &+ 1 < end && bytes[position &+ 1] == 0x22
      position &+= isDoubled ? 2 : 1
    }
  }
}
