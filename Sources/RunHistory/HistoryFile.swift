internal import Bytes
internal import GRDB

/// The file of a history, before and while it is opened.
struct HistoryFile {
  /// As given.
  let path: String

  /// Whether something is there; it may be anything.
  ///
  /// A journal without its database is refused: SQLite would play it into a new one.
  func exists() throws(HistoryRefusal) -> Bool {
    do throws(Descriptor.Failure) {
      _ = try Descriptor(reading: path)
      return true
    } catch {
      guard error.isAbsence else { throw refusal(.unreadable(error.cause)) }
    }
    for journal in [path + "-wal", path + "-journal"] {
      if (try? Descriptor(reading: journal)) != nil { throw refusal(.strayJournal(journal)) }
    }
    return false
  }

  /// Makes an empty history beside its place, whole, and puts it there.
  func make() throws(HistoryRefusal) {
    let draft = HistoryFile(path: path + ".new")
    do throws(Descriptor.Failure) {
      // Only the run that has the lock makes a draft: what is there was left by one that was killed.
      for suffix in ["", "-wal", "-shm", "-journal"] {
        try Descriptor.remove(draft.path + suffix)
      }
      _ = try Descriptor(making: draft.path)
    } catch {
      throw refusal(.cannotWrite(error.cause))
    }
    try draft.close(try draft.writable())
    do throws(Descriptor.Failure) {
      try Descriptor(reading: draft.path).flush()
      try Descriptor.rename(draft.path, to: path)
      let slash = path.lastIndex(of: "/")
      try Descriptor(reading: slash.map { String(path[...$0]) } ?? ".").flush()
    } catch {
      throw refusal(.cannotWrite(error.cause))
    }
  }

  /// A connection that reads, when the file is found to be a history, whole and of a known version.
  func verified() throws(HistoryRefusal) -> DatabaseQueue {
    try inspect()
    do {
      let queue = try opened(isReading: true)
      do {
        try queue.read { try HistoryVerification(path: path).verify($0) }
      } catch {
        try? queue.close()
        throw error
      }
      return queue
    } catch {
      let refusal = HistoryRefusal(error, path: path)
      guard case .cannotWrite(let words) = refusal.cause else { throw refusal }
      throw self.refusal(.unreadable(words))
    }
  }

  /// A connection that writes to a file that was verified, or is a draft of ours.
  func writable() throws(HistoryRefusal) -> DatabaseQueue {
    do {
      let queue = try opened(isReading: false)
      try HistorySchema.migrator.migrate(queue)
      return queue
    } catch {
      throw HistoryRefusal(error, path: path)
    }
  }

  /// Closes a connection; the last one empties the write-ahead log into the file.
  func close(_ queue: DatabaseQueue) throws(HistoryRefusal) {
    do {
      try queue.close()
    } catch {
      throw HistoryRefusal(error, path: path)
    }
  }

  private func refusal(_ cause: HistoryRefusal.Cause) -> HistoryRefusal {
    HistoryRefusal(path: path, cause: cause)
  }

  /// Looks at the file before SQLite does, which would take an empty file for a new database.
  private func inspect() throws(HistoryRefusal) {
    var start: [UInt8] = []
    var count: Int64 = 0
    var kind: String?
    do throws(Descriptor.Failure) {
      let file = try Descriptor(reading: path)
      switch try file.kind() {
      case .directory: kind = "a directory"
      case .other: kind = "no file of bytes"
      case .regular(let bytes): (count, start) = (bytes, try file.start(16))
      }
    } catch {
      throw refusal(.unreadable(error.cause))
    }
    if let kind { throw refusal(.noFile(kind)) }
    guard count > 0 else { throw refusal(.empty) }
    guard start == Array("SQLite format 3\0".utf8) else { throw refusal(.noDatabase) }
  }

  private func opened(isReading: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isReading
    configuration.label = "history"
    // A reader may be at work while a run records; neither takes long.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // 64 MB hold what a large night changes; a smaller cache writes the same pages repeatedly.
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536;
          """)
      guard !isReading else { return }
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    }
    // SQLite takes "file:", ":memory:" and nothing at all for something else than names of files.
    let name = path.hasPrefix("/") ? path : "./" + path
    do {
      return try DatabaseQueue(path: name, configuration: configuration)
    } catch let error as DatabaseError where isReading && error.resultCode.isRefusedWrite {
      // A reader of a write-ahead log makes files beside the history, which it may not do in a folder of
      // another user. Between runs there is no log, and the file alone is all of the history.
      guard (try? Descriptor(reading: path + "-wal")) == nil else { throw error }
      return try DatabaseQueue(path: HistoryFile.unchanging(name), configuration: configuration)
    }
  }

  /// The address of a file that nobody changes while it is read (sqlite.org/uri.html).
  private static func unchanging(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let escaped = name.utf8.flatMap { byte in
      Ascii.isDigit(byte) || Ascii.isLetter(byte) || byte == 0x2F
        ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return "file:" + String(decoding: escaped, as: UTF8.self) + "?immutable=1"
  }
}

extension ResultCode {
  /// Whether a file that SQLite has to write could not be made or opened.
  fileprivate var isRefusedWrite: Bool {
    primaryResultCode == .SQLITE_CANTOPEN || primaryResultCode == .SQLITE_READONLY
  }
}
