internal import Bytes

/// Text and addresses as SARIF 2.1.0 reads them.
enum SARIFText {
  /// A message on one line that shows exactly `text`: braces are doubled, or they would be
  /// placeholders (section 3.11.5); brackets and backslashes are escaped, or they would be links
  /// (section 3.11.6).
  static func message(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in VisibleText.line(text, limit: VisibleText.sentenceLimit).unicodeScalars {
      switch scalar {
      case "{", "}": result.append(scalar)
      case "[", "]", "\\": result.append("\\")
      default: break
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// A path as a URI reference (RFC 3986): its very bytes, percent-encoded where they are not
  /// unreserved; absolute ones with the scheme `file`.
  static func address(_ path: ByteString) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = path.bytes.first == 0x2F ? Array("file://".utf8) : []
    for byte in path.bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: result.append(byte)
      default: result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
