#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation
import Testing

/// Makes a FIFO and writes `bytes` to it in pieces of `piece` bytes on a thread of its own.
///
/// Small pieces make reads short, as they are on a slow connection. The semaphore it returns is
/// signalled when all is written.
@discardableResult
func serveFIFO(_ path: String, _ bytes: [UInt8], piece: Int) throws -> DispatchSemaphore {
  try #require(unsafe mkfifo(path, 0o600) == 0)
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    // SAFETY: the descriptor is ours, and every write stays within the array.
    let file = unsafe open(path, O_WRONLY)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      let part = [UInt8](bytes[start..<min(start + piece, bytes.count)])
      _ = unsafe write(file, part, part.count)
    }
    close(file)
    done.signal()
  }
  return done
}

/// Runs `body` with standard input replaced by a pipe that holds `bytes` (at most 64 KiB).
///
/// Where `failing`, the pipe stays open and does not wait, so that the read after them fails.
func withStandardInput(_ bytes: [UInt8], failing: Bool = false, _ body: () throws -> Void) throws {
  var ends: [Int32] = [0, 0]
  // SAFETY: pipe fills two descriptors, which are ours; the write stays within the array.
  try #require(unsafe pipe(&ends) == 0)
  let saved = dup(STDIN_FILENO)
  if failing { try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) }
  _ = unsafe write(ends[1], bytes, bytes.count)
  if !failing { close(ends[1]) }
  dup2(ends[0], STDIN_FILENO)
  defer {
    dup2(saved, STDIN_FILENO)
    close(saved)
    close(ends[0])
    if failing { close(ends[1]) }
  }
  try body()
}

/// Writes an empty file whose name need not be UTF-8; false where the file system refuses.
func touch(_ path: [UInt8]) -> Bool {
  let terminated = path.map { CChar(bitPattern: $0) } + [0]
  // SAFETY: the path ends with NUL, and the descriptor is closed at once.
  let file = unsafe open(terminated, O_WRONLY | O_CREAT, 0o600)
  if file >= 0 { close(file) }
  return file >= 0
}

/// Whether permissions bind this user; they do not bind root.
var permissionsBind: Bool { geteuid() != 0 }
