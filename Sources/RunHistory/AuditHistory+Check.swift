internal import Bytes
internal import GRDB

extension AuditHistory {
  /// Everything that is wrong with the history, a sentence each; none if it is as it was written.
  ///
  /// Reads all of it. What it cannot find: a changed first or last time of a site, and changed names of
  /// days' rows where the sums stay the same.
  public func check() throws(HistoryRefusal) -> [String] {
    do {
      return try queue.read { database in
        let structure = try HistoryCheck.structure(database)
        // Whatever else would be said of a broken structure is a consequence.
        if !structure.isEmpty { return structure }
        return try HistoryVerification(path: path).declarationProblems(database)
          + HistoryCheck.references(database) + HistoryCheck.digests(database)
          + HistoryCheck.blobs(database) + HistoryCheck.sums(database)
      }
    } catch {
      // A damaged page may end any query: that is a finding here, not a failure.
      let refusal = HistoryRefusal(error, path: path)
      guard case .damaged(let how) = refusal.cause else { throw refusal }
      return [how]
    }
  }
}

/// What `check` looks for, a function for each kind of damage.
private enum HistoryCheck {
  /// SQLite's own check of pages, rows, indices and constraints, the first 20 of it.
  static func structure(_ database: Database) throws -> [String] {
    let answers = try RawStatement(database, sql: "PRAGMA integrity_check(20)")
    var result: [String] = []
    while try answers.step() { result.append(HistoryRefusal.printable(answers.name(at: 0).text)) }
    return result == ["ok"] ? [] : result
  }

  /// Rows that refer to rows that are not there, by table.
  static func references(_ database: Database) throws -> [String] {
    let rows = try RawStatement(database, sql: "PRAGMA foreign_key_check")
    var counts: [String: Int] = [:]
    while try rows.step() {
      let (table, parent) = (rows.name(at: 0).text, rows.name(at: 2).text)
      counts["\(table) refers to rows of \(parent) that are not there", default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map {
      HistoryRefusal.printable("\($0.key): \($0.value) rows")
    }
  }

  /// Runs whose rows are not those that were written.
  static func digests(_ database: Database) throws -> [String] {
    let runs = try RawStatement(
      database, sql: "SELECT id, inputs_sha256, findings_sha256 FROM runs ORDER BY id")
    var result: [String] = []
    var next: Int64 = 1
    while try runs.step() {
      let run = runs.integer(at: 0)
      if run != next { result.append("runs \(next) to \(run - 1) are not there") }
      next = run + 1
      if try RunDigest.inputs(database, run: run) != runs.name(at: 1).text {
        result.append("run \(run) or its inputs are not as they were written")
      }
      // Pruned findings have none.
      if let digest = runs.text(at: 2), try RunDigest.findings(database, run: run) != digest {
        result.append("findings of run \(run) are not as they were written")
      }
    }
    return result
  }

  /// Line samples and kept usage that are not what was written.
  static func blobs(_ database: Database) throws -> [String] {
    var result: [String] = []
    let samples = try RawStatement(
      database, sql: "SELECT input, sha256, samples FROM input_samples")
    while try samples.step() {
      let bytes = samples.name(at: 2).bytes
      if RunDigest.sha256(bytes) != samples.name(at: 1).text || SampleBlob.decoded(bytes) == nil {
        result.append("line samples of input \(samples.integer(at: 0)) do not read")
      }
    }
    let usage = try RawStatement(database, sql: "SELECT run, sha256, bytes FROM usage")
    while try usage.step() {
      if RunDigest.sha256(usage.name(at: 2).bytes) != usage.name(at: 1).text {
        result.append("the usage of run \(usage.integer(at: 0)) does not read")
      }
    }
    return result
  }

  /// Breakdowns that do not hold what the runs counted, and days on which they contradict each other.
  static func sums(_ database: Database) throws -> [String] {
    var result: [String] = []
    for breakdown in Breakdown.allCases {
      let table = breakdown.rawValue
      let held = try sums(database, "FROM \(table)")
      let pruned = try sums(database, "FROM pruned WHERE breakdown = '\(table)'")
      let counted = try sums(database, "FROM run_totals WHERE breakdown = '\(table)'")
      for (index, column) in Breakdown.counts.enumerated()
      where held[index] &+ pruned[index] != counted[index] {
        result.append(
          "\(table) holds \(held[index] &+ pruned[index]) requests as \(column), the runs counted "
            + "\(counted[index])")
      }
    }
    for table in ["application_days", "site_days"] { result += try disagreements(table, database) }
    return result + (try runSums(database))
  }

  /// Sums of the six counts over some rows.
  private static func sums(_ database: Database, _ rows: String) throws -> [Int64] {
    let columns = Breakdown.counts.map { "coalesce(sum(\($0)), 0)" }.joined(separator: ", ")
    let sums = try RawStatement(database, sql: "SELECT \(columns) \(rows)")
    _ = try sums.step()
    return Breakdown.counts.indices.map { sums.integer(at: $0) }
  }

  /// Days on which a group's requests are not the sum of its rows in another breakdown, the first 20.
  private static func disagreements(_ table: String, _ database: Database) throws -> [String] {
    let rows = try RawStatement(
      database,
      sql: """
        SELECT day, sum(groups), sum(parts) FROM (
        SELECT day, group_id, attempted AS groups, 0 AS parts FROM group_days
        UNION ALL SELECT day, group_id, 0, attempted FROM \(table))
        GROUP BY day, group_id HAVING sum(groups) \(table == "site_days" ? "<" : "<>") sum(parts)
        LIMIT 20
        """)
    var result: [String] = []
    while try rows.step() {
      let day = Instant(seconds: rows.integer(at: 0).multipliedReportingOverflow(by: 86_400).0)
      result.append(
        "on \(day.text.prefix(10)) a group has \(rows.integer(at: 1)) requests in group_days and "
          + "\(rows.integer(at: 2)) in \(table)")
    }
    return result
  }

  /// Runs whose own sums contradict those of their breakdown.
  private static func runSums(_ database: Database) throws -> [String] {
    let rows = try RawStatement(
      database,
      sql: """
        SELECT id, calls, coalesce(attempted, -1) FROM runs LEFT JOIN run_totals
        ON run = id AND breakdown = 'group_days'
        WHERE calls <> coalesce(attempted, -1) OR refused <> coalesce(rejected, -1) ORDER BY id
        """)
    var result: [String] = []
    while try rows.step() {
      result.append("run \(rows.integer(at: 0)) counted other calls than its totals hold")
    }
    return result
  }
}
