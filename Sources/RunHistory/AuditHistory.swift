internal import Bytes
internal import Findings
internal import GRDB

/// What audits of earlier nights have counted, in one SQLite file (docs/history.md).
///
/// Whoever writes holds the history's `RunLock` from planning its inputs to the end of `record`. Each
/// writing method is one transaction, which is on the disk when the method returns; a process that ends
/// inside leaves the history as it was.
public final class AuditHistory: Sendable {
  /// What it is opened for.
  public enum Access: Sendable {
    /// Reading what there is.
    case reader
    /// Planning, recording and pruning by the run that has the lock; a history that does not exist is
    /// made, mode 0640.
    case writer(RunLock)
  }

  /// The file, as given.
  let path: String
  /// The only connection.
  let queue: DatabaseQueue

  /// Opens a history that is whole and of a known version; any other file is refused and not changed.
  public init(opening path: String, as access: Access) throws(HistoryRefusal) {
    self.path = path
    let file = HistoryFile(path: path)
    switch access {
    case .reader:
      guard try file.exists() else { throw HistoryRefusal(path: path, cause: .missing) }
      queue = try file.verified()
    case .writer(let lock):
      precondition(lock.history == path, "the lock is that of another history")
      if try !file.exists() { try file.make() }
      try file.close(try file.verified())
      queue = try file.writable()
    }
  }

  /// Ends the use; what is in the write-ahead log goes to the file itself. The last reference does the
  /// same, but tells of no failure.
  public func close() throws(HistoryRefusal) {
    try HistoryFile(path: path).close(queue)
  }

  /// Reads within one state of the history.
  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryRefusal) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw HistoryRefusal(error, path: path)
    }
  }

  /// Changes all or nothing, and returns when it is on the disk.
  ///
  /// References are declared, for other programs and for `check`, but not looked up again row by row:
  /// every number written refers to a row that the same transaction has just found or written, and
  /// looking it up takes a third of the time. Removing a name would even read all days for each.
  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryRefusal) -> Value {
    do {
      try setForeignKeys("OFF")
      defer { try? setForeignKeys("ON") }
      var result: Value?
      try queue.inTransaction(.immediate) { database in
        result = try body(database)
        return .commit
      }
      guard let result else { throw HistoryRefusal(path: path, cause: .busy) }
      return result
    } catch {
      throw HistoryRefusal(error, path: path)
    }
  }

  /// Works outside transactions only.
  private func setForeignKeys(_ state: String) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = \(state)") }
  }
}

extension HistoryRefusal {
  /// What an error of the database means for the user.
  init(_ error: any Error, path: String) {
    if let refusal = error as? HistoryRefusal {
      self = refusal
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(path: path, cause: .damaged("a value is not of its kind"))
      return
    }
    // A damaged file may put any bytes into the message.
    let words = HistoryRefusal.printable(error.message ?? "SQLite error \(error.resultCode)")
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(path: path, cause: .busy)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM,
      .SQLITE_NOMEM, .SQLITE_TOOBIG, .SQLITE_CONSTRAINT:
      self.init(path: path, cause: .cannotWrite(words))
    default: self.init(path: path, cause: .damaged(words))
    }
  }

  /// A text of a file that may be damaged, as far as it can be shown, at most 200 characters.
  static func printable(_ text: String) -> String {
    String(text.unicodeScalars.prefix(200).map { (" "..."~").contains($0) ? Character($0) : "?" })
  }
}
