internal import Dispatch
public import Findings
internal import Foundation
internal import Usage

/// A report, and what a history keeps beside it.
public struct JudgedNight: Sendable {
  /// The report on what is new.
  public let report: AuditReport
  /// The same by UTC day, with tokens and people shown as in the report.
  public let days: DailyUsage
  /// The usage file of it, which may still be written.
  public let usage: PendingFile
}

/// Bytes that another thread makes.
public final class PendingFile: Sendable {
  private let bytes = Locked<Result<[UInt8], any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Begins at once, on a thread of its own.
  init(_ make: @escaping @Sendable () throws -> [UInt8]) {
    let thread = Thread { [self] in
      let result = Result { try make() }
      bytes.withLock { $0 = result }
      done.signal()
    }
    thread.start()
  }

  /// Bytes that are there already.
  init(_ bytes: [UInt8]) {
    self.bytes.withLock { $0 = .success(bytes) }
    done.signal()
  }

  /// The bytes; waits for them. Throws what making them threw.
  public func wait() throws -> [UInt8] {
    done.wait()
    // Whoever asks again, or waits too, gets them as well.
    defer { done.signal() }
    return try bytes.withLock { try $0?.get() ?? [] }
  }
}
