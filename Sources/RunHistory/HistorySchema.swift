internal import Bytes
internal import GRDB

/// The layout of a history (docs/history.md): which file is one, of which version, and how it is made.
enum HistorySchema {
  /// `QAud`, big-endian at byte 68 of the file: the database is a history of this program.
  static let applicationID: Int32 = 0x5141_7564
  /// `user_version`, at byte 60: how many migrations made the file.
  static let version = 1

  /// Makes the newest layout out of any older one, each step in a transaction of its own.
  ///
  /// A step that has been in a release is never changed; what comes after it is a new one, which ends
  /// by counting `user_version` up.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: HistorySchema.tables)
      try database.execute(sql: HistorySchema.views)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }

  /// What a database holds: of each object its declaration, by name.
  static func declarations(_ database: Database) throws -> [String: String] {
    let rows = try RawStatement(
      database, sql: "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
    var result: [String: String] = [:]
    while try rows.step() { result[rows.name(at: 0).text] = rows.name(at: 1).text }
    return result
  }

  /// What a history of this version has to hold.
  ///
  /// Found out by making one in memory, once; nil only where there is no memory.
  static let expectedDeclarations: [String: String]? = {
    guard let queue = try? DatabaseQueue(), (try? migrator.migrate(queue)) != nil else {
      return nil
    }
    return try? queue.read(declarations)
  }()
}
