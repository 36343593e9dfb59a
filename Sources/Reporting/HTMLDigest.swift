internal import LimitCatalog

/// What a Content Security Policy calls an inline style or script by.
enum HTMLDigest {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// `sha256-` and the base64 of the digest of an element's text (CSP 3, section 2.3.1).
  static func source(of text: [UInt8]) -> String {
    let digits = Array(Policy.sha256(of: text).utf8).map { UInt32(value($0)) }
    // 32 bytes are ten groups of three and one of two, whose third is padding.
    let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let word = group.enumerated().reduce(0) { $0 | $1.element << (16 - 8 * UInt32($1.offset)) }
      for position in 0...3 {
        let index = Int(word >> (18 - 6 * UInt32(position)) & 63)
        result.append(position <= group.count ? alphabet[index] : 0x3D)
      }
    }
    return "sha256-" + String(decoding: result, as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit - 0x30 : digit - 0x57 }
}
