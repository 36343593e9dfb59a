import Foundation
import Testing

/// `formats`, `--format` with a declaration, and `--format-from`.
@Suite struct FormatsTests {
  private static let configuration = #"""
    http {
      log_format short '$remote_addr [$time_iso8601] "$request" $status';
      log_format full '$remote_addr [$time_iso8601] "$request" $status "$http_authorization" '
                      '"$upstream_http_x_rate_limit_remaining" $nobody_knows';
    }
    """#

  private static let line =
    #"192.0.2.9 [2026-03-14T10:00:00+00:00] "GET /learn/api/x HTTP/1.1" 200 "Bearer ZqSecret77" "#
    + "\"41\" x\n"

  @Test func theListNamesFormatsAndLanguages() throws {
    let outcome = try Program.run(["formats"])
    #expect(outcome.ending == .exit(0) && outcome.errorText == "")
    for name in ["json", "w3c", "extended", "alb", "ltsv", "nginx:", "apache:", "--format-from"] {
      #expect(outcome.outputText.contains("  " + name), "\(name)")
    }
    #expect(!outcome.outputText.contains("\u{1B}"))
    let colored = try Program.run(["formats", "--color", "always"])
    #expect(colored.outputText.contains("\u{1B}[1m"))
  }

  @Test(arguments: ["cat", "gzip -c"])
  func aLogIsTakenApart(_ filter: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.calls(3, "group=g token=ZqSecret77 app=a"))
    let outcome = try Program.shell(
      "\(filter) \"$1\" >b && \"$QUOTA_AUDIT\" formats b && cat b | \"$QUOTA_AUDIT\" formats -",
      [log], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    let text = outcome.outputText
    for expected in [
      "b\n  Taken for   extended: ", "3 of the first 3 lines", "Line 3\n", "(token, not shown)",
      "supported       learn.calls", "not observable  learn.sites", "Missing: site",
      "nginx   host=\"$host\"", "Apache  host=\\\"%v\\\"", "JSON    \"host\":\"$host\"",
      "\n-\n  Taken for   extended: ",
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
    #expect(!text.contains("ZqSecret77"))
  }

  @Test func aConfigurationSaysWhatLinesLookLike() throws {
    let scratch = try Scratch()
    try scratch.write("nginx:1.conf", Self.configuration)
    try scratch.write("a.log", Self.line + Self.line)
    let outcome = try Program.run(
      ["--format-from", "nginx:1.conf:full", "--out", "out", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(
      outcome.errorText
        == "quota-audit: the directive \"$nobody_knows\" is not known; its values are skipped\n")
    let report = try scratch.report()
    let row = report["inputs"].elements[0]
    #expect(row["records"].integer == 2)
    #expect(row["format"].string?.hasPrefix("nginx:log_format full ") == true)
    let notes = report["extra"]["formats"].elements
    #expect(notes.count == 1 && notes[0]["format"] == row["format"])
    #expect(notes[0]["notes"].elements.count == 1)
    for name in ["report.html", "report.md"] {
      #expect(try scratch.text("out/" + name).contains("its values are skipped"))
    }
    let quiet = try Program.run(
      ["--quiet", "--format-from", "nginx:1.conf:full", "--out", "out", "a.log"], in: scratch.path)
    #expect(quiet.ending == .exit(0) && quiet.errorText == "")
    let wrong = try Program.run(["--format-from", "nginx:1.conf:fll", "a.log"], in: scratch.path)
    #expect(wrong.ending == .exit(64) && wrong.errorText.contains("full"))
    let unnamed = try Program.run(["--format-from", "nginx:1.conf", "a.log"], in: scratch.path)
    #expect(unnamed.ending == .exit(64) && unnamed.errorText.contains("short"))
    let shown = try Program.run(
      ["formats", "--format-from", "nginx:1.conf:full", "a.log"], in: scratch.path)
    #expect(shown.ending == .exit(0) && shown.outputText.contains("by the fields the format has"))
    #expect(!shown.outputText.contains("ZqSecret77"))
  }

  @Test func aDeclarationOnTheCommandLineReadsTheLog() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", "200 [14/Mar/2026:10:00:00 +0000] GET /learn/api/x HTTP/1.1\n")
    let outcome = try Program.run(
      ["--format", "apache:%>s %t %r", "--out", "out", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(try scratch.report()["totals"]["learn"].integer == 1)
    #expect(try scratch.report()["extra"] == .null)
  }

  @Test func whatCannotBeReadIsIncomplete() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let outcome = try Program.run(["formats", log, scratch.path("none.log")])
    #expect(outcome.ending == .exit(2))
    #expect(outcome.outputText.contains("extended"))
    #expect(outcome.errorText.contains("none.log\" does not exist"))
    for arguments in [["--format", "jsno"], ["--color", "blue"]] {
      #expect(try Program.run(["formats", log] + arguments).ending == .exit(64))
    }
  }

  @Test func nothingSteersTheTerminal() throws {
    let scratch = try Scratch()
    let log = try scratch.write(
      "a\u{1B}]0;x\u{07}.log", Line.learn("group=\"g\u{1B}[2J\u{202E}\"") + "bad \u{1B}[2J\n")
    let outcome = try Program.run(["formats", log])
    #expect(outcome.ending == .exit(0))
    #expect(
      !outcome.outputText.unicodeScalars.contains {
        "\u{1B}\u{07}\u{202E}".unicodeScalars.contains($0)
      })
  }
}
