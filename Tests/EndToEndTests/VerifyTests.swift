import Foundation
import Testing

/// `--evidence`, `--manifest` and `verify` as a user meets them.
@Suite struct VerifyTests {
  /// A run with evidence into `out` of a copy of the demo night, whose logs are inflated.
  private static func night(_ options: [String] = ["--evidence", "7"]) throws -> Scratch {
    let scratch = try Scratch()
    try Night.inflate(into: scratch)
    try scratch.write(
      "policy.yaml", try Data(contentsOf: URL(fileURLWithPath: Night.folder + "/policy.yaml")))
    let outcome = try Program.run(
      ["audit", "--quiet", "--policy", "policy.yaml", "--out", "out"] + options + ["logs"],
      in: scratch.path)
    #expect(outcome.ending == .exit(1), "\(outcome.errorText)")
    return scratch
  }

  private static func verify(
    _ scratch: Scratch, _ ending: Program.Ending, _ arguments: [String] = ["out"],
    in folder: String = ""
  ) throws -> String {
    let outcome = try Program.run(["verify"] + arguments, in: scratch.path(folder))
    #expect(outcome.ending == ending, "\(outcome.outputText)\(outcome.errorText)")
    return outcome.outputText + outcome.errorText
  }

  private static func evidence(_ scratch: Scratch, _ folder: String = "out") throws -> [JSONValue] {
    let text = try Program.shell("gzip -dc \"$1\"", [scratch.path(folder + "/evidence.ndjson.gz")])
    #expect(text.ending == .exit(0), "\(text.errorText)")
    return try text.outputText.split(separator: "\n").map {
      try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
    }
  }

  @Test func eachFindingHasItsLinesAndTheWitnessFirst() throws {
    let scratch = try Self.night()
    let lines = Dictionary(grouping: try Self.evidence(scratch)) { $0["finding"].text }
    let findings = try scratch.report()["findings"].elements
    #expect(findings.count > 70)
    let counting = ["rejected", "delayed", "throttled", "install-refused", "soft-limited", "sites"]
    for finding in findings {
      let found = lines[finding["id"].text, default: []]
      #expect(!found.isEmpty && found.count <= 7, "\(finding["rule"].text)")
      #expect(found.allSatisfy { $0["rule"] == finding["rule"] })
      if finding["witness"] != .null {
        #expect(found.first?["line"] == finding["witness"]["line"], "\(finding["rule"].text)")
        #expect(found.first?["input"] == finding["witness"]["input"])
      }
      if counting.contains(where: { finding["rule"].text.hasSuffix($0) }) {
        #expect(found.count == min(7, finding["occurrences"].integer ?? 0))
      }
    }
    // Each line is the one of the log that it names, but for what is masked.
    for line in lines.values.joined() where !line["text"].text.contains("***") {
      let log = try scratch.text(line["input"].text).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(String(log[(line["line"].integer ?? 0) - 1]) == line["text"].text)
    }
  }

  @Test func aRunIsProvenAndTheSameForAnyWorkers() throws {
    let scratch = try Self.night()
    let text = try Self.verify(scratch, .exit(0))
    #expect(text.contains("Re-run: 5 of 5") && text.contains("\nProven: "))
    #expect(try Self.verify(scratch, .exit(0), ["--quiet", "--jobs", "3", "out"]) == "")
    #expect(try scratch.names(in: "out").count == 5)
    let outcome = try Program.run(
      [
        "audit", "--quiet", "--jobs", "5", "--policy", "policy.yaml", "--out", "two",
        "--evidence=7", "logs",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(1))
    for name in ["evidence.ndjson.gz", "manifest.json"] {
      #expect(try scratch.data("two/" + name) == scratch.data("out/" + name), "\(name)")
    }
    let manifest = try scratch.text("out/manifest.json")
    #expect(!manifest.contains(scratch.path) && !manifest.contains("jobs"))
    // From elsewhere, by the folder the paths start in.
    try scratch.folder("elsewhere")
    _ = try Self.verify(scratch, .exit(0), ["--inputs", "..", "../out"], in: "elsewhere")
    #expect(try Self.verify(scratch, .exit(2), ["../out"], in: "elsewhere").contains("is missing"))
  }

  @Test func optionsAreRepeated() throws {
    let scratch = try Self.night([
      "--manifest", "--what-if", "learn.calls_per_day=50000", "--matrix", "json", "--format",
      "extended", "--max-malformed", "100", "--time-zone", "America/New_York",
    ])
    #expect(try scratch.names(in: "out").count == 4)
    #expect(try Self.verify(scratch, .exit(0)).contains("Re-run: 4 of 4"))
  }

  @Test func changedOutputsAreNamed() throws {
    let scratch = try Self.night()
    let report = try scratch.text("out/report.md")
    try scratch.write("out/report.md", report.replacing("#", with: "=", maxReplacements: 1))
    let text = try Self.verify(scratch, .exit(1))
    #expect(text.contains("\"report.md\" has another SHA-256"))
    #expect(text.contains("\"report.md\" differs from the re-run, first at byte 1, in line 1"))
    try FileManager.default.removeItem(at: scratch.url("out/report.html"))
    #expect(try Self.verify(scratch, .exit(1)).contains("\"report.html\" is missing"))
  }

  @Test func aManifestMadeToFitChangedOutputsProvesNothing() throws {
    let scratch = try Self.night(["--manifest"])
    let sum = { (name: String) in
      try Program.shell("sha256sum <\"$1\" | cut -c1-64", [scratch.path(name)]).outputText
        .replacing("\n", with: "")
    }
    let before = try sum("out/report.md")
    let report = try scratch.text("out/report.md")
    try scratch.write("out/report.md", report.replacing("#", with: "=", maxReplacements: 1))
    let manifest = try scratch.text("out/manifest.json")
    try scratch.write(
      "out/manifest.json", manifest.replacing(before, with: try sum("out/report.md")))
    let text = try Self.verify(scratch, .exit(1))
    #expect(text.contains("Outputs: 3 of 3") && text.contains("differs from the re-run"))
  }

  @Test func changedInputsAreNamed() throws {
    let scratch = try Self.night(["--manifest"])
    let name = "logs/" + (try #require(Night.names.first))
    let log = try scratch.data(name)
    try scratch.write(name, log + Data("\n".utf8))
    #expect(try Self.verify(scratch, .exit(2)).contains("\(log.count + 1) bytes"))
    try scratch.write(name, Data(log.dropLast(2) + "0\n".utf8))
    #expect(try Self.verify(scratch, .exit(2)).contains("\(name)\" has another SHA-256"))
    try FileManager.default.removeItem(at: scratch.url(name))
    let text = try Self.verify(scratch, .exit(2))
    #expect(text.contains("\(name)\" is missing") && text.contains("Nothing is proven"))
    #expect(text.contains("Inputs: \(Night.names.count - 1) of"), "the others are looked at")
    try scratch.write(name, log)
    try scratch.write("policy.yaml", try scratch.text("policy.yaml") + "\n")
    #expect(try Self.verify(scratch, .exit(2)).contains("policy that ruled"))
  }

  @Test(arguments: [
    ("manifest/1", "manifest/2", "use the program that wrote it"),
    ("\"name\": \"report.md\"", "\"name\": \"../../x\"", "is not the name of a file"),
    ("\"version\": \"", "\"version\": \"9", "verify with the program that wrote it"),
    ("\"--manifest\"", "\"--tmp=x\"", "is no option that a manifest holds"),
    ("\"--manifest\"", "\"--evidence=0\"", "out of range"),
    ("\"--manifest\"", "\"--evidence=\\u001b[31m\"", "is refused"),
  ])
  func manifestsThatAreNoneAreRefused(_ old: String, _ new: String, _ reason: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    _ = try Program.run(["--manifest", "--quiet", "--out", "out", "a.log"], in: scratch.path)
    let manifest = try scratch.text("out/manifest.json")
    #expect(manifest.contains(old))
    try scratch.write("out/manifest.json", manifest.replacing(old, with: new))
    let text = try Self.verify(scratch, .exit(64))
    #expect(text.contains(reason) && !text.contains("\u{1B}"), "\(text)")
  }

  @Test func incompleteRunsAreProvenToo() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    let run = try Program.run(
      ["--manifest", "--quiet", "--out", "out", "gone.log", "a.log"], in: scratch.path)
    #expect(run.ending == .exit(2))
    #expect(try Self.verify(scratch, .exit(0)).contains("Proven"))
  }

  @Test func standardInputIsListedAndNotReadAgain() throws {
    let scratch = try Scratch()
    let run = try Program.run(
      ["--manifest", "--quiet", "--out", "out", "-"], in: scratch.path,
      input: Data(Line.violation.utf8))
    #expect(run.ending == .exit(1))
    #expect(try Self.verify(scratch, .exit(2)).contains("was standard input"))
    let refused = try Program.run(["--evidence", "3", "--out", "two", "-"], in: scratch.path)
    #expect(refused.ending == .exit(64))
    #expect(refused.errorText.contains("can be read but once"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("two")))
  }

  @Test func argumentsAreCheckedFirst() throws {
    let scratch = try Scratch()
    try scratch.write("evidence.ndjson.gz", Line.violation)
    for number in ["0", "1001"] {
      let outcome = try Program.run(["--evidence", number, "x"], in: scratch.path)
      #expect(outcome.ending == .exit(64) && outcome.errorText.contains("from 1 to 1000"))
    }
    let replaced = try Program.run(
      ["--evidence", "1", "--out", ".", "evidence.ndjson.gz"], in: scratch.path)
    #expect(replaced.ending == .exit(64), "\(replaced.errorText)")
    #expect(try Self.verify(scratch, .exit(64), ["."]).contains("is missing"))
    let help = try Program.run(["verify", "--help"]).outputText
    #expect(help.contains("EXAMPLES") && help.contains("EXIT STATUS"))
    #expect(try Program.run(["audit", "--help"]).outputText.contains("--evidence"))
  }

  @Test func whatWasMissingAndIsThereNowProvesNothing() throws {
    let scratch = try Scratch()
    try scratch.write("logs/a.log", Line.learn("group=g"))
    let outcome = try Program.run(
      ["audit", "--quiet", "--manifest", "--out", "out", "logs", "gone.log"], in: scratch.path)
    #expect(outcome.ending == .exit(2))
    #expect(try Self.verify(scratch, .exit(0)).contains("Proven"))
    try scratch.write(
      "gone.log", "127.0.0.1 - - [20/Nov/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n")
    let text = try Self.verify(scratch, .exit(2))
    #expect(text.contains("\"gone.log\" could not be read then, and can be now"))
    // A manifest may name what never ends, or waits.
    for name in ["/dev/zero", "logs", "-"] {
      let manifest = try scratch.text("out/manifest.json")
      try scratch.write(
        "out/manifest.json", manifest.replacing("\"gone.log\"", with: "\"\(name)\""))
      #expect(try Self.verify(scratch, .exit(2)).contains("\"\(name)\" "))
      try scratch.write("out/manifest.json", manifest)
    }
  }
}
