import Foundation

/// The signals that new processes start with blocked.
enum SignalMask {
  /// Runs `body` with no signal blocked on this thread.
  ///
  /// Tests run on threads of a pool that blocks most signals, and children inherit that; started from
  /// a shell the program has none blocked.
  static func withNoneBlocked<Result>(_ body: () throws -> Result) rethrows -> Result {
    var none = sigset_t()
    var before = sigset_t()
    // SAFETY: each call reads or fills the sets it is given and nothing else.
    unsafe sigemptyset(&none)
    // SAFETY: as above.
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    // SAFETY: as above; a mask may be left out.
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
