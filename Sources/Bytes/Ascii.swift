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
    var value: Int64 = 0
    for position in range {
      let digit = bytes[position] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}
