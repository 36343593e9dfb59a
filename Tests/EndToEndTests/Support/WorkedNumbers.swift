import Foundation

/// What a case's README.txt works out by hand, in a form that a test can hold against a report.
///
/// Recordings only tell that nothing changed; these tables, which are never recorded, tell that the
/// numbers are right. Each section starts with its name and a colon, its rows are indented:
/// - `Tokens:` `name = tok_...`: the name stands for that token in the tables
/// - `Findings:` `severity | rule | subject, ... | measured/limit | occurrences | certainty and
///   alignments of rate rules`: all findings of the report
/// - `Values:` `path = value`; `[x]` picks an element by its index or by a text it has, `[x|y]` by two
struct WorkedNumbers {
  private var tokens: [String: String] = [:]
  /// Nil without such a section.
  private var findings: [String]?
  private var values: [(path: String, value: String)] = []

  /// Reads a README.txt.
  init(_ text: String) {
    var section = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if ["Tokens:", "Findings:", "Values:"].contains(line) {
        section = String(line)
        if section == "Findings:" { findings = [] }
      } else if !line.hasPrefix("  ") {
        section = ""
      } else {
        add(line.trimmingCharacters(in: .whitespaces), section)
      }
    }
  }

  private mutating func add(_ row: String, _ section: String) {
    let sides = row.split(separator: " = ", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    switch section {
    case "Tokens:" where sides.count == 2: tokens[sides[0]] = sides[1]
    case "Values:" where sides.count == 2: values.append((sides[0], sides[1]))
    case "Findings:" where row.contains(" | "):
      let cells = row.split(separator: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
      findings?.append(cells.joined(separator: " | "))
    default: break
    }
  }

  /// The rules that the table of findings names.
  var rules: Set<String> {
    Set((findings ?? []).map { String($0.split(separator: " | ")[1]) })
  }

  /// Every difference between the tables and a report, in words.
  func differences(from report: JSONValue) -> [String] {
    var result: [String] = []
    if let findings {
      let found = report["findings"].elements.map(row)
      result += Set(found).subtracting(findings).map { "not worked out: " + $0 }
      result += Set(findings).subtracting(found).map { "not found: " + $0 }
      if found.count != findings.count { result.append("\(found.count) findings") }
    }
    for (path, value) in values {
      let found = look(path, in: report)?.text ?? "no such place, or several"
      if found != value { result.append("\(path): worked out \(value), found \(found)") }
    }
    return result.sorted()
  }

  private func row(_ finding: JSONValue) -> String {
    let shown = Dictionary(uniqueKeysWithValues: tokens.map { ($0.value, $0.key) })
    let subject = ["group", "site", "app", "client", "token", "uri", "endpoint", "entity"]
      .compactMap { finding["subject"][$0].string }.map { shown[$0] ?? $0 }
    var cells = [
      finding["severity"].text, finding["rule"].text, subject.joined(separator: ", "),
      finding["measured"].text + "/" + finding["limit"].text, finding["occurrences"].text,
    ]
    if finding["alignments"] != .null {
      let alignments = finding["alignments_over"].text + "/" + finding["alignments"].text
      cells.append((finding["certainty"].string.map { $0 + " " } ?? "") + alignments)
    }
    return cells.joined(separator: " | ")
  }

  private func look(_ path: String, in report: JSONValue) -> JSONValue? {
    var value: JSONValue? = report
    var rest = path[...]
    while let current = value, let first = rest.first {
      if first == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        value = element(of: current, String(rest[..<end].dropFirst()))
        rest = rest[end...].dropFirst()
      } else {
        if first == "." { rest = rest.dropFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        value = current.members[String(key)]
        rest = rest.dropFirst(key.count)
      }
    }
    return value
  }

  private func element(of list: JSONValue, _ key: String) -> JSONValue? {
    if let index = Int(key) {
      return list.elements.indices.contains(index) ? list.elements[index] : nil
    }
    let names = key.split(separator: "|").map { tokens[String($0)] ?? String($0) }
    let fitting = list.elements.filter { element in
      names.allSatisfy(element.names.contains)
    }
    return fitting.count == 1 ? fitting[0] : nil
  }
}
