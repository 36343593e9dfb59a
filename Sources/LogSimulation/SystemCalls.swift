#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The few calls of POSIX that Foundation offers without their `errno`; results are 0 or `errno`.
///
/// Every unsafe call about files is in this file.
enum SystemCalls {
  /// `EEXIST`: the path is there already.
  static let alreadyThere = EEXIST
  /// `ENOTDIR`: the path is no directory.
  static let notDirectory = ENOTDIR
  /// `EIO`: for failures that tell no code.
  static let inputOutput = EIO

  /// The system's words for an `errno`.
  static func reason(_ code: Int32) -> String {
    // SAFETY: strerror never returns nil; its text is copied before anything else can replace it.
    unsafe String(cString: strerror(code))
  }

  /// Makes a directory, mode 0750 less the umask.
  static func makeDirectory(_ path: String) -> Int32 {
    // SAFETY: the C string lives until the call returns, which keeps no pointer to it.
    unsafe mkdir(path, 0o750) == 0 ? 0 : errno
  }

  /// Removes a file or an empty directory; what is not there is no failure worth telling.
  static func discard(_ path: String) {
    // SAFETY: as in `makeDirectory`.
    _ = unsafe remove(path)
  }

  /// Creates a file, mode 0640 less the umask, that is not there yet, for writing.
  static func createFile(_ path: String) -> (descriptor: Int32, code: Int32) {
    // SAFETY: as in `makeDirectory`.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    return (descriptor, descriptor < 0 ? errno : 0)
  }

  /// Writes all of `bytes`, however many calls that takes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        // SAFETY: the kernel reads `rest.count` bytes from its start, all within the array.
        let count = unsafe write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          unsafe rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR {
          return count == 0 ? EIO : errno
        }
      }
      return 0
    }
  }

  /// Closes a file; some file systems report only here that the disk is full.
  static func closeFile(_ descriptor: Int32) -> Int32 {
    close(descriptor) == 0 ? 0 : errno
  }
}
