internal import Bytes
internal import GRDB
internal import GRDBSQLite

/// A statement whose values are bound and read one by one, for tables of 100,000 rows a night and for
/// files that somebody may have damaged.
///
/// GRDB makes an array of arguments and a row object for each execution, which takes as long as SQLite
/// takes for the row itself, and its rows end the program where a value is not of the kind asked for.
/// Columns and parameters count from 0.
struct RawStatement {
  private let statement: Statement

  /// Prepares SQL on the connection, which outlives the statement.
  init(_ database: Database, sql: String) throws {
    statement = try database.makeStatement(sql: sql)
  }

  /// Prepares SQL and sets its parameters to whole numbers.
  init(_ database: Database, sql: String, _ values: Int64...) throws {
    try self.init(database, sql: sql)
    for (index, value) in values.enumerated() { bind(value, at: index) }
  }

  /// Sets a parameter to a whole number.
  func bind(_ value: Int64, at index: Int) {
    // SAFETY: the statement owns the handle and is kept; a wrong index is answered, not followed.
    _ = unsafe sqlite3_bind_int64(statement.sqliteStatement, Int32(index + 1), value)
  }

  /// Sets a parameter to a name, as `StoredName` stores it.
  func bind(_ name: ByteString, at index: Int) throws {
    let isText = StoredName.isText(name)
    // A null pointer would bind NULL; what an empty array has is not said.
    let bytes = name.bytes.isEmpty ? [0] : name.bytes
    let count = Int32(clamping: name.bytes.count)
    let code = unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: SQLite copies `count` bytes of the buffer at once, as destructor -1 (transient) asks.
      let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      let index = Int32(index + 1)
      return isText
        ? unsafe sqlite3_bind_text(
          statement.sqliteStatement, index, buffer.bindMemory(to: CChar.self).baseAddress, count,
          transient)
        : unsafe sqlite3_bind_blob(
          statement.sqliteStatement, index, buffer.baseAddress, count, transient)
    }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Goes to the next row; false at the end.
  func step() throws -> Bool {
    // SAFETY: the statement owns the handle and is kept.
    let code = unsafe sqlite3_step(statement.sqliteStatement)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    // SAFETY: the message ends with NUL and is copied before any other call.
    let words = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)))
    reset()
    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: words)
  }

  /// Makes the statement ready to be executed again; its parameters stay.
  func reset() {
    // SAFETY: the statement owns the handle and is kept.
    _ = unsafe sqlite3_reset(statement.sqliteStatement)
  }

  /// A whole number of the row; 0 where there is none.
  func integer(at column: Int) -> Int64 {
    // SAFETY: the statement owns the handle and is kept; a wrong column is answered with 0.
    unsafe sqlite3_column_int64(statement.sqliteStatement, Int32(column))
  }

  /// A whole number of the row, nil for NULL.
  func optionalInteger(at column: Int) -> Int64? {
    // SAFETY: the statement owns the handle and is kept; a wrong column is answered with NULL.
    let kind = unsafe sqlite3_column_type(statement.sqliteStatement, Int32(column))
    return kind == SQLITE_NULL ? nil : integer(at: column)
  }

  /// A text of the row, nil for NULL; what is no UTF-8 is replaced.
  func text(at column: Int) -> String? {
    // SAFETY: the statement owns the handle and is kept; a wrong column is answered with NULL.
    let kind = unsafe sqlite3_column_type(statement.sqliteStatement, Int32(column))
    return kind == SQLITE_NULL ? nil : name(at: column).text
  }

  /// A name of the row; empty where there is none.
  func name(at column: Int) -> ByteString {
    let column = Int32(column)
    // SAFETY: the bytes are the statement's until the next call and are copied here.
    guard let start = unsafe sqlite3_column_blob(statement.sqliteStatement, column) else {
      return ByteString([])
    }
    let count = Int(unsafe sqlite3_column_bytes(statement.sqliteStatement, column))
    return ByteString(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
  }
}
