#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation
import Testing

/// Makes a FIFO in the folder and writes `bytes` to it on a thread of its own; returns its path.
func serveFIFO(_ bytes: [UInt8], _ name: String, in folder: Scratch) throws -> String {
  let path = folder.path + "/" + name
  try #require(unsafe mkfifo(path, 0o600) == 0)
  Thread.detachNewThread {
    // SAFETY: the descriptor is ours, and every write stays within the array.
    let file = unsafe open(path, O_WRONLY)
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written..<min(written + 50_000, bytes.count)])
      let count = unsafe write(file, rest, rest.count)
      if count <= 0 { break }
      written += count
    }
    close(file)
  }
  return path
}
