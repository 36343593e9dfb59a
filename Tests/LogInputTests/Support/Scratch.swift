import Bytes
import Foundation
import LogInput

/// A folder of one test, removed with the last reference.
final class Scratch {
  /// Absolute path, without a slash at its end.
  let path: String

  /// A new, empty folder.
  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/log-input-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it, and returns it as an input.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String = "input") throws -> InputSource {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return InputSource(path: ByteString(file), kind: .file, size: Int64(bytes.count))
  }

  /// Makes a symbolic link `name` that leads to `target`.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }

  /// Makes a folder.
  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + name, withIntermediateDirectories: true)
  }
}

/// The file's bytes.
func bytes(ofFile path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
