import Foundation

/// The expectations of one of CrowdSec's `parser.assert` files: for each line of a log the texts
/// that its parser finds.
struct ParserAssertions {
  /// Texts by their names, by the number of the line among those that are not blank, from 0.
  private(set) var lines: [Int: [String: String]] = [:]

  /// Reads lines such as
  /// `results["s01-parse"]["crowdsecurity/nginx-logs"][0].Evt.Meta["http_status"] == "404"`.
  init(contentsOf file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix("results[\"s01-parse\"]") {
      guard let equals = line.firstRange(of: " == \""), line.hasSuffix("\"") else { continue }
      let path = line[..<equals.lowerBound]
      guard path.contains(".Evt.Meta[") || path.contains(".Evt.Parsed[") else { continue }
      let parts = path.split { "[]".contains($0) }
      guard parts.count == 6 || parts.count == 5, let number = parts.compactMap({ Int($0) }).first,
        let name = parts.last?.trimmingPrefix("\"").dropLast()
      else { continue }
      let value = line[equals.upperBound...].dropLast()
      lines[number, default: [:]][String(name)] = ParserAssertions.unescaped(value)
    }
  }

  /// The requests among the lines, by number; failures and other events are none.
  var accessLines: [(number: Int, texts: [String: String])] {
    lines.filter { $0.value["log_type"] == "http_access-log" }
      .sorted { $0.key < $1.key }
      .map { (number: $0.key, texts: $0.value) }
  }

  /// `\"` and `\\` are a character each.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }
}
