internal import AuditPipeline
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How the program answers signals (SPEC section 8).
enum Faults {
  /// Makes errors of closed pipes and too large files, and ends with 70 where the runtime traps: the
  /// trap has said why.
  static func install() {
    openStandardStreams()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for trap in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      signal(trap) { _ in _exit(ExitStatus.fault.rawValue) }
    }
  }

  /// Leads standard streams that were closed to nowhere: else a log or a report would take their number,
  /// and what is printed would go into it.
  private static func openStandardStreams() {
    // SAFETY: the path is a constant, which is passed with a NUL at its end.
    var file = unsafe open("/dev/null", O_RDWR)
    while file >= 0, file <= STDERR_FILENO { file = unsafe open("/dev/null", O_RDWR) }
    if file >= 0 { close(file) }
  }

  /// Removes temporary files and ends the program when it is interrupted or terminated, from now on.
  static func endCleanlyOnSignals(before cleanUp: @escaping @Sendable () -> Void) {
    onSignals { signal in
      cleanUp()
      ReportFiles.removeTemporaryFiles()
      _exit((signal == SIGINT ? ExitStatus.interrupted : .terminated).rawValue)
    }
  }

  /// Runs `handler` on a thread of its own whenever the program is interrupted or terminated.
  ///
  /// To be called before any other thread is started: the signals are blocked here and in every thread to
  /// come, so that none is lost and only the one that waits for them gets them.
  static func onSignals(_ handler: @escaping @Sendable (Int32) -> Void) {
    var awaited = sigset_t()
    // SAFETY: all calls only read and write the set they are given, which is ours.
    unsafe sigemptyset(&awaited)
    unsafe sigaddset(&awaited, SIGINT)
    unsafe sigaddset(&awaited, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &awaited, nil)
    let signals = awaited
    let waiter = Thread {
      var signals = signals
      var signal: Int32 = 0
      // SAFETY: as above.
      while unsafe sigwait(&signals, &signal) == 0 { handler(signal) }
    }
    waiter.start()
  }
}
