internal import Foundation

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
  /// Writes all files under temporary names, flushes them, then renames them in order; the last one
  /// tells a reader that the others are there too. Mode 0640.
  public static func write(_ files: [ReportFile], to directory: String) throws {
    try makeDirectory(directory)
    try TemporaryFile.write(files.map { directory + "/" + $0.name }) { temporary in
      for (file, output) in zip(files, temporary) { try output.write(file.content) }
    }
  }

  /// Writes one file so that a reader sees the old one or the new one; its directory must be there.
  public static func write(_ content: [UInt8], toFile path: String) throws {
    try TemporaryFile.write([path]) { files in
      for file in files { try file.write(content) }
    }
  }

  /// Removes what an unfinished `write`, or the writing of usage files, has left; safe to call at any
  /// time.
  public static func removeTemporaryFiles() { TemporaryFile.removeAll() }

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
      throw OutputError(
        path: made.hasPrefix("./") && !path.hasPrefix("./") ? String(made.dropFirst(2)) : made,
        cause: SystemFile.failure.cause)
    }
  }
}
