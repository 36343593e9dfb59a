internal import Foundation

/// A value that one thread at a time may look at or change.
///
/// As `Synchronization.Mutex`, but over a lock that thread sanitizer sees: on Linux it does not see that
/// one's futex, and takes all that it guards for races.
final class Locked<Value: Sendable>: @unchecked Sendable {
  // Unchecked, because only the lock makes a variable safe to share; nothing else reaches it.
  private let lock = NSLock()
  private var value: Value

  /// Guards `value` from here on.
  init(_ value: Value) { self.value = value }

  /// Waits until nobody else uses the value, and gives it to `body`, which must not ask for it again.
  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
