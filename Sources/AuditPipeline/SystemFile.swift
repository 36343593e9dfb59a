#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An open file of the operating system, closed with the last reference.
final class SystemFile: Sendable {
  /// A call that failed, in the operating system's words.
  struct Failure: Error, Equatable {
    var cause: String
  }

  private let descriptor: Int32
  private let isOurs: Bool

  /// Opens a file for reading; waits for a writer if it is a FIFO.
  init(reading path: String) throws(Failure) {
    descriptor = try SystemFile.opened(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    isOurs = true
  }

  /// Opens a file to look at what it is before it is read; does not wait for the writer of a FIFO.
  init(inspecting path: String) throws(Failure) {
    descriptor = try SystemFile.opened(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    isOurs = true
  }

  /// What an open file is and whose.
  struct Attributes {
    var isRegular: Bool
    /// Whether it belongs to the user in whose name the program acts.
    var isOurs: Bool
    /// Permission bits, with set-id and sticky bits.
    var mode: UInt32
  }

  /// What the file is, of the open file and not of its name.
  func attributes() throws(Failure) -> Attributes {
    var status = stat()
    // SAFETY: the call writes one value, which is ours.
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemFile.failure }
    return Attributes(
      isRegular: status.st_mode & S_IFMT == S_IFREG, isOurs: status.st_uid == geteuid(),
      mode: UInt32(status.st_mode & 0o7777))
  }

  /// What tells a regular file from others, and from itself after it was written.
  struct Identity: Equatable {
    var numbers: [Int64]
  }

  /// The identity of a regular file, nil of anything else.
  func identity() throws(Failure) -> Identity? {
    var status = stat()
    // SAFETY: the call writes one value, which is ours.
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemFile.failure }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Identity(numbers: [
      Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino),
      Int64(status.st_size), Int64(time.tv_sec), Int64(time.tv_nsec),
    ])
  }

  /// Opens a file for writing. A new one, and one that is emptied, gets mode 0640; a FIFO or a device
  /// that `isNew` does not ask for is written as it is.
  init(writing path: String, isNew: Bool) throws(Failure) {
    let flags = isNew ? O_CREAT | O_TRUNC | O_NOFOLLOW : 0
    descriptor = try SystemFile.opened(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags)
    isOurs = true
    if isNew, fchmod(descriptor, 0o640) != 0 { throw SystemFile.failure }
  }

  /// Makes a file without a name for writing and reading, in a directory of its own (0700) below
  /// `directory`; both names are gone before the first byte is written.
  init(unnamedIn directory: String) throws(Failure) {
    var template = Array((directory + "/quota-audit-XXXXXX").utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: the template ends with NUL and is changed in place.
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw SystemFile.failure }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/runs"
    isOurs = true
    defer {
      // SAFETY: the paths are Strings, which are passed with a NUL at their end.
      _ = unsafe unlink(path)
      _ = unsafe rmdir(folder)
    }
    descriptor = try SystemFile.opened(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode: 0o600)
  }

  private init(standard descriptor: Int32) {
    self.descriptor = descriptor
    isOurs = false
  }

  /// Standard input, which stays open.
  static let standardInput = SystemFile(standard: STDIN_FILENO)

  deinit {
    if isOurs { close(descriptor) }
  }

  /// The next bytes, at most `count`; none at the end.
  func read(_ count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    while true {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // SAFETY: the address and the count are of one buffer, which is written.
        #if canImport(Glibc)
          unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw SystemFile.failure }
      bytes.removeLast(count - got)
      return bytes
    }
  }

  /// The bytes from `offset` on, `count` of them or as many as there are; where writing goes on stays.
  func read(_ count: Int, at offset: Int64) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var position = 0
    while position < count {
      let got = unsafe bytes.withUnsafeMutableBytes { all in
        // SAFETY: rebasing checks the start; no more than the rest is written.
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: all[position...])
        return unsafe pread(
          descriptor, rest.baseAddress, rest.count, off_t(offset + Int64(position)))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw SystemFile.failure }
      if got == 0 { break }
      position += got
    }
    bytes.removeLast(count - position)
    return bytes
  }

  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        // SAFETY: rebasing checks the start; no more than the rest is read.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
        #if canImport(Glibc)
          return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFile.failure }
      written += count
    }
  }

  /// Waits until what was written is on the disk.
  func flush() throws(Failure) {
    guard fsync(descriptor) == 0 else { throw SystemFile.failure }
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

  /// The failure of the call before, in the words of the system.
  static var failure: Failure {
    // SAFETY: strerror gives a text that ends with NUL; it is copied before any other call.
    Failure(cause: unsafe String(cString: strerror(errno)))
  }

  private static func opened(
    _ path: String, _ flags: Int32, mode: mode_t = 0o640
  ) throws(Failure) -> Int32 {
    while true {
      // SAFETY: the path is a String, which is passed with a NUL at its end.
      let result = unsafe open(path, flags, mode)
      if result >= 0 { return result }
      if errno != EINTR { throw failure }
    }
  }
}
