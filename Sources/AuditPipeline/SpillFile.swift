internal import Foundation
internal import Usage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A temporary file that has no name: runs that did not fit in memory, one behind the other.
///
/// It is made in a directory of its own (0700), and both are removed before the first byte is written:
/// nothing can be left behind, however the program ends.
final class SpillFile: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Makes a file below `directory`.
  init(in directory: String) throws(OutputError) {
    var template = Array((directory + "/quota-audit-XXXXXX").utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: the template ends with NUL and is changed in place.
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw SpillFile.failure(directory) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = folder + "/runs"
    // SAFETY: the paths are Strings, which are passed with a NUL at their end.
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let error = errno
    _ = unsafe unlink(path)
    _ = unsafe rmdir(folder)
    guard descriptor >= 0 else {
      errno = error
      throw SpillFile.failure(path)
    }
  }

  deinit { close(descriptor) }

  /// Writes bytes at an offset.
  func write(_ bytes: [UInt8], at start: Int64) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let offset = off_t(start + Int64(written))
      let count = unsafe bytes.withUnsafeBytes { all in
        // SAFETY: rebasing checks the start; no more than the rest is read.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
        return unsafe pwrite(descriptor, rest.baseAddress, rest.count, offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SpillFile.failure(path) }
      written += count
    }
  }

  /// The bytes in `range`, to be read once.
  func part(_ range: Range<Int64>) -> FilePart {
    FilePart(self, range)
  }

  fileprivate func read(_ count: Int, at offset: Int64) throws(OutputError) -> [UInt8] {
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
      guard got >= 0 else { throw SpillFile.failure(path) }
      if got == 0 { break }
      position += got
    }
    return Array(bytes.prefix(position))
  }

  private static func failure(_ path: String) -> OutputError {
    // SAFETY: strerror gives a text that ends with NUL; it is copied before any other call.
    OutputError(path: path, cause: unsafe String(cString: strerror(errno)))
  }
}

/// A stretch of a spill file.
final class FilePart: ByteSource {
  private let file: SpillFile
  private var rest: Range<Int64>

  fileprivate init(_ file: SpillFile, _ range: Range<Int64>) {
    self.file = file
    rest = range
  }

  func read(_ count: Int) throws -> [UInt8] {
    let bytes = try file.read(min(count, rest.count), at: rest.lowerBound)
    rest = rest.lowerBound + Int64(bytes.count)..<rest.upperBound
    return bytes
  }
}
