import Foundation
import Testing

/// The demo night in fixtures/demo, its rendered reports in Reports, and the program that makes both.
struct DemoTests {
  private static let logs = "fixtures/demo/logs"

  private static func audit(into scratch: Scratch, _ options: [String] = []) throws
    -> Program.Outcome
  {
    try Program.run(
      [
        "audit", "--quiet", "--policy", "fixtures/demo/policy.yaml", "--out", scratch.path("out"),
        "--output", OutputFormatTests.all,
      ] + options + [logs], in: Repository.root.path)
  }

  /// What Reports shows is what the program prints today.
  @Test(arguments: OutputFormatTests.names)
  func renderedReportsAreUpToDate(_ name: String) throws {
    let scratch = try Scratch()
    #expect(try DemoTests.audit(into: scratch).ending == .exit(1))
    let printed = try scratch.data("out/" + name)
    let shown = Repository.root.appendingPathComponent("Reports/" + name)
    if ProcessInfo.processInfo.environment["QUOTA_AUDIT_RECORD"] == "1" {
      try printed.write(to: shown)
      Issue.record("recorded Reports/\(name)")
    }
    #expect(try Data(contentsOf: shown) == printed, "Reports/\(name) is out of date")
  }

  /// Every finding that the simulation has planted is found, with its numbers.
  @Test func plantedFindingsAreFound() throws {
    let scratch = try Scratch()
    _ = try DemoTests.audit(into: scratch)
    let found = try scratch.report()["findings"].elements
    let expected = try JSONDecoder().decode(
      JSONValue.self,
      from: Data(contentsOf: Repository.root.appendingPathComponent("fixtures/demo/expected.json")))
    let planted = expected["findings"].elements
    #expect(planted.count > 50)
    for finding in planted {
      let match = found.first { $0["id"] == finding["id"] }
      let actual = try #require(match, "\(finding["rule"]) of \(finding["subject"]) is missing")
      for (key, value) in finding.members where key != "witness" {
        #expect(actual[key] == value, "\(key) of \(finding["rule"]) of \(finding["subject"])")
      }
      // The simulation names inputs by their place below the night's directory.
      #expect(actual["witness"]["line"] == finding["witness"]["line"])
    }
  }

  /// The demo night is what `simulate` writes, to the byte once inflated.
  @Test func theNightCanBeMadeAgain() throws {
    let scratch = try Scratch()
    let made = try Program.run([
      "simulate", "--quiet", "--seed", "7", "--lines", "6000", "--nodes", "3", "--level", "1",
      "--out", scratch.path("night"),
    ])
    #expect(made.ending == .exit(0), "\(made.errorText)")
    let again = try Program.run(
      [
        "audit", "--quiet", "--policy", "policy.yaml", "--out", scratch.path("again"), "logs",
      ], in: scratch.path("night"))
    #expect(again.ending == .exit(1))
    _ = try DemoTests.audit(into: scratch)
    func contents(_ report: JSONValue) -> [JSONValue] {
      report["inputs"].elements.map { .array([$0["content_bytes"], $0["content_crc32"]]) }
    }
    #expect(try contents(scratch.report("again")) == contents(scratch.report("out")))
  }
}
