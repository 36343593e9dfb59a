public import Bytes
public import Findings
internal import GRDB

extension AuditHistory {
  private static let columns = """
    SELECT id, run, path, bytes, sha256, content_bytes, crc32, lines, first_ms, last_ms, continues
    FROM inputs
    """

  /// The input of this content, under whatever name and compression it was counted; without samples.
  public func input(
    contentBytes: Int64, crc32: UInt32
  ) throws(HistoryRefusal) -> KnownInput? {
    try read { database in
      let rows = try RawStatement(
        database, sql: AuditHistory.columns + " WHERE content_bytes = ? AND crc32 = ?",
        contentBytes,
        Int64(crc32))
      return try rows.step() ? AuditHistory.input(rows) : nil
    }
  }

  /// Inputs that were counted under a path, the longest content first; without samples.
  ///
  /// Of these, the first whose content is the beginning of an input is what that input continues.
  public func inputs(atPath path: ByteString) throws(HistoryRefusal) -> [KnownInput] {
    try read { database in
      let rows = try RawStatement(
        database,
        sql: AuditHistory.columns + " WHERE path = ? ORDER BY content_bytes DESC, id DESC")
      try rows.bind(path, at: 0)
      var result: [KnownInput] = []
      while try rows.step() { result.append(AuditHistory.input(rows)) }
      return result
    }
  }

  /// Inputs with records in a period, by id, with their samples, unless these are pruned.
  public func inputsTouching(_ period: Period) throws(HistoryRefusal) -> [KnownInput] {
    try read { database in
      let rows = try RawStatement(
        database,
        sql: """
          SELECT id, run, path, bytes, inputs.sha256, content_bytes, crc32, lines, first_ms, last_ms,
          continues, samples FROM inputs LEFT JOIN input_samples ON input = id
          WHERE last_ms >= ? AND first_ms <= ? ORDER BY id
          """, period.first.milliseconds, period.last.milliseconds)
      var result: [KnownInput] = []
      while try rows.step() {
        var known = AuditHistory.input(rows)
        guard let samples = SampleBlob.decoded(rows.name(at: 11).bytes) else {
          throw DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "samples of input \(known.id) do not read")
        }
        known.input.samples = samples
        result.append(known)
      }
      return result
    }
  }

  /// Inputs that begin with the content of this one, by id; without samples.
  public func inputs(continuing id: Int64) throws(HistoryRefusal) -> [KnownInput] {
    try read { database in
      let rows = try RawStatement(
        database, sql: AuditHistory.columns + " WHERE continues = ? ORDER BY id", id)
      var result: [KnownInput] = []
      while try rows.step() { result.append(AuditHistory.input(rows)) }
      return result
    }
  }

  private static func input(_ row: RawStatement) -> KnownInput {
    KnownInput(
      id: row.integer(at: 0), run: Int(row.integer(at: 1)),
      input: CountedInput(
        path: row.name(at: 2), bytes: row.integer(at: 3), sha256: row.name(at: 4).text,
        contentBytes: row.integer(at: 5), crc32: UInt32(clamping: row.integer(at: 6)),
        lines: Int(row.integer(at: 7)), period: row.period(at: 8), samples: [],
        continues: row.optionalInteger(at: 10)))
  }
}
