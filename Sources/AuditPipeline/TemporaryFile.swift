internal import Foundation

/// A file that is written under another name beside its place and takes it when it is whole, so that a
/// reader sees the old file or the new one (SPEC section 8). Mode 0640.
final class TemporaryFile {
  /// Temporary files that exist now, to be removed by whoever ends the program early.
  private static let existing = Locked<Set<String>>([])

  /// Where the file belongs.
  let path: String
  /// Nil for a FIFO or a device, which is written in place.
  private let temporaryPath: String?
  private let file: SystemFile

  /// Makes a temporary file for `path`.
  init(for path: String) throws(OutputError) {
    self.path = path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let type = attributes?[.type] as? FileAttributeType
    if type == .typeDirectory { throw OutputError(path: path, cause: "it is a directory") }
    let isReplaced = type == nil || type == .typeRegular || type == .typeSymbolicLink
    temporaryPath = isReplaced ? TemporaryFile.sibling(of: path) : nil
    if let temporaryPath {
      TemporaryFile.existing.withLock { _ = $0.insert(temporaryPath) }
    }
    do throws(SystemFile.Failure) {
      file = try SystemFile(writing: temporaryPath ?? path, isNew: temporaryPath != nil)
    } catch {
      throw OutputError(path: path, cause: error.cause)
    }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    do throws(SystemFile.Failure) {
      try file.write(bytes)
    } catch {
      throw OutputError(path: path, cause: error.cause)
    }
  }

  /// Waits until all bytes are on the disk; to be called before `rename`.
  func flush() throws(OutputError) {
    if temporaryPath == nil { return }
    do throws(SystemFile.Failure) {
      try file.flush()
    } catch {
      throw OutputError(path: path, cause: error.cause)
    }
  }

  /// Puts the file in its place.
  func rename() throws(OutputError) {
    guard let temporaryPath else { return }
    do throws(SystemFile.Failure) {
      try SystemFile.rename(temporaryPath, to: path)
    } catch {
      throw OutputError(path: path, cause: error.cause)
    }
    TemporaryFile.existing.withLock { _ = $0.remove(temporaryPath) }
  }

  /// Removes the temporary files of this program that are not in their places yet.
  static func removeAll() {
    existing.withLock { paths in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      paths = []
    }
  }

  /// Writes files: `write` writes to all of them, then all are flushed, then renamed in order. Where
  /// anything fails, none of them is left.
  static func write(
    _ paths: [String], _ write: ([TemporaryFile]) throws -> Void
  ) throws {
    do {
      var files: [TemporaryFile] = []
      for path in paths { files.append(try TemporaryFile(for: path)) }
      try write(files)
      for file in files { try file.flush() }
      for file in files { try file.rename() }
    } catch {
      removeAll()
      throw error
    }
  }

  /// A name in the same folder, so that renaming moves no bytes.
  private static func sibling(of path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<slash] + "." + path[slash...]
      + ".\(ProcessInfo.processInfo.processIdentifier)"
  }
}
