#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

internal import Bytes

/// An open file descriptor, closed with the last reference.
final class OpenFile {
  private let descriptor: Int32
  private let isOurs: Bool

  /// Opens the input for reading; waits for a writer if it is a FIFO.
  init(_ source: InputSource) throws(SystemError) {
    guard source.kind != .standardInput else {
      descriptor = STDIN_FILENO
      isOurs = false
      return
    }
    let path = try FileSystem.terminated(source.place)
    while true {
      // SAFETY: the path ends with NUL.
      let result = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      if result >= 0 {
        descriptor = result
        isOurs = true
        return
      }
      let error = SystemError.last
      if !error.isInterruption { throw error }
    }
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  /// Reads into `buffer` from `start` to its end; returns the number of bytes, 0 at the end of file.
  func read(into buffer: inout [UInt8], from start: Int) throws(SystemError) -> Int {
    let file = descriptor
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        // SAFETY: rebasing checks `start`; the call writes no more than the count of what is left.
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        #if canImport(Glibc)
          return unsafe Glibc.read(file, room.baseAddress, room.count)
        #elseif canImport(Musl)
          return unsafe Musl.read(file, room.baseAddress, room.count)
        #else
          return unsafe Darwin.read(file, room.baseAddress, room.count)
        #endif
      }
      if count >= 0 { return count }
      let error = SystemError.last
      if !error.isInterruption { throw error }
    }
  }

  /// Goes to `offset` in bytes from the start; only files can.
  func seek(to offset: Int64) throws(SystemError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { throw .last }
  }
}
