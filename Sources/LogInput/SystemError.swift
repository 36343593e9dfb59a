#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A failed call of the operating system.
struct SystemError: Error, Equatable {
  /// The `errno`.
  var code: Int32

  /// The error of a call that just failed on this thread.
  static var last: SystemError { SystemError(code: errno) }

  /// Nothing has the path.
  static let notFound = SystemError(code: ENOENT)

  /// Whether nothing has the path.
  var isAbsence: Bool { code == ENOENT }

  /// Whether a link or a path leads nowhere, which is no failure of the file it would name.
  var isDeadEnd: Bool { code == ENOENT || code == ENOTDIR || code == ELOOP }

  /// Whether the user lacks the permission.
  var isRefusal: Bool { code == EACCES || code == EPERM }

  /// Whether a signal cut the call short, which is to be repeated.
  var isInterruption: Bool { code == EINTR }

  /// The operating system's words, e.g. `Permission denied`.
  var text: String {
    // SAFETY: strerror returns a NUL-terminated text, copied before any other call.
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}

extension MissingInput.Cause {
  /// Its reader lacks the permission.
  public static var denied: MissingInput.Cause { .unreadable(code: EACCES) }

  /// Reading it fails.
  public static var failing: MissingInput.Cause { .unreadable(code: EIO) }
}
