import Findings
import Foundation
import Testing

@testable import RunHistory

/// Whatever moment a process is killed at, the history is the one before or the one after.
@Suite struct CrashTests {
  /// Copies of a folder before every change that some work makes to its files, and in the middle of
  /// every write; the last one is when the work is done.
  private func moments(
    of folder: String, in scratch: Scratch, while work: () throws -> Void
  ) throws -> [String] {
    var copies: [String] = []
    func copy() {
      let path = scratch.folder + "/moment\(copies.count)"
      // A file that goes while the folder is copied is gone at the next moment.
      try? FileManager.default.copyItem(atPath: folder, toPath: path)
      copies.append(path)
    }
    try WatchedFiles.watch(folder, { _ in copy() }, while: work)
    copy()
    return copies
  }

  /// Opens every copy, which has to hold `before` or `after` and never again the former after the
  /// latter, and does the work again where it was lost.
  private func judge(
    _ moments: [String], before: [String], after: [String],
    again: (AuditHistory) throws -> Void
  ) throws {
    var isAfter = false
    for (index, folder) in moments.enumerated() {
      let history = try AuditHistory.writer(folder + "/audit.sqlite")
      let content = try history.content()
      #expect(content == before || content == after, "moment \(index) of \(moments.count)")
      if isAfter { #expect(content == after, "moment \(index) of \(moments.count)") }
      isAfter = content == after
      #expect(try history.check() == [])
      if !isAfter {
        try again(history)
        #expect(try history.content() == after, "moment \(index), done again")
      }
      try history.close()
      try FileManager.default.removeItem(atPath: folder)
    }
    #expect(isAfter)
  }

  @Test func recording() throws {
    let scratch = try Scratch()
    let folder = scratch.folder + "/history"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let path = folder + "/audit.sqlite"
    let before = try withHistory(path) { history in
      for night in 0..<2 { try history.record(Nights.record(night)) }
      return try history.content()
    }
    var after: [String] = []
    let moments = try moments(of: folder, in: scratch) {
      try withHistory(path) { history in
        try history.record(Nights.record(2))
        after = try history.content()
      }
    }
    #expect(moments.count > 60)
    #expect(before != after)
    try judge(moments, before: before, after: after) { try $0.record(Nights.record(2)) }
  }

  @Test func makingTheFirst() throws {
    let scratch = try Scratch()
    let folder = scratch.folder + "/history"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    var empty: [String] = []
    let moments = try moments(of: folder, in: scratch) {
      empty = try withHistory(folder + "/audit.sqlite") { try $0.content() }
    }
    #expect(moments.count > 60)
    try judge(moments, before: empty, after: empty) { _ in }
  }

  @Test func pruning() throws {
    let scratch = try Scratch()
    let folder = scratch.folder + "/history"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let path = folder + "/audit.sqlite"
    let before = try withHistory(path) { history in
      for night in 0..<3 { try history.record(Nights.record(night)) }
      return try history.content()
    }
    var after: [String] = []
    let moments = try moments(of: folder, in: scratch) {
      try withHistory(path) { history in
        _ = try history.prune(daysBefore: Nights.day + 1)
        after = try history.content()
      }
    }
    try judge(moments, before: before, after: after) {
      _ = try $0.prune(daysBefore: Nights.day + 1)
    }
  }

  @Test(arguments: [1, 2, 9, 20, 33, 45, 57])
  func killed(_ moment: Int) async throws {
    let scratch = try Scratch()
    let before = try withHistory(scratch.history) { history in
      _ = try history.record(Nights.record(0))
      return try history.content()
    }
    let (path, folder) = (scratch.history, scratch.folder)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, folder = folder as String, moment = moment as Int] in
      var count = 0
      try WatchedFiles.watch(
        folder,
        { _ in
          count += 1
          if count == moment { kill(getpid(), SIGKILL) }
        }
      ) {
        try withHistory(path) { _ = try $0.record(Nights.record(1)) }
      }
    }
    try withHistory(path) { history in
      let lost = try history.content() == before
      if lost { _ = try history.record(Nights.record(1)) }
      #expect(try history.runs(limit: 9).map(\.number) == [2, 1])
      #expect(try history.check() == [])
    }
  }

  @Test func copiesCutAnywhere() throws {
    let scratch = try Scratch()
    let before = try withHistory(scratch.history) { history in
      for night in 0..<2 { try history.record(Nights.record(night)) }
      return try history.content()
    }
    // Still open, so that the third night is in the write-ahead log alone.
    let open = try AuditHistory.writer(scratch.history)
    try open.record(Nights.record(2))
    let after = try open.content()
    let file = try scratch.bytes("audit.sqlite")
    let log = try scratch.bytes("audit.sqlite-wal")
    try open.close()

    let copy = try Scratch()
    func judge(_ file: [UInt8], _ log: [UInt8], _ what: String) throws -> Bool? {
      try copy.write(file, "audit.sqlite")
      try copy.write(log, "audit.sqlite-wal")
      try? FileManager.default.removeItem(atPath: copy.history + "-shm")
      do {
        let history = try AuditHistory(opening: copy.history, as: .reader)
        let content = try history.content()
        try history.close()
        #expect(content == before || content == after, "\(what)")
        return content == after
      } catch is HistoryRefusal {
        #expect(try copy.bytes("audit.sqlite") == file, "\(what)")
        return nil
      }
    }
    #expect(try judge(file, log, "whole") == true)
    // A frame is a header of 24 bytes and a page, behind a header of 32.
    for frame in stride(from: 32, to: log.count, by: 24 + 4096) {
      for end in [frame - 1, frame, frame + 23, frame + 2000] {
        #expect(try judge(file, Array(log.prefix(end)), "log \(end)") == false)
      }
    }
    for end in stride(from: 0, to: file.count, by: 3001) {
      _ = try judge(Array(file.prefix(end)), log, "file \(end)")
      #expect(try judge(Array(file.prefix(end)), [], "file \(end) alone") == nil)
    }
  }
}
