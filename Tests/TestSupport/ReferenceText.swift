internal import Bytes

/// Byte-string helpers of the reference, written for reading.
enum ReferenceText {
  /// The parts between separators: always one more than there are separators.
  static func split(_ bytes: [UInt8], at separator: Character) -> [[UInt8]] {
    guard let value = separator.asciiValue else { return [bytes] }
    return bytes.split(separator: value, omittingEmptySubsequences: false).map(Array.init)
  }

  /// What is before and after the first separator; nil without one.
  static func cut(_ bytes: [UInt8], at separator: String) -> (before: [UInt8], after: [UInt8])? {
    guard let range = bytes.firstRange(of: Array(separator.utf8)) else { return nil }
    return (Array(bytes[..<range.lowerBound]), Array(bytes[range.upperBound...]))
  }

  /// `bytes` up to the first of these characters.
  static func upTo(anyOf characters: String, _ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.prefix { !characters.utf8.contains($0) })
  }

  /// `bytes` without one `/` at the end.
  static func withoutTrailingSlash(_ bytes: [UInt8]) -> [UInt8] {
    bytes.last == UInt8(ascii: "/") ? Array(bytes.dropLast()) : bytes
  }

  /// A-Z to a-z, nothing else.
  static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 + 32 : $0 }
  }

  /// `%HH` to a byte; a bad `%` stays.
  static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
        isHexadecimal(bytes[position + 1]), isHexadecimal(bytes[position + 2]),
        let value = UInt8(text(Array(bytes[(position + 1)...(position + 2)])), radix: 16)
      {
        output.append(value)
        position += 3
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return output
  }

  /// The bytes as text, bad subparts as U+FFFD.
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the byte is 0-9.
  static func isDigit(_ byte: UInt8) -> Bool { "0123456789".utf8.contains(byte) }

  /// Whether the byte is a hexadecimal digit.
  static func isHexadecimal(_ byte: UInt8) -> Bool { "0123456789abcdefABCDEF".utf8.contains(byte) }

  /// Whether the byte is A-Z or a-z.
  static func isLetter(_ byte: UInt8) -> Bool {
    lowercased([byte])[0] >= UInt8(ascii: "a") && lowercased([byte])[0] <= UInt8(ascii: "z")
  }

  /// 1 to 18 ASCII digits, else nil (SPEC section 1).
  static func integer(_ bytes: [UInt8]) -> Int? {
    guard bytes.count <= 18, !bytes.isEmpty, bytes.allSatisfy(isDigit) else { return nil }
    return Int(text(bytes))
  }
}
