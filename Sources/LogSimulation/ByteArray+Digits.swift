extension [UInt8] {
  /// Appends a number from 0 in decimal digits.
  mutating func appendDecimal(_ value: Int) {
    if value >= 100 {
      appendDecimal(value / 100)
      appendTwoDigits(value % 100)
    } else if value >= 10 {
      appendTwoDigits(value)
    } else {
      append(UInt8(truncatingIfNeeded: 0x30 + value))
    }
  }

  /// Appends a number from 0 to 99 as two digits.
  mutating func appendTwoDigits(_ value: Int) {
    append(UInt8(truncatingIfNeeded: 0x30 + value / 10))
    append(UInt8(truncatingIfNeeded: 0x30 + value % 10))
  }

  /// Appends the lowest `count` hexadecimal digits, at most 16, lower-case.
  mutating func appendHexadecimal(_ value: UInt64, _ count: Int) {
    for position in 0..<count {
      let digit = UInt8(truncatingIfNeeded: (value >> UInt64(4 * (count - 1 - position))) & 15)
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
