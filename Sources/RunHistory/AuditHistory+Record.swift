internal import Bytes
public import Findings
internal import Foundation
internal import GRDB

extension AuditHistory {
  /// Writes a run in one transaction and returns its number, one more than the last run's.
  ///
  /// Usage of days that the history has is added to it, sites are extended. Content that is recorded
  /// already is refused, and nothing is written then.
  @discardableResult
  public func record(_ night: NightRecord) throws(HistoryRefusal) -> Int {
    try write { try RunRecording($0, path: path, night).write() }
  }
}

/// The writing of one run, inside its transaction.
struct RunRecording {
  let database: Database
  /// The history, as given.
  let path: String
  let night: NightRecord
  private let run: Int64

  /// The run that comes next.
  init(_ database: Database, path: String, _ night: NightRecord) throws {
    self.database = database
    self.path = path
    self.night = night
    run = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM runs") ?? 1
  }

  /// Writes all rows and returns the run's number.
  func write() throws -> Int {
    let total = night.days.total
    try insert(
      "runs",
      [
        run, night.tool.name, night.tool.version, night.policy.map { StoredName.value($0.name) },
        night.policy?.sha256, night.period?.first.milliseconds, night.period?.last.milliseconds,
        night.isComplete, night.records, total.attempted, total.rejected, "", "",
      ])
    for input in night.inputs { try write(input) }
    for (index, finding) in night.findings.enumerated() { try write(finding, at: index + 1) }
    try writeUsage()
    try RunDigest.store(database, run: run)
    var days = DayRecording(database, run: run, names: try NameTable(database))
    try days.write(night.days)
    try days.write(night.sites)
    return Int(run)
  }

  private func write(_ input: CountedInput) throws {
    let content = try RawStatement(
      database, sql: "SELECT 1 FROM inputs WHERE content_bytes = ? AND crc32 = ?",
      input.contentBytes, Int64(input.crc32))
    if try content.step() {
      throw HistoryRefusal(path: path, cause: .recordedBefore(input.path.text))
    }
    if let id = input.continues,
      try !RawStatement(database, sql: "SELECT 1 FROM inputs WHERE id = ?", id).step()
    {
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT, message: "input \(id) is not there to be continued")
    }
    try insert(
      "inputs",
      [
        nil, run, StoredName.value(input.path), input.bytes, input.sha256, input.contentBytes,
        Int64(input.crc32), input.lines, input.period?.first.milliseconds,
        input.period?.last.milliseconds, input.continues,
      ])
    let samples = SampleBlob.encoded(input.samples)
    try insert(
      "input_samples", [database.lastInsertedRowID, RunDigest.sha256(samples), Data(samples)])
  }

  private func write(_ finding: RememberedFinding, at position: Int) throws {
    try insert(
      "findings",
      [
        run, position, finding.id, finding.rule, finding.severity.name,
        finding.certainty?.rawValue, finding.measured, finding.limit, finding.occurrences,
        StoredName.value(finding.message), finding.window?.start.milliseconds,
        finding.window?.end.milliseconds, finding.window?.lens,
      ])
    for (index, part) in finding.subject.enumerated() {
      try insert(
        "finding_subjects",
        [run, position, index + 1, part.key, StoredName.value(part.value)])
    }
  }

  private func writeUsage() throws {
    if let earliest = night.dropsUsageBefore {
      try database.execute(
        sql: "DELETE FROM usage WHERE last_ms < ?", arguments: [earliest.milliseconds])
    }
    guard let usage = night.usage, let period = night.period else { return }
    try insert(
      "usage",
      [
        run, period.first.milliseconds, period.last.milliseconds, RunDigest.sha256(usage),
        Data(usage),
      ])
  }

  /// Writes one row, its values in the order of the columns.
  private func insert(_ table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
      .execute(arguments: StatementArguments(values))
  }
}
