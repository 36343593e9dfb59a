/// Who holds the lock of a history.
public struct LockHolder: Sendable, Equatable {
  /// Process id.
  public var process: Int
  /// When the run began, as it said itself.
  public var start: String

  /// A run of this process.
  public init(process: Int, start: String) {
    self.process = process
    self.start = start
  }

  /// What the lock's file says, nil if that is not what a run writes.
  init?(_ text: [UInt8]) {
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, let process = Int(words[0]), process > 0,
      words[1].utf8.count <= 40, words[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    self.init(process: process, start: String(words[1]))
  }
}

/// The right to be the only run that plans by a history and writes to it.
///
/// The lock is `flock` on a file beside the history, which stays there: the kernel lets it go when the
/// process ends, by whatever end, so that no lock is ever left behind. Both programs have to be on one
/// machine, or on a file system that locks across machines.
public final class RunLock: Sendable {
  /// The history, as given.
  let history: String
  private let file: Descriptor

  /// The file that is locked.
  static func path(beside history: String) -> String { history + ".lock" }

  /// Takes the lock, or says who has it.
  ///
  /// `seconds` is how long to wait for it, looking every tenth of one; `waiting` is told once who has it.
  /// `start` is for others to read: the time at which this run began, without blanks.
  public init(
    history: String, start: String, waitingSeconds seconds: Int = 0,
    waiting: (LockHolder?) -> Void = { _ in }
  ) throws(HistoryRefusal) {
    self.history = history
    do throws(Descriptor.Failure) {
      file = try Descriptor(keeping: RunLock.path(beside: history))
      guard case .regular = try file.kind() else {
        throw Descriptor.Failure(code: 0, cause: "its lock is no file")
      }
      if try RunLock.isTaken(file, waitingSeconds: seconds, waiting: waiting) {
        try file.replace(with: Array("\(Descriptor.process) \(start)\n".utf8))
        return
      }
    } catch {
      throw HistoryRefusal(path: history, cause: .cannotWrite(error.cause))
    }
    throw HistoryRefusal(
      path: history, cause: .locked(RunLock.holder(of: file), seconds: max(0, seconds)))
  }

  private static func isTaken(
    _ file: Descriptor, waitingSeconds seconds: Int, waiting: (LockHolder?) -> Void
  ) throws(Descriptor.Failure) -> Bool {
    for attempt in 0...max(0, seconds) * 10 {
      if try file.lock() { return true }
      if seconds <= 0 { break }
      if attempt == 0 { waiting(holder(of: file)) }
      Descriptor.sleep(milliseconds: 100)
    }
    return false
  }

  private static func holder(of file: Descriptor) -> LockHolder? {
    (try? file.start(200)).flatMap(LockHolder.init)
  }
}
