public import Bytes
public import Findings
internal import GRDB

extension AuditHistory {
  /// First and last day with Learn requests, in days since 1970-01-01; nil without any.
  public func dayRange() throws(HistoryRefusal) -> ClosedRange<Int>? {
    try read { database in
      let rows = try RawStatement(database, sql: "SELECT min(day), max(day) FROM group_days")
      guard try rows.step(), let first = rows.optionalInteger(at: 0),
        let last = rows.optionalInteger(at: 1), first <= last
      else { return nil }
      return Int(first)...Int(last)
    }
  }

  /// Names of all groups with requests or sites, in no order.
  public func groupNames() throws(HistoryRefusal) -> [ByteString] {
    try read { database in
      var names = try NameTable(database)
      let rows = try RawStatement(
        database, sql: "SELECT group_id FROM group_days UNION SELECT group_id FROM sites")
      var result: [ByteString] = []
      while try rows.step() { result.append(try names.name(rows.integer(at: 0))) }
      return result
    }
  }

  /// Periods of the inputs with records in a period, each with its run.
  public func inputPeriods(touching period: Period) throws(HistoryRefusal) -> [InputPeriod] {
    try read { database in
      let rows = try RawStatement(
        database,
        sql: """
          SELECT first_ms, last_ms, run FROM inputs WHERE last_ms >= ? AND first_ms <= ? ORDER BY id
          """, period.first.milliseconds, period.last.milliseconds)
      var result: [InputPeriod] = []
      while try rows.step() {
        guard let period = rows.period(at: 0) else { continue }
        result.append(InputPeriod(run: Int(rows.integer(at: 2)), period: period))
      }
      return result
    }
  }
}

extension HistoryRefusal {
  /// Whether it is a history that was damaged, rather than none.
  public var isDamage: Bool {
    if case .damaged = cause { true } else { false }
  }
}
