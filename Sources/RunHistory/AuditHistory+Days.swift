public import Bytes
public import Findings
internal import GRDB

extension AuditHistory {
  /// Requests of one group, or of all, on each day of a range that has any; by day, then by name.
  public func groupDays(
    group: ByteString? = nil, from first: Int = .min, to last: Int = .max
  ) throws(HistoryRefusal) -> [GroupDayCounts] {
    try read { database in
      var names = try NameTable(database)
      let id = try group.map { try names.known($0) }
      if let id, id == nil { return [] }
      let counts = Breakdown.counts.joined(separator: ", ")
      let rows = try RawStatement(
        database,
        sql: """
          SELECT day, group_id, \(counts) FROM group_days WHERE day BETWEEN ? AND ?
          \(group == nil ? "" : "AND group_id = ?") ORDER BY day
          """, Int64(first), Int64(last))
      if case .some(.some(let id)) = id { rows.bind(id, at: 2) }
      var result: [GroupDayCounts] = []
      while try rows.step() {
        result.append(
          GroupDayCounts(
            day: Int(rows.integer(at: 0)), group: try names.name(rows.integer(at: 1)),
            counts: try rows.counts(at: 2)))
      }
      // Days are in order already, so that only the groups of each are sorted.
      var start = 0
      while start < result.count {
        var end = start
        while end < result.count, result[end].day == result[start].day { end += 1 }
        result[start..<end].sort { $0.group < $1.group }
        start = end
      }
      return result
    }
  }

  /// Requests of all groups on each of these days that has any.
  public func dayTotals(_ days: some Sequence<Int>) throws(HistoryRefusal) -> [Int: StatusCounts] {
    try totals(of: "group_days", days)
  }

  /// Requests of all services on each of these days that has any.
  public func requestTotals(
    _ days: some Sequence<Int>
  ) throws(HistoryRefusal) -> [Int: StatusCounts] {
    try totals(of: "endpoint_days", days)
  }

  private func totals(
    of table: String, _ days: some Sequence<Int>
  ) throws(HistoryRefusal) -> [Int: StatusCounts] {
    try read { database in
      let sums = Breakdown.counts.map { "sum(\($0))" }.joined(separator: ", ")
      let rows = try RawStatement(
        database, sql: "SELECT \(sums) FROM \(table) WHERE day = ? GROUP BY day")
      var result: [Int: StatusCounts] = [:]
      for day in Set(days) {
        rows.bind(Int64(day), at: 0)
        if try rows.step() { result[day] = try rows.counts(at: 0) }
        rows.reset()
      }
      return result
    }
  }

  /// Sites of these groups, or of all, by group and site.
  public func registrations(
    groups: [ByteString]? = nil
  ) throws(HistoryRefusal) -> [SiteRegistration] {
    try read { database in
      var names = try NameTable(database)
      let query = "SELECT group_id, site_id, first_ms, last_ms FROM sites"
      let rows = try RawStatement(
        database, sql: groups == nil ? query : query + " WHERE group_id = ?")
      var result: [SiteRegistration] = []
      func takeAll() throws {
        while try rows.step() {
          result.append(
            SiteRegistration(
              group: try names.name(rows.integer(at: 0)), site: try names.name(rows.integer(at: 1)),
              first: Instant(milliseconds: rows.integer(at: 2)),
              last: Instant(milliseconds: rows.integer(at: 3))))
        }
        rows.reset()
      }
      if let groups {
        for group in Set(groups) {
          guard let id = try names.known(group) else { continue }
          rows.bind(id, at: 0)
          try takeAll()
        }
      } else {
        try takeAll()
      }
      result.sort { $0.group == $1.group ? $0.site < $1.site : $0.group < $1.group }
      return result
    }
  }

  /// Kept usage of runs with records in a period, by run.
  public func keptUsage(touching period: Period) throws(HistoryRefusal) -> [KeptUsage] {
    try read { database in
      let rows = try RawStatement(
        database,
        sql: """
          SELECT run, first_ms, last_ms, sha256, bytes FROM usage
          WHERE last_ms >= ? AND first_ms <= ? ORDER BY run
          """, period.first.milliseconds, period.last.milliseconds)
      var result: [KeptUsage] = []
      while try rows.step() {
        guard let period = rows.period(at: 1) else { continue }
        let usage = KeptUsage(
          run: Int(rows.integer(at: 0)), period: period, bytes: rows.name(at: 4).bytes)
        guard RunDigest.sha256(usage.bytes) == rows.name(at: 3).text else {
          throw DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "the usage of run \(usage.run) does not read")
        }
        result.append(usage)
      }
      return result
    }
  }
}

extension RawStatement {
  /// The six numbers of a breakdown from a column on. Throws where one is none that is ever written.
  func counts(at column: Int) throws -> StatusCounts {
    func count(_ index: Int) throws -> Int {
      let value = integer(at: column + index)
      guard (0...1 << 53).contains(value) else {
        throw DatabaseError(
          resultCode: .SQLITE_CORRUPT, message: "a number of requests is \(value)")
      }
      return Int(value)
    }
    return StatusCounts(
      attempted: try count(0), rejected: try count(1), ok: try count(2), redirected: try count(3),
      clientErrors: try count(4), serverErrors: try count(5))
  }
}
