internal import Foundation
internal import Reporting

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Standard streams: who listens, how wide, in colour or not.
enum Terminal {
  /// Whether a stream is a terminal.
  static func isTerminal(_ stream: Int32) -> Bool { isatty(stream) == 1 }

  /// Columns of the terminal on standard output, 80 if it does not tell.
  static var width: Int {
    var size = winsize()
    // SAFETY: the call fills the structure it is given and nothing else.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Whether block characters show: the locale is one of UTF-8 (POSIX: the first of three variables that
  /// is set), and the terminal is not a dumb one.
  static var showsBlocks: Bool {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let name = locale?.lowercased() ?? ""
    return environment["TERM"] != "dumb" && (name.contains("utf-8") || name.contains("utf8"))
  }

  /// A sentence that may quote anything as a line.
  static func line(_ sentence: String) -> String { TerminalText.message(sentence) + "\n" }

  /// Writes to standard output; a closed pipe is no error, a full disk ends the program with 74 (SPEC
  /// section 8).
  static func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes bytes to standard output, as text.
  static func write(_ bytes: [UInt8]) {
    guard let code = write(bytes, to: STDOUT_FILENO), code != EPIPE else { return }
    writeError("quota-audit: standard output cannot be written\n")
    Program.exit(.cannotWrite)
  }

  /// Writes to standard error; there is nobody to tell when that fails.
  static func writeError(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all bytes; the system's error number if it cannot.
  private static func write(_ bytes: [UInt8], to stream: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: rebasing checks the start; no more than the rest is read.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        #if canImport(Glibc)
          return unsafe Glibc.write(stream, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return unsafe Musl.write(stream, rest.baseAddress, rest.count)
        #else
          return unsafe Darwin.write(stream, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      written += count
    }
    return nil
  }
}
