/// Letters, digits and integers of ASCII, the only ones the SPEC knows (section 1).
public enum Ascii {
  /// A-Z to a-z, every other byte as it is.
  @inlinable
  public static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Whether the byte is 0-9.
  @inlinable
  public static func isDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 <= 9
  }

  /// Whether the byte is A-Z or a-z.
  @inlinable
  public static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 <= 25
  }

  /// The value of a hexadecimal digit of either case, or nil.
  @inlinable
  public static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    if isDigit(byte) { return byte &- 0x30 }
    let letter = (byte | 0x20) &- 0x61
    return letter <= 5 ? letter &+ 10 : nil
  }

  /// The integer in `range`: 1 to 18 ASCII digits, else nil (SPEC section 1); so at most 10^18 - 1.
  @inlinable
  public static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.count >= 1, range.count <= 18 else { return nil }
    if range.count <= 8 { return shortInteger(bytes, range) }
    var value: Int64 = 0
    for position in range {
      let digit = bytes[position] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  /// The integer in `range`, 1 to 8 bytes, by sums of neighbours: digits to pairs to fours to eight.
  @inlinable
  @inline(__always)
  static func shortInteger(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    // Zeros in front, which stand lowest, make it eight digits.
    let missing = UInt64(truncatingIfNeeded: 8 &- range.count) &* 8
    let text = WordScan.prefix(bytes, range.lowerBound, range.count) &<< missing
    let zeros = 0x3030_3030_3030_3030 & ~(UInt64.max &<< missing)
    let digits = (text | zeros) ^ 0x3030_3030_3030_3030
    // Beyond 9 adding 0x76 reaches the top bit; bytes that have it are no digits either.
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return Int64(truncatingIfNeeded: (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
  }
}
