internal import Crypto
internal import Foundation
internal import GRDB

/// SHA-256 of what a run wrote and no later run changes, as 64 hexadecimal digits: SQLite finds damage of
/// its structure, not of values.
enum RunDigest {
  /// The digest of bytes.
  static func sha256(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

  /// Writes the digests of a run's rows into its row.
  static func store(_ database: Database, run: Int64) throws {
    try database.execute(
      sql: "UPDATE runs SET inputs_sha256 = ?, findings_sha256 = ? WHERE id = ?",
      arguments: [try inputs(database, run: run), try findings(database, run: run), run])
  }

  /// Of the run's own row without its digests, and its inputs'.
  static func inputs(_ database: Database, run: Int64) throws -> String {
    try digest(
      database, run,
      [
        "SELECT id, tool, version, policy, policy_sha256, first_ms, last_ms, complete, records, "
          + "calls, refused FROM runs WHERE id = ?",
        "SELECT * FROM inputs WHERE run = ? ORDER BY id",
      ])
  }

  /// Of the run's findings and their subjects.
  static func findings(_ database: Database, run: Int64) throws -> String {
    try digest(
      database, run,
      [
        "SELECT * FROM findings WHERE run = ? ORDER BY position",
        "SELECT * FROM finding_subjects WHERE run = ? ORDER BY position, part",
      ])
  }

  /// Of the values of rows: of each its kind, its length and its bytes, so that nothing runs together.
  private static func digest(_ database: Database, _ run: Int64, _ queries: [String]) throws
    -> String
  {
    var hash = SHA256()
    for query in queries {
      let rows = try Row.fetchCursor(database, sql: query, arguments: [run])
      while let row = try rows.next() {
        for value in row.databaseValues {
          let (kind, bytes): (String, [UInt8]) =
            switch value.storage {
            case .null: ("n", [])
            case .int64(let number): ("i", Array(String(number).utf8))
            case .double(let number): ("r", Array(String(number).utf8))
            case .string(let text): ("t", Array(text.utf8))
            case .blob(let data): ("b", Array(data))
            }
          hash.update(data: Array("\(kind)\(bytes.count):".utf8) + bytes)
        }
      }
    }
    return text(hash.finalize())
  }

  private static func text(_ digest: SHA256Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
