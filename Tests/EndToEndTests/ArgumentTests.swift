import Foundation
import Testing

/// Arguments that cannot be: 64, nothing is read or written, and the user's own word is quoted.
@Suite struct ArgumentTests {
  struct Mistake: Sendable, CustomStringConvertible {
    var arguments: [String]
    /// What standard error must say.
    var says: [String]
    var description: String { arguments.joined(separator: " ") }
  }

  static let mistakes = [
    Mistake(arguments: ["--fromat", "json"], says: ["--fromat", "Did you mean '--format'?"]),
    Mistake(arguments: ["--max-malforned", "1"], says: ["Did you mean '--max-malformed'?"]),
    Mistake(
      arguments: ["--format", "jsno"],
      says: ["--format \"jsno\"", "a name that quota-audit formats lists", "mean \"json\""]),
    Mistake(arguments: ["--format", "cloudfort"], says: ["mean \"cloudfront\""]),
    Mistake(arguments: ["--format", "nginx:$status"], says: ["--format:", "[$time_local]"]),
    Mistake(arguments: ["--format", "apache:%t \"%r"], says: ["--format:", "%>s"]),
    Mistake(
      arguments: ["--format-from", "none.conf:main"], says: ["\"none.conf\"", "no such file"]),
    Mistake(arguments: ["--format-from", "a.log"], says: ["--format-from:", "a.log"]),
    Mistake(
      arguments: ["--format-from", "a.log", "--format", "json"],
      says: ["--format and --format-from", "give one"]),
    Mistake(arguments: ["--format", "w3c-"], says: ["--format \"w3c-\""]),
    Mistake(arguments: ["--fail-on", "warnings"], says: ["\"warnings\"", "mean \"warning\""]),
    Mistake(arguments: ["--fail-on", "nothing-like-it"], says: ["violation, warning, notice or"]),
    Mistake(arguments: ["--output", "sarf"], says: ["--output \"sarf\"", "mean \"sarif\""]),
    Mistake(arguments: ["--quiet", "--summary"], says: ["--quiet", "--summary", "give one"]),
    Mistake(arguments: ["--color", "allways"], says: ["\"allways\"", "mean \"always\""]),
    Mistake(arguments: ["--max-malformed", "abc"], says: ["\"abc\"", "from 0 to 100"]),
    Mistake(arguments: ["--max-malformed", "100.1"], says: ["\"100.1\"", "from 0 to 100"]),
    Mistake(arguments: ["--max-malformed=-1"], says: ["\"-1\"", "from 0 to 100"]),
    Mistake(arguments: ["--jobs", "0"], says: ["--jobs 0", "from 1 to 256"]),
    Mistake(arguments: ["--jobs", "257"], says: ["--jobs 257", "from 1 to 256"]),
    Mistake(arguments: ["--jobs", "two"], says: ["two", "--jobs"]),
    Mistake(
      arguments: ["--what-if", "learn.call_per_day=1"],
      says: ["learn.call_per_day", "learn.calls_per_day"]),
    Mistake(
      arguments: ["--what-if", "learn.calls_per_day=0"], says: ["learn.calls_per_day", "0"]),
    Mistake(arguments: ["--what-if", "learn.calls_per_day"], says: ["learn.calls_per_day"]),
    Mistake(
      arguments: ["--what-if", "learn.sites=7", "--what-if", "learn.sites=8"],
      says: ["learn.sites is given twice, as 7 and 8"]),
    Mistake(
      arguments: [
        "--what-if", "knewton.endpoints.goal-assign-batch=7", "--what-if",
        "knewton.endpoints.goal-assign-batch.unassign=7",
      ],
      says: ["goal-assign-batch, or knewton.endpoints.goal-assign-batch.unassign, is given twice"]),
    Mistake(
      arguments: ["--matrix", "json", "--output", "html,csv"],
      says: ["--matrix json", "--output html,csv does not write", "add json"]),
    Mistake(
      arguments: ["--time-zone", "Europe/Berlin", "--output", "json,csv"],
      says: ["--time-zone", "--output json,csv does not write", "add html or md"]),
    Mistake(
      arguments: ["--quiet", "--what-if", "learn.sites=7", "--output", "csv"],
      says: ["--what-if", "--output csv", "--quiet"]),
    Mistake(
      arguments: ["--summary", "--what-if", "learn.sites=7", "--output", "junit"],
      says: ["--what-if", "--summary does not print it"]),
    Mistake(arguments: [""], says: ["a log has an empty name"]),
    Mistake(arguments: ["--out"], says: ["--out"]),
    Mistake(arguments: ["--policy", "no-such-policy.yaml"], says: ["no-such-policy.yaml"]),
    Mistake(arguments: ["--policy", "/"], says: ["\"/\" cannot be read"]),
  ]

  @Test(arguments: mistakes)
  func mistakesAreQuotedAndNothingIsWritten(_ mistake: Mistake) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    let outcome = try Program.run(["a.log"] + mistake.arguments, in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.outputText == "")
    for text in mistake.says { #expect(outcome.errorText.contains(text), "\(outcome.errorText)") }
    #expect(try scratch.names(in: "") == ["a.log"])
  }

  @Test(arguments: [
    (["limits", "--jsn"], "Did you mean '--json'?"),
    (["formats", "--format", "json"], "none is named"),
    (["formats", "--format-from", "nginx.conf"], "none is named"),
    (["verify", "--jobs", "999", "none"], "--jobs 999 is out of range"),
    (["verify", "--memory", "1", "none"], "--memory \"1\" is too little"),
    (["scan", "--usage", "u", ""], "a log has an empty name"),
    (["request", "--group", "g", ""], "a log has an empty name"),
    (["simulate"], "--out"),
    (["simulate", "--out", "x", "--format", "jsno"], "mean \"json\""),
    (["simulate", "--out", "x", "--level", "10"], "10"),
    (["simulate", "--out", "x", "--nodes", "0"], "0"),
    (["simulate", "--out", "x", "--lines=-5"], "-5"),
  ])
  func otherCommandsRefuseToo(_ arguments: [String], _ says: String) throws {
    let scratch = try Scratch()
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
    #expect(try scratch.names(in: "") == [])
  }

  /// Where no command is named it is `audit`, which would take the word for a log that is missing.
  @Test(arguments: [
    (["audti", "a.log"], "did you mean audit?"), (["reprot", "a.usage"], "did you mean report?"),
    (["--out", "out", "Scan", "a.log"], "did you mean scan?"), (["hlep"], "did you mean help?"),
    (["--quiet", "audit", "a.log"], "comes before all options: quota-audit audit"),
  ])
  func mistypedCommandsReplaceNoReport(_ arguments: [String], _ says: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("quota-audit-report/report.json", "earlier")
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
    #expect(try scratch.text("quota-audit-report/report.json") == "earlier")
    #expect(try scratch.names(in: "") == ["a.log", "quota-audit-report"])
  }

  @Test func filesNamedLikeCommandsAreLogs() throws {
    let scratch = try Scratch()
    try scratch.write("audti", Line.learn())
    #expect(try Program.run(["audti"], in: scratch.path).ending == .exit(0))
    // Behind the command every word is a log, and one that is missing is in the reports.
    let missing = try Program.run(["audit", "scna"], in: scratch.path)
    #expect(missing.ending == .exit(2) && missing.outputText.contains("\"scna\" does not exist"))
    #expect(try Program.run(["gone.log"], in: scratch.path).ending == .exit(2))
  }

  @Test func simulationsNeedAnEmptyDirectory() throws {
    let scratch = try Scratch()
    try scratch.write("night/mine.txt", "mine")
    let outcome = try Program.run(
      ["simulate", "--lines", "2000", "--out", scratch.path("night")])
    #expect(outcome.ending == .exit(64) || outcome.ending == .exit(74))
    #expect(outcome.errorText.contains("night"))
    #expect(try scratch.names(in: "night") == ["mine.txt"])
  }
}
