import Foundation
import Testing

/// `--output` and `--summary`: which files, and what is printed.
@Suite struct OutputFormatTests {
  /// Every format.
  static let all = "html,md,json,csv,junit,sarif,metrics"
  /// The files of all formats, sorted.
  static let names = [
    "findings.csv", "groups.csv", "quota-audit.prom", "report.html", "report.json",
    "report.junit.xml", "report.md", "report.sarif", "sites.csv", "triples.csv",
  ]

  @Test func everyFormatIsWrittenAndNamed() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation)
    let outcome = try Program.run(["--output", Self.all, "--out", scratch.path("out"), log])
    #expect(outcome.ending == .exit(1))
    #expect(try scratch.names(in: "out") == Self.names)
    #expect(
      outcome.outputText.contains(
        "Reports: \(scratch.path("out"))/report.html, report.md, findings.csv, groups.csv, sites.csv, "
          + "triples.csv, report.junit.xml, report.sarif, quota-audit.prom, report.json\n"))
    // They are the same however many threads render them, and report.json is what it always was.
    _ = try Program.run([
      "--output", " json , csv,json", "--jobs", "1", "--out", scratch.path("again"), log,
    ])
    #expect(
      try scratch.names(in: "again")
        == Self.names.filter { $0.hasSuffix("csv") || $0.hasSuffix("on") })
    for name in try scratch.names(in: "again") {
      #expect(try scratch.data("again/" + name) == scratch.data("out/" + name), "\(name)")
    }
  }

  @Test(arguments: [
    ("jnit", "mean \"junit\""), ("html,,csv", "--output \"\""), ("xml", "give html, md, csv"),
    ("HTML2", "\"HTML2\""),
  ])
  func unknownFormatsAreRefused(_ list: String, _ says: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let outcome = try Program.run(["--output", list, "--out", scratch.path("out"), log])
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
    #expect(try scratch.names(in: "") == ["a.log"])
  }

  @Test func theSummaryIsAllThatIsPrinted() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation)
    let outcome = try Program.run([
      "--summary", "--out", scratch.path("out"), log, scratch.path("gone.log"),
    ])
    #expect(outcome.ending == .exit(2))
    let lines = outcome.outputText.split(separator: "\n")
    #expect(lines.first == "# API usage audit" && lines.count <= 11)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("* ") })
    #expect(lines.dropFirst().first?.hasPrefix("* **Incomplete:**") == true)
    let both = try Program.run(["--summary", "--quiet", "--out", scratch.path("out"), log])
    #expect(both.ending == .exit(64))
    #expect(both.errorText.contains("--quiet") && both.errorText.contains("--summary"))
  }

  @Test func filesOfEarlierRunsAreNamed() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation)
    func run(_ options: [String]) throws -> Program.Outcome {
      try Program.run(options + ["--out", "out", log], in: scratch.path)
    }
    let first = try run(["--output", "csv,json", "--manifest"])
    #expect(!first.outputText.contains("Left from"))
    let old = try scratch.data("out/sites.csv")
    let second = try run([])
    #expect(
      second.outputText.contains(
        "\nLeft from an earlier run: findings.csv, groups.csv, sites.csv, triples.csv, manifest.json\n"
      ),
      "\(second.outputText)")
    #expect(try scratch.data("out/sites.csv") == old)
    let summary = try run(["--summary", "--output", "json,csv,md"])
    #expect(!summary.outputText.contains("Left from"), "it goes into a ticket")
    #expect(
      summary.errorText.contains("left from an earlier run in \"out\": report.html, manifest.json"))
    #expect(try run(["--quiet"]).errorText == "")
  }

  @Test func usageFilesGiveTheSameFiles() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation + Line.knewton("token=t uri=u"))
    _ = try Program.run(["--quiet", "--output", Self.all, "--out", scratch.path("out"), log])
    _ = try Program.run(["scan", "--quiet", "--usage", scratch.path("a.usage"), log])
    _ = try Program.run([
      "report", "--quiet", "--output", Self.all, "--out", scratch.path("again"),
      scratch.path("a.usage"),
    ])
    for name in Self.names {
      #expect(try scratch.data("again/" + name) == scratch.data("out/" + name), "\(name)")
    }
  }
}
