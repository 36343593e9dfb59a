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

  /// `bytes` with escapes of unreserved characters decoded, which name the same (RFC 3986 section 6.2.2.2):
  /// letters, digits, `-`, `.`, `_` and `~`. What is decoded is not decoded again.
  public static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x25) else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == 0x25, position + 2 < bytes.count,
        let high = Ascii.hexadecimalValue(bytes[position + 1]),
        let low = Ascii.hexadecimalValue(bytes[position + 2]), isUnreserved(high << 4 | low)
      {
        output.append(high << 4 | low)
        position += 3
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return output
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
  }
}
