internal import AccessLog
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog

/// Reads the policy file of a command line.
enum PolicyFile {
  /// The policy and its identity; a file that cannot be read or is wrong ends the program with 64.
  static func read(_ path: String) throws(Failure) -> (Policy, PolicyIdentity) {
    let shown = SecretMask.masked(path)
    let content: [UInt8]
    do {
      // A handle reads FIFOs too, as shells make them for `<(...)`.
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      content = try [UInt8](handle.readToEnd() ?? Data())
    } catch {
      throw .usage("the policy \"\(shown)\" cannot be read: \(reason(path))")
    }
    do throws(PolicyError) {
      let policy = try Policy(yaml: content, fieldNames: LineParser.fieldNames)
      return (policy, PolicyIdentity(name: path, sha256: Policy.sha256(of: content)))
    } catch {
      throw .usage("the policy \"\(shown)\" is refused: \(error.sentence)")
    }
  }

  /// Why a file cannot be read, in words that say what to mend.
  private static func reason(_ path: String) -> String {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return "there is no such file"
    }
    if attributes[.type] as? FileAttributeType == .typeDirectory { return "it is a directory" }
    return "it may not be read, or reading failed"
  }
}
