internal import Bytes
public import Findings

/// Compares every number of two reports, so that a test that finds a difference can name it.
///
/// Not compared: `tool`, `policy`, `status`, `inputs` and message texts, which the reference leaves
/// empty, and the counts of lines, blanks, notes, malformed lines and missing inputs in `totals`.
public struct ReportComparison {
  private var found: [String] = []

  private init() {}

  /// One line per difference, `path: left, right`; empty when the reports are equal.
  public static func differences(_ left: AuditReport, _ right: AuditReport) -> [String] {
    var comparison = ReportComparison()
    comparison.value("period", left.period, right.period)
    comparison.totals(left.totals, right.totals)
    comparison.rows("groups", left.groups, right.groups, key: { $0.group.text }) {
      $0.group($1, $2, $3)
    }
    comparison.rows("pairs", left.pairs, right.pairs, key: { "\($0.client.text) \($0.uri.text)" }) {
      $0.pair($1, $2, $3)
    }
    comparison.rows(
      "triples", left.triples, right.triples,
      key: { "\($0.token.text) \($0.uri.text) \($0.endpoint.text)" }
    ) { $0.triple($1, $2, $3) }
    comparison.rows(
      "endpoints", left.endpoints, right.endpoints, key: { "\($0.service) \($0.endpoint.text)" }
    ) { comparison, path, left, right in
      comparison.value(path + ".endpoint", left.endpoint, right.endpoint)
      comparison.value(path, left.counts, right.counts)
      comparison.value(path + ".delay_ms", left.delay, right.delay)
    }
    comparison.rows("entities", left.entities, right.entities, key: { $0.id }) {
      $0.entity($1, $2, $3)
    }
    comparison.rows(
      "findings", left.findings, right.findings,
      key: { finding in
        ([finding.rule] + finding.subject.map { "\($0.key)=\($0.value.text)" })
          .joined(separator: " ")
      }
    ) { $0.finding($1, $2, $3) }
    comparison.value("coverage.hours", left.coverage.hours, right.coverage.hours)
    comparison.value("coverage.gaps", left.coverage.gaps, right.coverage.gaps)
    return comparison.found
  }

  /// Notes a difference between two values.
  mutating func value<Value: Equatable>(_ path: String, _ left: Value, _ right: Value) {
    if left != right { found.append("\(path): \(left), \(right)") }
  }

  /// Compares lists row by row when their keys agree; else names what is missing or out of order.
  mutating func rows<Row>(
    _ path: String, _ left: [Row], _ right: [Row], key: (Row) -> String,
    each: (inout ReportComparison, String, Row, Row) -> Void
  ) {
    let leftKeys = left.map { Array(key($0).utf8) }
    let rightKeys = right.map { Array(key($0).utf8) }
    func name(_ key: [UInt8]) -> String { "\(path)[\(String(decoding: key, as: UTF8.self))]" }
    for key in leftKeys where !rightKeys.contains(key) { found.append("\(name(key)): only left") }
    for key in rightKeys where !leftKeys.contains(key) { found.append("\(name(key)): only right") }
    if leftKeys != rightKeys, leftKeys.count == rightKeys.count {
      for (index, pair) in zip(leftKeys, rightKeys).enumerated() where pair.0 != pair.1 {
        found.append("\(path) row \(index): \(name(pair.0)), \(name(pair.1))")
      }
    }
    var unmatched = Array(right.indices)
    for (key, row) in zip(leftKeys, left) {
      guard let position = unmatched.firstIndex(where: { rightKeys[$0] == key }) else { continue }
      each(&self, name(key), row, right[unmatched.remove(at: position)])
    }
  }

  private mutating func totals(_ left: Totals, _ right: Totals) {
    value("totals.records", left.records, right.records)
    value("totals.learn", left.learn, right.learn)
    value("totals.knewton", left.knewton, right.knewton)
    value("totals.other", left.other, right.other)
    value("totals.excluded", left.excluded, right.excluded)
    value("totals.unattributed", left.unattributed, right.unattributed)
    value("totals.bad_fields", left.badFields, right.badFields)
    value("totals.rejected", left.rejected, right.rejected)
    value("totals.delayed", left.delayed, right.delayed)
    value("totals.soft_limited", left.softLimited, right.softLimited)
    value("totals.install_refused", left.installRefused, right.installRefused)
    value("totals.pairs", left.pairs, right.pairs)
    value("totals.triples", left.triples, right.triples)
  }
}
