internal import Bytes
internal import Crypto

/// Tokens as they may be shown: `tok_` and the first 16 hexadecimal digits of SHA-256 (SPEC 7).
struct TokenHash {
  private var known: [UInt32: ByteString] = [:]

  /// The shown form of a token with this interned id; `-` stays.
  mutating func shown(id: UInt32, _ token: @autoclosure () -> ByteString) -> ByteString {
    if let hash = known[id] { return hash }
    let hash = TokenHash.shown(token())
    known[id] = hash
    return hash
  }

  /// The shown form of a token; `-` stays.
  static func shown(_ token: ByteString) -> ByteString {
    if token == .dash { return token }
    return ByteString("tok_" + HexDigest.sha256(token.bytes).prefix(16))
  }
}

/// SHA-256 as text.
enum HexDigest {
  /// The digest of `bytes`, 64 lower-case hexadecimal digits.
  static func sha256(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
