import Foundation
import Testing

/// SPEC section 8: what each exit status means.
@Suite struct ExitStatusTests {
  struct FailOn: Sendable {
    var severity: String
    var log: String
    var status: Int32
  }

  static let failOn: [FailOn] = [
    ("violation", 1, 0, 0), ("warning", 1, 1, 0), ("notice", 1, 1, 1), ("never", 0, 0, 0),
  ].flatMap { name, violation, warning, notice in
    [
      FailOn(severity: name, log: Line.violation, status: violation),
      FailOn(severity: name, log: Line.warning, status: warning),
      FailOn(severity: name, log: Line.notice, status: notice),
      FailOn(severity: name, log: Line.learn(), status: 0),
    ]
  }

  @Test(arguments: failOn)
  func failOnIsTheLeastSeverityThatFails(_ test: FailOn) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", test.log)
    let outcome = try Program.run(
      ["--fail-on", test.severity, "--out", scratch.path("out"), log])
    #expect(outcome.ending == .exit(test.status))
    #expect(outcome.errorText == "")
  }

  @Test func violationIsTheDefault() throws {
    let scratch = try Scratch()
    for (log, status) in [(Line.violation, 1), (Line.warning, 0)] {
      let path = try scratch.write("a.log", log)
      let outcome = try Program.run(["--out", scratch.path("out"), path])
      #expect(outcome.ending == .exit(Int32(status)))
    }
  }

  @Test(arguments: ["violation", "never"])
  func incompleteOutranksFindings(_ severity: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation)
    let outcome = try Program.run(
      ["--fail-on", severity, "--out", scratch.path("out"), log, scratch.path("missing.log")])
    #expect(outcome.ending == .exit(2))
    #expect(try scratch.names(in: "out") == reportNames)
    #expect(outcome.outputText.hasPrefix("INCOMPLETE"))
    // A long path is broken at the terminal's width.
    #expect(outcome.outputText.replacing("\n    ", with: "").contains("missing.log"))
    for name in ["out/report.md", "out/report.html"] {
      let report = try scratch.text(name)
      let first = try #require(report.range(of: "missing.log"))
      let groups = try #require(report.range(of: "Findings by rule"))
      #expect(first.lowerBound < groups.lowerBound, "\(name) says first what is missing")
    }
  }

  /// 1 of 200 lines is 0.5 percent.
  static let percentages: [(percent: String, status: Int32)] = [
    ("0", 2), ("0.4999", 2), ("0.5", 0), ("1", 0), ("100", 0),
  ]

  @Test(arguments: percentages)
  func maxMalformedIsAPercentageOfAFilesLines(_ percent: String, _ status: Int32) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.calls(199) + "noise\n")
    let policy = try scratch.write("policy.yaml", "max_malformed: \(percent)\n")
    let out = scratch.path("out")
    let byOption = try Program.run(["--max-malformed", percent, "--out", out, log])
    #expect(byOption.ending == .exit(status))
    let byPolicy = try Program.run(["--policy", policy, "--out", out, log])
    #expect(byPolicy.ending == .exit(status))
    let optionWins = try Program.run(
      ["--policy", policy, "--max-malformed", "100", "--out", out, log])
    #expect(optionWins.ending == .exit(0))
  }

  @Test func malformedLinesAreCountedPerFile() throws {
    let scratch = try Scratch()
    // 2 of 202 lines are below one percent, 2 of 3 are not.
    try scratch.write("logs/a.log", Line.calls(199))
    try scratch.write("logs/b.log", Line.learn() + "noise\nnoise\n")
    let outcome = try Program.run(["--out", scratch.path("out"), scratch.path("logs")])
    #expect(outcome.ending == .exit(2))
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP])
  func faultsOfTheProgramAre70(_ fault: Int32) throws {
    let scratch = try Scratch()
    let running = try HeldRun(scratch)
    running.program.send(fault)
    #expect(try running.program.finish().ending == .exit(70))
  }
}
