import Foundation
import Testing

/// `--what-if` as a user meets it.
@Suite struct WhatIfCommandTests {
  @Test func groupsThatAreNotInTheLogsAreNamed() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(3))
    let outcome = try Program.run(
      [
        "--out", "out", "--what-if", "groups.nobody.sites=3", "--what-if", "groups.g.sites=3",
        "a.log",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(outcome.outputText.contains("no such group in these logs: \"nobody\"\n"))
    #expect(try scratch.text("out/report.md").contains("No such group in these logs:"))
    #expect(try scratch.text("out/report.html").contains("No such group in these logs:"))
    let tried = try scratch.report()["extra"]["what_if"]
    #expect(tried["absent_groups"] == .array([.string("nobody")]))
  }

  /// Options that say how logs are read are of no use where usage files are read.
  @Test func requestsOfUsageFilesReadNoLogs() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(3))
    _ = try Program.run(["scan", "--quiet", "--usage", "a.usage", "a.log"], in: scratch.path)
    for option in [["--format", "json"], ["--max-malformed", "5"]] {
      let outcome = try Program.run(
        ["request", "--group", "g"] + option + ["a.usage"], in: scratch.path)
      #expect(outcome.ending == .exit(64))
      #expect(
        outcome.errorText.contains(option[0] + " says how logs are read"), "\(outcome.errorText)")
    }
    let outcome = try Program.run(
      ["request", "--group", "g", "--max-malformed", "5", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
  }
}
