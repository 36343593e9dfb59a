import Foundation

/// The demo night of fixtures/demo, in other shapes of the same content.
enum Night {
  /// Its folder.
  static let folder = Repository.root.appendingPathComponent("fixtures/demo").path
  /// Its logs, by name.
  static let names: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/logs")
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }()

  /// Audits `logs` under the night's policy, with the scratch directory as the current one.
  static func audit(
    _ logs: [String], into out: String = "out", _ scratch: Scratch, _ options: [String] = []
  ) throws -> Program.Outcome {
    try Program.run(
      ["audit", "--quiet", "--policy", folder + "/policy.yaml", "--out", out] + options + logs,
      in: scratch.path)
  }

  /// Copies the logs, inflated where they are gzipped, into the scratch directory's `logs`.
  static func inflate(into scratch: Scratch) throws {
    try scratch.folder("logs")
    for name in names {
      _ = try Program.shell(
        "gzip -dcf <\"$1\" >\"$2\"", [folder + "/logs/" + name, scratch.path("logs/" + name)])
    }
  }
}
