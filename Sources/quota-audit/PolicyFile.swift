internal import AccessLog
internal import Bytes
internal import Findings
internal import LimitCatalog

/// Reads the policy file of a command line.
enum PolicyFile {
  /// The policy and its identity; a file that cannot be read or is wrong ends the program with 64.
  static func read(_ path: String) throws(Failure) -> (Policy, PolicyIdentity) {
    let shown = SecretMask.masked(path)
    let content: [UInt8]
    do {
      content = try SettingsFile.read(path)
    } catch {
      throw .usage("the policy \"\(shown)\" cannot be read: \(error.reason)")
    }
    do throws(PolicyError) {
      let policy = try Policy(yaml: content, fieldNames: LineParser.fieldNames)
      return (policy, PolicyIdentity(name: path, sha256: Policy.sha256(of: content)))
    } catch {
      throw .usage("the policy \"\(shown)\" is refused: \(error.sentence)")
    }
  }
}
