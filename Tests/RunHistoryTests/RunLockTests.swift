import Foundation
import Testing

@testable import RunHistory

/// One run at a time, and whoever waits knows for whom.
@Suite struct RunLockTests {
  @Test func aSecondRunIsTold() throws {
    let scratch = try Scratch()
    let lock = try RunLock(history: scratch.history, start: "2026-11-20T01:02:03Z")
    var told: [LockHolder?] = []
    let refusal = #expect(throws: HistoryRefusal.self) {
      try RunLock(history: scratch.history, start: "later", waitingSeconds: 1) { told.append($0) }
    }
    let process = Int(ProcessInfo.processInfo.processIdentifier)
    #expect(told == [LockHolder(process: process, start: "2026-11-20T01:02:03Z")])
    #expect(
      refusal?.sentence
        == "the history \"\(scratch.history)\" is in use: the run with process id \(process), since "
        + "2026-11-20T01:02:03Z, holds \"\(scratch.history).lock\", and did so for 1 s; try again "
        + "when it has ended")
    #expect(refusal?.isWriteFailure == true)
    _ = consume lock
  }

  @Test func theNextRunGetsIt() throws {
    let scratch = try Scratch()
    do { _ = try RunLock(history: scratch.history, start: "first") }
    let lock = try RunLock(history: scratch.history, start: "second")
    #expect(try scratch.bytes("audit.sqlite.lock").suffix(8) == Array(" second\n".utf8))
    _ = consume lock
  }

  @Test func theKernelLetsGoOfADeadRun() async throws {
    let scratch = try Scratch()
    let path = scratch.history
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let lock = try RunLock(history: path, start: "doomed")
      kill(getpid(), SIGKILL)
      _ = consume lock
    }
    #expect(try scratch.bytes("audit.sqlite.lock").suffix(8) == Array(" doomed\n".utf8))
    _ = try RunLock(history: scratch.history, start: "next")
  }

  @Test func whatTheLockSaysIsNotBelieved() throws {
    #expect(LockHolder([]) == nil)
    #expect(LockHolder(Array("x y".utf8)) == nil)
    #expect(LockHolder(Array("-1 y".utf8)) == nil)
    #expect(LockHolder(Array("12 \u{1B}[31mred".utf8)) == nil)
    #expect(LockHolder(Array("12".utf8)) == nil)
    #expect(LockHolder(Array("12 now\n".utf8)) == LockHolder(process: 12, start: "now"))
  }

  @Test func aLockThatIsNoFileIsRefused() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.history + ".lock", withIntermediateDirectories: false)
    let refusal = #expect(throws: HistoryRefusal.self) {
      try RunLock(history: scratch.history, start: "now")
    }
    #expect(refusal?.isWriteFailure == true)
  }
}
