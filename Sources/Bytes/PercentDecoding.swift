/// Percent-decoding of paths and queries (RFC 3986 section 2.1).
public enum PercentDecoding {
  /// Appends `range` of `bytes`, decoded: `%HH` is a byte, a `%` without two hexadecimal digits stays
  /// as it is; `+` is a blank where `plusIsBlank` (queries; SPEC 4.4).
  @inlinable
  public static func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, plusIsBlank: Bool, to output: inout [UInt8]
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == 0x25, position + 2 < range.upperBound,
        let high = Ascii.hexadecimalValue(bytes[position + 1]),
        let low = Ascii.hexadecimalValue(bytes[position + 2])
      {
        output.append(high << 4 | low)
        position += 3
        continue
      }
      output.append(byte == 0x2B && plusIsBlank ? 0x20 : byte)
      position += 1
    }
  }
}
