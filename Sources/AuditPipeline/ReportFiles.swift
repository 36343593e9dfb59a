internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why outputs could not be written; nothing of them is left behind (SPEC section 8, exit 74).
public struct OutputError: Error, Sendable, Equatable {
  /// What was being written.
  public let path: String
  /// The operating system's words.
  public let cause: String

  /// The reason for a reader.
  public var sentence: String { "\"\(path)\" cannot be written: \(cause)" }
}

/// One output of a run.
public struct ReportFile: Sendable {
  /// File name without directory.
  public var name: String
  /// All of it.
  public var content: [UInt8]

  /// A file of this name and content.
  public init(name: String, content: [UInt8]) {
    self.name = name
    self.content = content
  }
}

/// Writes the outputs of a run so that a reader sees the old file or the new one (SPEC section 8).
public enum ReportFiles {
  /// Temporary files that exist now, to be removed by whoever ends the program early.
  private static let temporary = Mutex<Set<String>>([])

  /// Writes all files under temporary names, flushes them, then renames them in order; the last one
  /// tells a reader that the others are there too. Mode 0640.
  public static func write(_ files: [ReportFile], to directory: String) throws(OutputError) {
    try makeDirectory(directory)
    let names = files.map { file in
      (
        temporary: directory + "/." + file.name + ".\(ProcessInfo.processInfo.processIdentifier)",
        final: directory + "/" + file.name
      )
    }
    do throws(OutputError) {
      for name in names { try refuseDirectory(name.final) }
      for (file, name) in zip(files, names) {
        temporary.withLock { _ = $0.insert(name.temporary) }
        try write(file.content, to: name.temporary)
      }
      for name in names { try rename(name.temporary, name.final) }
    } catch {
      removeTemporaryFiles()
      throw error
    }
  }

  /// Removes what an unfinished `write` has left; safe to call at any time.
  public static func removeTemporaryFiles() {
    temporary.withLock { paths in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      paths = []
    }
  }

  /// A folder in an output's place would only be found when others are renamed already.
  private static func refuseDirectory(_ path: String) throws(OutputError) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeDirectory {
      throw OutputError(path: path, cause: "it is a directory")
    }
  }

  private static func write(_ content: [UInt8], to path: String) throws(OutputError) {
    // SAFETY: the path is a String, which is passed with a NUL at its end.
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var written = 0
    while written < content.count {
      let count = unsafe content.withUnsafeBytes { bytes in
        // SAFETY: rebasing checks the start; no more than the rest is read.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        return unsafe writeBytes(file, rest)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      written += count
    }
    guard fchmod(file, 0o640) == 0, fsync(file) == 0 else { throw failure(path) }
  }

  /// One call of the system's `write`.
  private static func writeBytes(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    // SAFETY: the address and the count are of one buffer, which is only read.
    #if canImport(Glibc)
      return unsafe Glibc.write(file, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      return unsafe Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      return unsafe Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }

  private static func rename(_ old: String, _ new: String) throws(OutputError) {
    // SAFETY: the paths are Strings, which are passed with a NUL at their end.
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(old, new)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(old, new)
    #else
      let result = unsafe Darwin.rename(old, new)
    #endif
    guard result == 0 else { throw failure(new) }
    temporary.withLock { _ = $0.remove(old) }
  }

  private static func failure(_ path: String) -> OutputError {
    // SAFETY: strerror gives a text that ends with NUL; it is copied before any other call.
    OutputError(path: path, cause: unsafe String(cString: strerror(errno)))
  }

  /// Makes the directory and those above it that are missing.
  private static func makeDirectory(_ path: String) throws(OutputError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      // SAFETY: the path is a String, which is passed with a NUL at its end.
      guard unsafe mkdir(made, 0o777) != 0 else { continue }
      let code = errno
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: made).resolvingSymlinksInPath().path)
      if attributes?[.type] as? FileAttributeType == .typeDirectory { continue }
      errno = code
      throw failure(
        made.hasPrefix("./") && !path.hasPrefix("./") ? String(made.dropFirst(2)) : made)
    }
  }
}
