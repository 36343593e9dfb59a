import Foundation
import Testing

/// The conformance sets made by others, where they lie beside the checkout or where
/// `QUOTA_AUDIT_SHARED` says. The project's own cases cover every rule without them.
@Suite struct ConformanceTests {
  static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["QUOTA_AUDIT_SHARED"]
    let folder =
      named.map { URL(fileURLWithPath: $0) }
      ?? Repository.root.deletingLastPathComponent().appendingPathComponent("shared")
    let sets = folder.appendingPathComponent("conformance")
    return FileManager.default.fileExists(atPath: sets.path + "/compare.py") ? sets : nil
  }()

  static let sets: [String] = {
    guard let shared, let names = try? FileManager.default.contentsOfDirectory(atPath: shared.path)
    else {
      print("the conformance sets are not there: ConformanceTests are skipped")
      return []
    }
    return names.filter {
      FileManager.default.fileExists(atPath: shared.path + "/\($0)/expected.json")
    }.sorted()
  }()

  @Test(arguments: sets)
  func reportsAgree(_ name: String) throws {
    let shared = try #require(Self.shared)
    let folder = shared.appendingPathComponent(name).path
    let hasPolicy = FileManager.default.fileExists(atPath: folder + "/policy.yaml")
    let scratch = try Scratch()
    let outcome = try Program.run(
      ["audit", "--out", scratch.path("out")] + (hasPolicy ? ["--policy", "policy.yaml"] : [])
        + ["logs"], in: folder)
    let expected = try JSONDecoder().decode(
      JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json")))
    let violations = expected["findings"].elements.contains { $0["severity"].string == "violation" }
    let isComplete = expected["status"]["complete"] == .bool(true)
    #expect(outcome.ending == .exit(!isComplete ? 2 : violations ? 1 : 0))
    let comparison = try Program.shell(
      "python3 \"$1\" expected.json \"$2\"",
      [shared.path + "/compare.py", scratch.path("out/report.json")], in: folder)
    #expect(comparison.ending == .exit(0), "\(comparison.outputText)\(comparison.errorText)")
  }
}
