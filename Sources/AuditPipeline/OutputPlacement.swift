internal import Bytes
internal import Foundation

/// Keeps outputs apart from inputs (SPEC section 8).
public enum OutputPlacement {
  /// Why `directory` must not be written to, nil if it may: it lies at or below an input directory,
  /// where the next run would read the reports as logs, or a report would replace an input.
  public static func refusal(of directory: String, inputs: [String]) -> String? {
    let output = resolved(directory)
    for input in inputs where input != "-" {
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
      } else if AuditOutputs.names.contains(where: { output + "/" + $0 == path }) {
        return "a report in \"\(shown.0)\" would replace the input \"\(shown.1)\"; name another "
          + "directory with --out"
      }
    }
    return nil
  }

  /// The absolute path without links, also of what does not exist yet: the part that does is resolved.
  private static func resolved(_ path: String) -> String {
    var existing = URL(fileURLWithPath: path).standardizedFileURL
    var missing: [String] = []
    while !FileManager.default.fileExists(atPath: existing.path), existing.path != "/" {
      missing.insert(existing.lastPathComponent, at: 0)
      existing.deleteLastPathComponent()
    }
    let base = existing.resolvingSymlinksInPath().path
    return missing.reduce(base) { $0 == "/" ? $0 + $1 : $0 + "/" + $1 }
  }
}
