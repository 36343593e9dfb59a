internal import Foundation

/// The directory of a night; remembers what it made, so that a failed night leaves nothing behind.
final class OutputDirectory {
  private let path: String
  /// Files and directories made here, the later ones inside the earlier.
  private var made: [String] = []

  /// Makes `path` and `logs` in it; `path` may be there if it is an empty directory.
  init(_ path: String) throws(SimulationError) {
    self.path = path
    let code = SystemCalls.makeDirectory(path)
    switch code {
    case 0: made.append(path)
    case SystemCalls.alreadyThere: try OutputDirectory.requireEmpty(path)
    default: throw .directoryFailed(path: path, code: code)
    }
    let logs = path + "/logs"
    let logsCode = SystemCalls.makeDirectory(logs)
    guard logsCode == 0 else {
      discard()
      throw .directoryFailed(path: logs, code: logsCode)
    }
    made.append(logs)
  }

  /// A new file, `name` relative to the directory.
  func file(_ name: String) throws(SimulationError) -> OutputFile {
    let file = try OutputFile(path: path + "/" + name)
    made.append(file.path)
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
    for path in made.reversed() { SystemCalls.discard(path) }
    made.removeAll()
  }

  private static func requireEmpty(_ path: String) throws(SimulationError) {
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      let code = code(of: error)
      throw code == SystemCalls.notDirectory
        ? .notDirectory(path: path) : .directoryFailed(path: path, code: code)
    }
    guard entries.isEmpty else { throw .directoryNotEmpty(path: path) }
  }

  /// The `errno` under an error of Foundation.
  private static func code(of error: any Error) -> Int32 {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: error.code) }
    guard let inner = error.userInfo[NSUnderlyingErrorKey] as? any Error else {
      return SystemCalls.inputOutput
    }
    return code(of: inner)
  }
}
