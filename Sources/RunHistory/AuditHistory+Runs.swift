internal import Bytes
public import Findings
internal import GRDB

extension AuditHistory {
  private static let columns =
    "id, tool || ' ' || version, policy, policy_sha256, first_ms, last_ms, complete, records, "
    + "calls, refused"

  /// The latest run, nil before the first.
  public func lastRun() throws(HistoryRefusal) -> PastRun? { try runs(limit: 1).first }

  /// A run by its number, nil if there is none.
  public func run(_ number: Int) throws(HistoryRefusal) -> PastRun? {
    try read { database in
      let rows = try RawStatement(
        database, sql: "SELECT \(AuditHistory.columns) FROM runs WHERE id = ?", Int64(number))
      return try rows.step() ? AuditHistory.run(rows) : nil
    }
  }

  /// The latest runs, at most so many, the latest first.
  public func runs(limit: Int) throws(HistoryRefusal) -> [PastRun] {
    try read { database in
      let rows = try RawStatement(
        database, sql: "SELECT \(AuditHistory.columns) FROM runs ORDER BY id DESC LIMIT ?",
        Int64(max(0, limit)))
      var result: [PastRun] = []
      while try rows.step() { result.append(AuditHistory.run(rows)) }
      return result
    }
  }

  private static func run(_ row: RawStatement) -> PastRun {
    PastRun(
      number: Int(row.integer(at: 0)), tool: row.name(at: 1).text, policy: row.text(at: 2),
      policySHA256: row.text(at: 3), period: row.period(at: 4), isComplete: row.integer(at: 6) != 0,
      records: Int(row.integer(at: 7)), calls: Int(row.integer(at: 8)),
      refused: Int(row.integer(at: 9)))
  }

  /// Findings of a run in its report's order; none if it is not there or they are pruned.
  public func findings(ofRun number: Int) throws(HistoryRefusal) -> [RememberedFinding] {
    try read { database in
      var subjects: [Int64: [SubjectPart]] = [:]
      let parts = try RawStatement(
        database,
        sql: """
          SELECT position, key, value FROM finding_subjects WHERE run = ? ORDER BY position, part
          """, Int64(number))
      while try parts.step() {
        subjects[parts.integer(at: 0), default: []].append(
          SubjectPart(parts.name(at: 1).text, parts.name(at: 2)))
      }
      let rows = try RawStatement(
        database,
        sql: """
          SELECT position, id, rule, severity, certainty, measured, quota, occurrences, message,
          window_start_ms, window_end_ms, lens FROM findings WHERE run = ? ORDER BY position
          """, Int64(number))
      var result: [RememberedFinding] = []
      while try rows.step() {
        result.append(try AuditHistory.finding(rows, subjects[rows.integer(at: 0)] ?? []))
      }
      return result
    }
  }

  private static func finding(
    _ row: RawStatement, _ subject: [SubjectPart]
  ) throws -> RememberedFinding {
    let severity = row.name(at: 3).text
    guard let severity = Severity.allCases.first(where: { $0.name == severity }) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a finding has no known severity")
    }
    var window: FindingWindow?
    if let start = row.optionalInteger(at: 9), let end = row.optionalInteger(at: 10) {
      window = FindingWindow(
        start: Instant(milliseconds: start), end: Instant(milliseconds: end),
        lens: row.name(at: 11).text)
    }
    return RememberedFinding(
      id: row.name(at: 1).text, rule: row.name(at: 2).text, severity: severity,
      certainty: row.text(at: 4).flatMap(Certainty.init), subject: subject,
      measured: Int(row.integer(at: 5)), limit: Int(row.integer(at: 6)),
      occurrences: Int(row.integer(at: 7)), message: row.name(at: 8).text, window: window)
  }
}

extension RawStatement {
  /// A period of the row: its first millisecond in a column, its last in the next; nil for NULL.
  func period(at column: Int) -> Period? {
    guard let first = optionalInteger(at: column), let last = optionalInteger(at: column + 1) else {
      return nil
    }
    return Period(first: Instant(milliseconds: first), last: Instant(milliseconds: last))
  }
}
