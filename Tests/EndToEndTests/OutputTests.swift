import Foundation
import Testing

/// SPEC section 8, outputs: where they may be, their mode, and what is left when they fail.
@Suite struct OutputTests {
  @Test func filesAreReadableByOwnerAndGroup() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    // Neither a loose nor a strict mask changes the mode.
    for mask in ["000", "077"] {
      let out = "out-" + mask
      let outcome = try Program.shell(
        "umask \(mask); exec \"$QUOTA_AUDIT\" --out \"$1\" \"$2\"", [scratch.path(out), log])
      #expect(outcome.ending == .exit(0))
      #expect(try scratch.names(in: out) == reportNames)
      for name in reportNames {
        let attributes = try FileManager.default.attributesOfItem(
          atPath: scratch.path(out + "/" + name))
        #expect(attributes[.posixPermissions] as? Int == 0o640, "\(mask) \(name)")
      }
    }
  }

  @Test func directoriesAreMadeAndEarlierReportsReplaced() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    for _ in 1...2 {
      let outcome = try Program.run(["--out", scratch.path("a/b/c"), log])
      #expect(outcome.ending == .exit(0))
      #expect(try scratch.names(in: "a/b/c") == reportNames)
    }
  }

  @Test func othersFilesInTheDirectoryStay() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    try scratch.write("out/mine.txt", "mine")
    _ = try Program.run(["--out", scratch.path("out"), log])
    #expect(try scratch.names(in: "out") == ["mine.txt"] + reportNames)
    #expect(try scratch.text("out/mine.txt") == "mine")
  }

  /// Names of outputs are shown as text, and without what looks like a secret.
  @Test func namesOfOutputsDoNotSteerTheTerminal() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    _ = try Program.run(["scan", "--usage", "u", "a.log"], in: scratch.path)
    let out = try Program.run(
      ["--out", "o\u{1B}[31mx-token=abcdefgh123", "a.log"], in: scratch.path)
    let judged = try Program.run(
      ["report", "--partial", "j\u{1B}[31mx-token=abcdefgh123", "u"], in: scratch.path)
    for (outcome, head) in [(out, "Reports: o"), (judged, "Judged: j")] {
      #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
      let text = outcome.outputText
      #expect(text.contains(head) && text.contains("[31mx-token="), "\(text)")
      #expect(!text.contains("\u{1B}") && !text.contains("abcdefgh123"))
    }
    #expect(out.outputText.contains("/report.html, report.md, report.json\n"))
  }

  // MARK: At or below an input

  @Test(arguments: [
    "logs", "logs/", "./logs", "logs/out", "logs/deep/er", "logs/../logs/out", "link", "link/out",
    "inner", ".", "other/../logs",
  ])
  func atOrBelowAnInputIsRefused(_ out: String) throws {
    let scratch = try Scratch()
    try scratch.write("logs/sub/a.log", Line.learn())
    try scratch.folder("other")
    _ = try Program.shell(
      "ln -s logs link && ln -s logs/sub inner", in: scratch.path)
    let input = out == "." ? "." : "logs"
    let outcome = try Program.run(["--out", out, input], in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains("\"\(out)\""), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("--out"))
    #expect(try scratch.names(in: "") == ["inner", "link", "logs", "other"])
    #expect(try scratch.names(in: "logs") == ["sub"])
  }

  @Test(arguments: ["link", "logs/"])
  func inputsMayBeLinksThemselves(_ input: String) throws {
    let scratch = try Scratch()
    try scratch.write("logs/a.log", Line.learn())
    _ = try Program.shell("ln -s logs link", in: scratch.path)
    let outcome = try Program.run(["--out", "logs/out", input], in: scratch.path)
    #expect(outcome.ending == .exit(64))
  }

  @Test(arguments: ["logs-out", "out", "logs/../out"])
  func besideAnInputIsAllowed(_ out: String) throws {
    let scratch = try Scratch()
    try scratch.write("logs/a.log", Line.learn())
    let outcome = try Program.run(["--out", out, "logs"], in: scratch.path)
    #expect(outcome.ending == .exit(0))
  }

  @Test func besideAFileIsAllowedButNotInItsPlace() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("report.md", Line.learn())
    #expect(try Program.run(["--out", ".", "a.log"], in: scratch.path).ending == .exit(0))
    try scratch.write("report.md", Line.learn())
    let outcome = try Program.run(["--out", ".", "report.md"], in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(try scratch.text("report.md") == Line.learn())
  }

  // MARK: That cannot be written

  /// A wrong output directory is said before a night is read: the FIFO is never opened.
  @Test(arguments: [("file", 74), ("", 64)] as [(String, Int32)])
  func theDirectoryIsLookedAtFirst(_ out: String, _ status: Int32) throws {
    let scratch = try Scratch()
    try scratch.write("file", "mine")
    let outcome = try Program.shell(
      "mkfifo log; exec \"$QUOTA_AUDIT\" --out \"$1\" log", [out], in: scratch.path)
    #expect(outcome.ending == .exit(status))
    #expect(!outcome.errorText.isEmpty)
  }

  @Test func aFullStandardOutputIs74() throws {
    let outcome = try Program.shell("exec \"$QUOTA_AUDIT\" limits >/dev/full")
    #expect(outcome.ending == .exit(74))
    #expect(outcome.errorText == "quota-audit: standard output cannot be written\n")
  }

  @Test(arguments: ["file", "file/below", "/dev/null/out", "/proc/out"])
  func aDirectoryThatCannotBeIs74(_ out: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("file", "mine")
    let outcome = try Program.run(["--out", out, "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(74))
    #expect(outcome.outputText == "")
    #expect(outcome.errorText.contains(out))
    #expect(try scratch.names(in: "") == ["a.log", "file"])
    #expect(try scratch.text("file") == "mine")
  }

  /// A limit on the size of files stands in for a full disk. `signal` says whether the shell leaves
  /// SIGXFSZ as it is or has it ignored.
  @Test(arguments: ["", "trap '' XFSZ;"])
  func aFullDiskIs74AndLeavesEverythingAsItWas(_ signal: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    for name in reportNames { try scratch.write("out/" + name, "earlier") }
    let outcome = try Program.shell(
      "ulimit -c 0; ulimit -f 1; \(signal) exec \"$QUOTA_AUDIT\" --out \"$1\" \"$2\"",
      [scratch.path("out"), log])
    #expect(outcome.ending == .exit(74))
    #expect(outcome.errorText.contains("cannot be written"), "\(outcome.errorText)")
    #expect(try scratch.names(in: "out") == reportNames)
    for name in reportNames { #expect(try scratch.text("out/" + name) == "earlier") }
  }

  /// One output cannot be renamed into its place, as a directory with a file in it stands there.
  @Test(arguments: reportNames)
  func aBlockedNameLeavesTheOtherReportsAsTheyWere(_ blocked: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let others = reportNames.filter { $0 != blocked }
    for name in others { try scratch.write("out/" + name, "earlier") }
    try scratch.write("out/\(blocked)/mine.txt", "mine")
    let outcome = try Program.run(["--out", scratch.path("out"), log])
    #expect(outcome.ending == .exit(74))
    #expect(outcome.errorText.contains(blocked))
    #expect(try scratch.names(in: "out") == reportNames)
    for name in others { #expect(try scratch.text("out/" + name) == "earlier") }
  }

  @Test func aLinkInPlaceOfAReportIsReplacedNotFollowed() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    try scratch.write("precious.txt", "mine")
    _ = try Program.shell(
      "mkdir out && ln -s ../precious.txt out/report.json", in: scratch.path)
    #expect(try Program.run(["--out", scratch.path("out"), log]).ending == .exit(0))
    #expect(try scratch.text("precious.txt") == "mine")
    #expect(try scratch.report()["schema"].string == "quota-audit/report/1")
  }
}
