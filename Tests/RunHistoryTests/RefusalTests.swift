import Foundation
import GRDB
import Testing

@testable import RunHistory

/// What is no history, or is damaged, is refused by a sentence and left as it is.
@Suite struct RefusalTests {
  /// Refusals of a reader and a writer, which have to be the same and change no byte.
  private func sentence(_ scratch: Scratch) throws -> String {
    let before = FileManager.default.contents(atPath: scratch.history)
    let reader = #expect(throws: HistoryRefusal.self) {
      try AuditHistory(opening: scratch.history, as: .reader)
    }
    let writer = #expect(throws: HistoryRefusal.self) { try AuditHistory.writer(scratch.history) }
    #expect(reader == writer)
    #expect(reader?.isWriteFailure == false)
    #expect(FileManager.default.contents(atPath: scratch.history) == before)
    let start = "the history \"\(scratch.history)\" "
    let sentence = try #require(reader?.sentence)
    #expect(sentence.hasPrefix(start))
    return String(sentence.dropFirst(start.count))
  }

  private func made(_ scratch: Scratch, _ sql: String) throws -> String {
    try withHistory(scratch.history) { history in
      _ = try history.record(Nights.record(0))
      try history.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
    return try sentence(scratch)
  }

  @Test func missing() throws {
    let scratch = try Scratch()
    let refusal = #expect(throws: HistoryRefusal.self) {
      try AuditHistory(opening: scratch.history, as: .reader)
    }
    #expect(refusal?.cause == .missing)
    #expect(refusal?.sentence.hasSuffix("does not exist; quota-audit --history makes it") == true)
    let missing = #expect(throws: HistoryRefusal.self) {
      try AuditHistory.writer(scratch.folder + "/no/audit.sqlite")
    }
    #expect(missing?.isWriteFailure == true)
  }

  @Test func noHistories() throws {
    let scratch = try Scratch()
    try scratch.write([], "audit.sqlite")
    #expect(try sentence(scratch).hasPrefix("is an empty file"))
    try scratch.write(Array("127.0.0.1 - - [".utf8), "audit.sqlite")
    #expect(try sentence(scratch).hasPrefix("is none: it does not begin as an SQLite database"))
    try FileManager.default.removeItem(atPath: scratch.history)
    try FileManager.default.createDirectory(
      atPath: scratch.history, withIntermediateDirectories: false)
    #expect(try sentence(scratch) == "is a directory; name a file")
    try FileManager.default.removeItem(atPath: scratch.history)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.history, withDestinationPath: "/dev/null")
    #expect(try sentence(scratch) == "is no file of bytes; name a file")
  }

  @Test func unreadable() throws {
    // The user root may read everything.
    guard geteuid() != 0 else { return }
    let scratch = try Scratch()
    try withHistory(scratch.history) { _ = try $0.record(Nights.record(0)) }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: scratch.history)
    #expect(try sentence(scratch).hasPrefix("cannot be read: "))
  }

  @Test func aFolderThatMayNotBeWritten() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/audit ?%1.sqlite"
    try withHistory(path) { try $0.record(Nights.record(0)) }
    // The user root writes anyway: then this is about a plain reader.
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.folder)
    defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.folder) }
    #expect(try AuditHistory(opening: path, as: .reader).runs(limit: 2).count == 1)
  }

  @Test func databasesOfOthers() throws {
    let scratch = try Scratch()
    let queue = try DatabaseQueue(path: scratch.history)
    try queue.write {
      try $0.execute(sql: "CREATE TABLE runs (id INTEGER); PRAGMA user_version = 1")
    }
    try queue.close()
    #expect(try sentence(scratch) == "is a database of another program; name another file")
  }

  @Test func newerVersions() throws {
    #expect(
      try made(Scratch(), "PRAGMA user_version = 2")
        == "is of version 2, this program knows version 1; use a newer one")
  }

  @Test(
    arguments: [
      "PRAGMA user_version = 0", "DROP TABLE usage", "DROP INDEX inputs_by_path",
      "DROP VIEW sites_text", "CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM sites; END",
    ])
  func otherLayouts(_ sql: String) throws {
    #expect(try made(Scratch(), sql).hasPrefix("is damaged: "))
  }

  @Test func tablesOfTheUsersOwnAreLeft() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      try history.queue.write {
        try $0.execute(sql: "CREATE TABLE mine (x); CREATE INDEX own ON inputs (sha256)")
      }
    }
    #expect(try AuditHistory(opening: scratch.history, as: .reader).check() == [])
  }

  @Test func journalsWithoutTheirHistory() throws {
    let scratch = try Scratch()
    try scratch.write([1, 2, 3], "audit.sqlite-wal")
    #expect(try sentence(scratch).hasPrefix("does not exist, but \"\(scratch.history)-wal\" does"))
    #expect(try scratch.bytes("audit.sqlite-wal") == [1, 2, 3])
  }

  @Test func garbageInAnyPage() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<3 { try history.record(Nights.record(night)) }
    }
    let whole = try scratch.bytes("audit.sqlite")
    for page in stride(from: 0, to: whole.count, by: 4096) {
      var damaged = whole
      // What each page is, and how many cells it has; of the first page what the database is.
      for offset in page..<page + 8 { damaged[offset] = 0xA5 }
      try scratch.write(damaged, "audit.sqlite")
      _ = try sentence(scratch)
    }
    // Names like options of SQLite's own are names of files.
    for name in ["file:x?mode=memory", ":memory:"] {
      let path = scratch.folder + "/" + name
      try withHistory(path) { _ = try $0.record(Nights.record(0)) }
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func aNewHistoryIsForTheGroupToRead() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { _ in }
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.history)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
    #expect(names == ["audit.sqlite", "audit.sqlite.lock"])
  }
}
