internal import Crypto

/// Digests as text.
enum HexDigest {
  /// The SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
  static func sha256(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// The bytes as lower-case hexadecimal digits.
  static func text(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
