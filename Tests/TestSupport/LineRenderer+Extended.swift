internal import Bytes

extension LineRenderer {
  /// `client ident user [time] "request" status bytes "referer" "agent" key=value ...`
  static func extendedLine(_ record: ReferenceRecord) -> [UInt8] {
    var line = record.client?.bytes ?? Array("-".utf8)
    line += Array(" - \(record.line % 3 == 0 ? "frank the admin" : "-") [".utf8)
    line += Array((parts(record).accessLog + "] ").utf8)
    line += quoted(requestLine(record), record.line)
    line += Array(" \(record.status) \(record.line % 2 == 0 ? "-" : "512")".utf8)
    // Common lines end here; they have no referer.
    if record.referer != nil || record.line % 5 != 0 {
      line += Array(" ".utf8) + quoted(record.referer?.bytes ?? Array("-".utf8), record.line)
      line += Array(" \"agent \\\"x\\\" \\\\\"".utf8)
    }
    for field in textFields(record) {
      line += Array(" \(field.name)=".utf8) + value(field.value.bytes, record.line)
    }
    for field in numberFields(record) {
      line += Array(" \(field.name)=".utf8) + value(Array(String(field.value).utf8), record.line)
    }
    if let analytics = record.analytics {
      line += Array(" analytics=\(analytics ? ["1", "true"][record.line % 2] : "false")".utf8)
    }
    if !record.entities.isEmpty {
      let entities = record.entities.map { entity in
        Array((entity.resource + ":").utf8) + entity.subject.bytes + Array(":\(entity.value)".utf8)
      }
      line += Array(" entities=".utf8)
      line += value(Array(entities.joined(separator: Array(",".utf8))), record.line)
    }
    return line
  }

  /// A tail value: bare where nothing in it needs quotes, every other time.
  private static func value(_ bytes: [UInt8], _ line: Int) -> [UInt8] {
    let harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/@_-,"
    let isHarmless = bytes.allSatisfy(harmless.utf8.contains)
    return isHarmless && line % 2 == 0 ? bytes : quoted(bytes, line)
  }

  /// A quoted field: quotes, backslashes and control bytes escaped, other bytes every third line.
  private static func quoted(_ bytes: [UInt8], _ line: Int) -> [UInt8] {
    var output = [UInt8(ascii: "\"")]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x20...0x7E: output.append(byte)
      case 0x80... where line % 3 != 0: output.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: line % 2 == 0)
        output += Array("\\x".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(digits.utf8)
      }
    }
    return output + [UInt8(ascii: "\"")]
  }
}
