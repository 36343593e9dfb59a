internal import Bytes
internal import Foundation

/// Keeps outputs apart from inputs (SPEC section 8).
public enum OutputPlacement {
  /// Why `directory` must not be written to, nil if it may: it lies at or below an input directory,
  /// where the next run would read the reports as logs, or a report, or a file of the names `beside`, would
  /// replace an input.
  public static func refusal(
    of directory: String, inputs: [String], beside: [String] = []
  ) -> String? {
    let output = resolved(directory)
    for input in inputs where input != "-" && !input.isEmpty {
      let path = resolved(input)
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
        continue
      }
      let shown = (SecretMask.masked(directory), SecretMask.masked(input))
      if attributes[.type] as? FileAttributeType == .typeDirectory {
        if output == path || output.hasPrefix(path == "/" ? path : path + "/") {
          return "the output directory \"\(shown.0)\" is at or below the input \"\(shown.1)\", so "
            + "the next run would read the reports as logs; name another one with --out"
        }
      } else if (AuditOutputs.names() + beside).contains(where: { output + "/" + $0 == path }) {
        return "a report in \"\(shown.0)\" would replace the input \"\(shown.1)\"; name another "
          + "directory with --out"
      }
    }
    return nil
  }

  /// Why nothing can be written to `directory`, as far as can be told without making it; nil if it seems
  /// to be possible. Found before a night is read rather than after.
  public static func obstacle(to directory: String) -> OutputError? {
    var existing = resolved(directory)
    while existing != "/" {
      if let attributes = try? FileManager.default.attributesOfItem(atPath: existing) {
        if attributes[.type] as? FileAttributeType != .typeDirectory {
          return OutputError(path: directory, cause: "\"\(existing)\" is no directory")
        }
        break
      }
      existing = parent(existing)
    }
    if FileManager.default.isWritableFile(atPath: existing) { return nil }
    return OutputError(path: directory, cause: "\"\(existing)\" may not be written to")
  }

  /// Why a file must not be written to `path`, nil if it may: it lies below an input directory, or it
  /// would replace an input. `option` named it.
  public static func refusal(ofFile path: String, option: String, inputs: [String]) -> String? {
    let output = resolved(path)
    for input in inputs where input != "-" && !input.isEmpty {
      let source = resolved(input)
      let shown = (SecretMask.masked(path), SecretMask.masked(input))
      if output == source {
        return "\(option) \"\(shown.0)\" would replace the input \"\(shown.1)\"; name another file"
      }
      if output.hasPrefix(source == "/" ? source : source + "/") {
        return "\(option) \"\(shown.0)\" is below the input \"\(shown.1)\", so the next run would "
          + "read it as a log; name another file"
      }
    }
    return nil
  }

  /// Why no file can be written to `path`, as far as can be told without making it.
  public static func obstacle(toFile path: String) -> OutputError? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeDirectory {
      return OutputError(path: path, cause: "it is a directory")
    }
    let slash = path.lastIndex(of: "/")
    guard let cause = obstacle(toFilesIn: slash.map { String(path[...$0]) } ?? ".")?.cause else {
      return nil
    }
    return OutputError(path: path, cause: cause)
  }

  /// Why no file can be made in `directory`, which must be there.
  public static func obstacle(toFilesIn directory: String) -> OutputError? {
    let path = resolved(directory)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return OutputError(path: directory, cause: "\"\(path)\" does not exist")
    }
    if attributes[.type] as? FileAttributeType != .typeDirectory {
      return OutputError(path: directory, cause: "\"\(path)\" is no directory")
    }
    if FileManager.default.isWritableFile(atPath: path) { return nil }
    return OutputError(path: directory, cause: "\"\(path)\" may not be written to")
  }

  private static func parent(_ path: String) -> String {
    let parent = path.split(separator: "/").dropLast().joined(separator: "/")
    return "/" + parent
  }

  /// The absolute path without links, also of what does not exist yet.
  ///
  /// Part by part, as the system does: `..` behind a link leaves what the link leads to.
  private static func resolved(_ path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var rest = parts(absolute)
    var current = ""
    var linksLeft = 40  // As the system's own limit: links may lead in circles.
    while !rest.isEmpty {
      let part = rest.removeFirst()
      if part == ".." {
        current = current.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        continue
      }
      let next = current + "/" + part
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: next)
      if let target, linksLeft > 0 {
        linksLeft -= 1
        if target.hasPrefix("/") { current = "" }
        rest = parts(target) + rest
      } else {
        current = next
      }
    }
    return current.isEmpty ? "/" : current
  }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init).filter { $0 != "." }
  }
}
