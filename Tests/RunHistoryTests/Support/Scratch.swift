import Bytes
import Findings
import Foundation
import GRDB

@testable import RunHistory

/// A folder of a test's own, removed with it.
final class Scratch: Sendable {
  let folder: String
  /// Where a test's history is.
  var history: String { folder + "/audit.sqlite" }

  init() throws {
    guard WatchedFiles.isInstalled else { throw CocoaError(.featureUnsupported) }
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/history-"
      + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Bytes of a file of the folder.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }

  /// Writes a file of the folder.
  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }
}

extension AuditHistory {
  /// A history to write to, with a lock of its own.
  static func writer(_ path: String) throws -> AuditHistory {
    try AuditHistory(
      opening: path, as: .writer(try RunLock(history: path, start: "2026-11-20T00:00:00Z")))
  }

  /// All that the tables hold, in their own order.
  func content() throws -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
      ).flatMap { table in
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table)")
        return [table]
          + rows.map { "  " + $0.databaseValues.map(\.description).joined(separator: "|") }
      }
    }
  }
}

/// Opens, gives out and closes a history.
@discardableResult
func withHistory<Value>(_ path: String, _ body: (AuditHistory) throws -> Value) throws -> Value {
  let history = try AuditHistory.writer(path)
  let result = try body(history)
  try history.close()
  return result
}
