#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An open file of the operating system, closed with the last reference.
final class Descriptor: Sendable {
  /// A call that failed.
  struct Failure: Error, Equatable {
    /// The `errno`.
    var code: Int32
    /// The operating system's words.
    var cause: String
    /// Whether nothing has the path.
    var isAbsence: Bool { code == ENOENT }
  }

  /// What an open file is.
  enum Kind {
    /// A file of bytes, so many of them.
    case regular(bytes: Int64)
    case directory
    /// A FIFO, a socket or a device.
    case other
  }

  private let number: Int32

  /// Opens what is there for looking at it; does not wait for the writer of a FIFO.
  init(reading path: String) throws(Failure) {
    number = try Descriptor.opened(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
  }

  /// Opens a file that keeps its content, or makes it with mode 0640; a link is not followed.
  init(keeping path: String) throws(Failure) {
    number = try Descriptor.opened(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW)
  }

  /// Makes a file of mode 0640 that is not there yet.
  init(making path: String) throws(Failure) {
    number = try Descriptor.opened(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW)
    // What the user's mask took away is given back: whoever may read reports may read the history.
    guard fchmod(number, 0o640) == 0 else { throw Descriptor.failure }
  }

  deinit { close(number) }

  /// What the open file is.
  func kind() throws(Failure) -> Kind {
    var status = stat()
    // SAFETY: the call writes one value, which is ours.
    guard unsafe fstat(number, &status) == 0 else { throw Descriptor.failure }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular(bytes: Int64(status.st_size))
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// The first bytes, `count` of them or as many as there are.
  func start(_ count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe bytes.withUnsafeMutableBytes { buffer in
      // SAFETY: the address and the count are of one buffer, which is written.
      unsafe pread(number, buffer.baseAddress, buffer.count, 0)
    }
    guard got >= 0 else { throw Descriptor.failure }
    bytes.removeLast(count - got)
    return bytes
  }

  /// Replaces all that the file holds.
  func replace(with bytes: [UInt8]) throws(Failure) {
    guard ftruncate(number, 0) == 0 else { throw Descriptor.failure }
    let written = unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: the address and the count are of one buffer, which is read.
      unsafe pwrite(number, buffer.baseAddress, buffer.count, 0)
    }
    guard written == bytes.count else { throw Descriptor.failure }
  }

  /// Takes the file for this process alone, until it is closed, by whatever end; false where another
  /// process has it.
  func lock() throws(Failure) -> Bool {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw Descriptor.failure }
    }
    return true
  }

  /// Waits until the content, of a directory the names in it, is on the disk.
  func flush() throws(Failure) {
    guard fsync(number) == 0 else { throw Descriptor.failure }
  }

  /// Gives a file another name, in place of what has that.
  static func rename(_ old: String, to new: String) throws(Failure) {
    // SAFETY: the paths are Strings, which are passed with a NUL at their end.
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(old, new)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(old, new)
    #else
      let result = unsafe Darwin.rename(old, new)
    #endif
    guard result == 0 else { throw failure }
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) throws(Failure) {
    // SAFETY: the path is a String, which is passed with a NUL at its end.
    if unsafe unlink(path) != 0, errno != ENOENT { throw failure }
  }

  /// This process's id.
  static var process: Int { Int(getpid()) }

  /// Lets `milliseconds` go by.
  static func sleep(milliseconds: UInt32) { _ = usleep(milliseconds * 1000) }

  private static var failure: Failure {
    let code = errno
    // SAFETY: strerror gives a text that ends with NUL; it is copied before any other call.
    return Failure(code: code, cause: unsafe String(cString: strerror(code)))
  }

  private static func opened(_ path: String, _ flags: Int32) throws(Failure) -> Int32 {
    while true {
      // SAFETY: the path is a String, which is passed with a NUL at its end.
      let result = unsafe open(path, flags, mode_t(0o640))
      if result >= 0 { return result }
      if errno != EINTR { throw failure }
    }
  }
}
