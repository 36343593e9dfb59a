internal import GRDB

/// What pruning removed.
public struct PrunedRows: Sendable, Equatable {
  /// Rows of usage by day, of all four breakdowns.
  public var days = 0
  /// Inputs whose line samples are gone; they are known by content all the same.
  public var samples = 0
  /// Runs whose kept usage is gone.
  public var usage = 0
  /// Findings of earlier runs.
  public var findings = 0
  /// Names that nothing needs any more.
  public var names = 0

  /// Nothing removed.
  public init() {}
}

extension AuditHistory {
  /// Removes what is about days before `day`, counted from 1970-01-01: usage by day, line samples of
  /// inputs, kept usage, and findings of runs that ended before, but for the last run's. Then gives the
  /// space back.
  ///
  /// Runs, inputs with length and CRC-32, and sites stay: what was counted is never counted again, and sites
  /// are limited in total. Whoever prunes holds the lock.
  public func prune(daysBefore day: Int) throws(HistoryRefusal) -> PrunedRows {
    let end = Int64(clamping: day).multipliedReportingOverflow(by: 86_400_000)
    let milliseconds = end.overflow ? (day < 0 ? .min : .max) : end.partialValue
    let pruned = try write { database in
      var pruned = PrunedRows()
      for breakdown in Breakdown.allCases {
        pruned.days += try AuditHistory.prune(breakdown, before: Int64(day), database)
      }
      func delete(_ sql: String) throws -> Int {
        try database.execute(sql: sql)
        return database.changesCount
      }
      pruned.samples = try delete(
        "DELETE FROM input_samples WHERE input IN (SELECT id FROM inputs WHERE last_ms < \(milliseconds))"
      )
      pruned.usage = try delete("DELETE FROM usage WHERE last_ms < \(milliseconds)")
      let runs = """
        (SELECT id FROM runs WHERE last_ms < \(milliseconds) AND id < (SELECT max(id) FROM runs))
        """
      try database.execute(sql: "DELETE FROM finding_subjects WHERE run IN \(runs)")
      pruned.findings = try delete("DELETE FROM findings WHERE run IN \(runs)")
      try database.execute(sql: "UPDATE runs SET findings_sha256 = NULL WHERE id IN \(runs)")
      let used = Breakdown.allCases.flatMap { table in
        table.names.map { "SELECT \($0) FROM \(table.rawValue)" }
      }
      pruned.names = try delete(
        """
        DELETE FROM names WHERE id NOT IN (SELECT group_id FROM sites UNION SELECT site_id FROM sites
        UNION \(used.joined(separator: " UNION ")))
        """)
      return pruned
    }
    do {
      try queue.vacuum()
    } catch {
      throw HistoryRefusal(error, path: path)
    }
    return pruned
  }

  /// Removes rows of a breakdown, and keeps what they summed up to.
  private static func prune(
    _ breakdown: Breakdown, before day: Int64, _ database: Database
  ) throws -> Int {
    let sums = Breakdown.counts.map { "sum(\($0))" }.joined(separator: ", ")
    try database.execute(
      sql: """
        INSERT INTO pruned SELECT NULL, ?, ?, \(sums) FROM \(breakdown.rawValue)
        WHERE day < ? HAVING count(*) > 0
        """, arguments: [day, breakdown.rawValue, day])
    try database.execute(
      sql: "DELETE FROM \(breakdown.rawValue) WHERE day < ?", arguments: [day])
    return database.changesCount
  }
}
