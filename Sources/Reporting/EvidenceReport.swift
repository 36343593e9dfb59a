public import Bytes
public import Findings

/// Writes evidence.ndjson: one JSON object a line (`docs/evidence.md`).
///
/// ```
/// {"bytes": 312, "cut": false, "finding": "63b5...", "input": "logs/a.gz", "line": 17, "rule": "...",
///  "text": "...", "time": "2026-11-20T13:05:00Z", "token": "tok_..."}
/// ```
/// `bytes` are those of the line as logged. `text` is what may be shown of it; bytes that are not UTF-8
/// are U+FFFD, and what is invisible is escaped, so that no terminal obeys it. `time` and `token` are null
/// where the line has none.
public enum EvidenceReport {
  /// The lines of a report's findings; `paths` are those of the inputs by their numbers.
  public static func render(
    _ lines: [EvidenceLine], findings: [Finding], paths: [Int: ByteString]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      let finding = findings[line.finding]
      append("{", "bytes", &bytes) { $0.value(line.lineBytes) }
      append(", ", "cut", &bytes) { $0.value(line.isCut) }
      append(", ", "finding", &bytes) { $0.value(finding.id) }
      append(", ", "input", &bytes) { $0.value(paths[line.input] ?? .dash) }
      append(", ", "line", &bytes) { $0.value(line.line) }
      append(", ", "rule", &bytes) { $0.value(finding.rule) }
      append(", ", "text", &bytes) { $0.value(ByteString(line.text)) }
      append(", ", "time", &bytes) { writer in
        guard let time = line.time else { return writer.null() }
        writer.value(Instant(milliseconds: time))
      }
      append(", ", "token", &bytes) { writer in
        guard let token = line.token else { return writer.null() }
        writer.value(token)
      }
      bytes += Array("}\n".utf8)
    }
    return bytes
  }

  /// Appends an entry; `body` writes its value.
  private static func append(
    _ separator: String, _ key: String, _ bytes: inout [UInt8], _ body: (inout JSONWriter) -> Void
  ) {
    bytes += Array("\(separator)\"\(key)\": ".utf8)
    var writer = JSONWriter()
    body(&writer)
    bytes += escapingInvisible(writer.bytes)
  }

  /// JSON in which marks that turn the direction of writing, and all else that is not seen, are escapes.
  private static func escapingInvisible(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 >= 0x80 }) else { return json }
    var result = ""
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if scalar.isASCII || !isInvisible(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return Array(result.utf8)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
