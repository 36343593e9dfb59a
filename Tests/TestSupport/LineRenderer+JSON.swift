internal import Bytes

extension LineRenderer {
  /// One object with the canonical names of SPEC section 2.
  static func jsonLine(_ record: ReferenceRecord) -> [UInt8] {
    let line = record.line
    var members = [("time", jsonTime(record))]
    members.append(("status", line % 3 == 0 ? "\"\(record.status)\"" : String(record.status)))
    if let client = record.client { members.append(("client", string(client, line))) }
    if let method = record.method, let target = record.target, line % 2 == 0 {
      members.append(("method", string(method, line)))
      members.append(("target", string(target, line)))
    } else {
      members.append(("request", string(ByteString(requestLine(record)), line)))
    }
    if let referer = record.referer { members.append(("referer", string(referer, line))) }
    for field in textFields(record) {
      members.append((field.name, string(field.value, line)))
    }
    for field in numberFields(record) {
      members.append((field.name, line % 2 == 0 ? "\"\(field.value)\"" : String(field.value)))
    }
    if let analytics = record.analytics {
      let spellings = analytics ? ["true", "1", "\"true\""] : ["false", "0", "\"false\""]
      members.append(("analytics", spellings[line % 3]))
    }
    if !record.entities.isEmpty {
      members.append(("entities", "[" + record.entities.map(object).joined(separator: ", ") + "]"))
    }
    let turn = line % members.count
    let turned = members[turn...] + members[..<turn]
    let text = turned.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    return Array("{\(text)}".utf8)
  }

  /// A line of an inventory file, without LF; the subject must be UTF-8.
  public static func inventoryLine(_ observation: ReferenceObservation) -> [UInt8] {
    Array(object(observation).utf8)
  }

  private static func object(_ observation: ReferenceObservation) -> String {
    "{\"resource\": \"\(observation.resource)\", \"subject\": \(string(observation.subject, 1)), "
      + "\"value\": \(observation.value)}"
  }

  /// ISO 8601, epoch seconds or milliseconds, number or text, or an access-log time.
  private static func jsonTime(_ record: ReferenceRecord) -> String {
    let parts = parts(record)
    // Of numbers 10^11 and more are milliseconds, and none is negative.
    let isUsual = (100_000_000_000..<100_000_000_000_000).contains(record.time)
    switch isUsual ? record.line % 6 : record.line % 2 {
    case 0: return "\"\(Instant(milliseconds: record.time).text)\""
    case 1:
      let date =
        padded(parts.date.year, 4) + "-" + padded(parts.date.month, 2) + "-"
        + padded(parts.date.day, 2)
      let zone = parts.zone.prefix(3) + ":" + parts.zone.suffix(2)
      return "\"\(date)T\(parts.clock)\(parts.fraction)\(zone)\""
    case 2: return seconds(record.time).text
    case 3: return String(record.time)
    case 4: return "\"\(record.time)\""
    default: return "\"\(parts.accessLog)\""
    }
  }

  /// A JSON text; what is not ASCII is escaped, in surrogates where needed, every third line.
  private static func string(_ name: ByteString, _ line: Int) -> String {
    var output = "\""
    for scalar in name.text.unicodeScalars {
      switch scalar {
      case "\"", "\\": output += "\\" + String(scalar)
      case "\n" where line % 2 == 0: output += "\\n"
      case " "..."~": output.unicodeScalars.append(scalar)
      case "\u{80}"... where line % 3 != 0: output.unicodeScalars.append(scalar)
      default:
        for unit in UTF16.encode(scalar) ?? .init() {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return output + "\""
  }
}
