#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A new file that is written from its start; every unsafe call of POSIX file output is here.
///
/// It is closed when the last reference goes; `close` tells whether that worked.
final class OutputFile {
  /// Where the file is.
  let path: String
  private var descriptor: Int32

  /// Creates the file, mode 0640 less the umask; fails if something is there already.
  init(path: String) throws(SimulationError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw .writeFailed(path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { _ = shut(descriptor) }
  }

  /// Appends all of `bytes`.
  func write(_ bytes: [UInt8]) throws(SimulationError) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the kernel reads from `written` to the end of the array, which the closure keeps.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe put(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
      }
      if count > 0 {
        written += count
      } else if count < 0, errno != EINTR {
        throw .writeFailed(path: path, code: errno)
      }
    }
  }

  /// Closes the file; some file systems report only here that the disk is full.
  func close() throws(SimulationError) {
    let code = shut(descriptor)
    descriptor = -1
    guard code == 0 else { throw .writeFailed(path: path, code: errno) }
  }
}

/// `write(2)`, whose name the method hides.
private func put(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  // SAFETY: the buffer is valid for its count, which is all that write reads.
  unsafe write(descriptor, buffer.baseAddress, buffer.count)
}

/// `close(2)`, whose name the method hides.
private func shut(_ descriptor: Int32) -> Int32 {
  close(descriptor)
}
