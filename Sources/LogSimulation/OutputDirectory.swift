#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import Foundation

/// The directory of a night; remembers what it made, so that a failed night leaves nothing behind.
final class OutputDirectory {
  private let path: String
  private let logs: String
  private var files: [String] = []
  private var directories: [String] = []

  /// Makes `path` and `logs` in it, with mode 0750; `path` may be there if it is empty.
  init(_ path: String) throws(SimulationError) {
    self.path = path
    logs = path + "/logs"
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else { throw .notDirectory(path: path) }
      do {
        let entries = try FileManager.default.contentsOfDirectory(atPath: path)
        guard entries.isEmpty else { throw SimulationError.directoryNotEmpty(path: path) }
      } catch let error as SimulationError {
        throw error
      } catch {
        throw .directoryFailed(path: path, code: OutputDirectory.code(of: error))
      }
    } else {
      try make(path)
    }
    do {
      try make(logs)
    } catch {
      discard()
      throw error
    }
  }

  /// A new file, `name` relative to the directory.
  func file(_ name: String) throws(SimulationError) -> OutputFile {
    let file = try OutputFile(path: path + "/" + name)
    files.append(file.path)
    return file
  }

  /// A new file of this text.
  func write(_ text: String, to name: String) throws(SimulationError) {
    let file = try file(name)
    try file.write(Array(text.utf8))
    try file.close()
  }

  /// Removes everything made here.
  func discard() {
    for file in files { unlink(file) }
    for directory in directories.reversed() { rmdir(directory) }
  }

  /// The `errno` under an error of Foundation; EIO where it tells none.
  private static func code(of error: any Error) -> Int32 {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: error.code) }
    guard let inner = error.userInfo[NSUnderlyingErrorKey] as? any Error else { return EIO }
    return code(of: inner)
  }

  private func make(_ directory: String) throws(SimulationError) {
    guard mkdir(directory, 0o750) == 0 else {
      throw .directoryFailed(path: directory, code: errno)
    }
    directories.append(directory)
  }
}
