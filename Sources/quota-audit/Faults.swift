internal import AuditPipeline
internal import Dispatch

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
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for trap in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      signal(trap) { _ in _exit(ExitStatus.fault.rawValue) }
    }
  }

  /// Removes temporary files and ends the program when it is interrupted or terminated.
  ///
  /// The sources must be kept as long as this shall hold.
  static func endCleanlyOnSignals(
    before cleanUp: @escaping @Sendable () -> Void
  ) -> [any DispatchSourceSignal] {
    onSignals { signal in
      cleanUp()
      ReportFiles.removeTemporaryFiles()
      _exit((signal == SIGINT ? ExitStatus.interrupted : .terminated).rawValue)
    }
  }

  /// Runs `handler` on another thread whenever the program is interrupted or terminated.
  static func onSignals(
    _ handler: @escaping @Sendable (Int32) -> Void
  ) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInteractive))
      source.setEventHandler { handler(number) }
      source.resume()
      return source
    }
  }
}
