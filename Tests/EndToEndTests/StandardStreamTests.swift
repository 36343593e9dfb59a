import Foundation
import Testing

/// Standard input, FIFOs, closed pipes (SPEC sections 2 and 8).
@Suite struct StandardStreamTests {
  private static let log = Line.calls(3) + Line.violation

  @Test(arguments: [[], ["-"], ["audit"], ["audit", "-"]])
  func standardInputIsReadPlain(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let outcome = try Program.run(
      arguments + ["--out", scratch.path("out")], input: Data(Self.log.utf8))
    #expect(outcome.ending == .exit(1))
    let row = try scratch.report()["inputs"].elements[0]
    #expect(row["path"].string == "-")
    #expect(row["records"].integer == 4)
    #expect(row["members"].integer == 0)
    #expect(row["bytes"].integer == Self.log.utf8.count)
  }

  @Test(arguments: ["gzip -c", "cat"])
  func standardInputMayBeAPipe(_ filter: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Self.log)
    let outcome = try Program.shell(
      "\(filter) \"$1\" | \"$QUOTA_AUDIT\" --out \"$2\" -", [log, scratch.path("out")])
    #expect(outcome.ending == .exit(1))
    let row = try scratch.report()["inputs"].elements[0]
    #expect(row["records"].integer == 4)
    #expect(row["members"].integer == (filter == "cat" ? 0 : 1))
  }

  @Test func standardInputIsReadBesideFiles() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Self.log)
    let outcome = try Program.run(
      ["--out", scratch.path("out"), "-", log], input: Data(Self.log.utf8))
    #expect(outcome.ending == .exit(1))
    // Equal content is no duplicate here, and it would be too small for one.
    #expect(try scratch.report()["totals"]["records"].integer == 8)
  }

  @Test func emptyStandardInputIsComplete() throws {
    let scratch = try Scratch()
    let outcome = try Program.run(["--out", scratch.path("out"), "-"])
    #expect(outcome.ending == .exit(0))
    #expect(try scratch.report()["period"] == .null)
  }

  @Test(arguments: ["cat", "gzip -c"])
  func fifosAreReadWhenNamed(_ filter: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Self.log)
    let outcome = try Program.shell(
      "mkfifo fifo && { \(filter) \"$1\" > fifo & } && \"$QUOTA_AUDIT\" --out out fifo", [log],
      in: scratch.path)
    #expect(outcome.ending == .exit(1))
    let row = try scratch.report()["inputs"].elements[0]
    #expect(row["path"].string == "fifo")
    #expect(row["records"].integer == 4)
  }

  @Test func fifosBelowADirectoryAreNotOpened() throws {
    let scratch = try Scratch()
    try scratch.write("logs/a.log", Self.log)
    let outcome = try Program.shell(
      "mkfifo logs/fifo && \"$QUOTA_AUDIT\" --out out logs", in: scratch.path)
    #expect(outcome.ending == .exit(1))
    #expect(try scratch.report()["inputs"].elements.count == 1)
  }

  @Test(arguments: ["", "limits", "--help", "limits --json"])
  func aClosedPipeIsNoError(_ command: String) throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let audit = command.isEmpty ? "--out \"$2\" \"$1\"" : command
    // The reader is gone before the program writes, whatever the machine is doing.
    let outcome = try Program.shell(
      "{ sleep 0.2; \"$QUOTA_AUDIT\" \(audit); echo $? >status; } | true; cat status",
      [log, scratch.path("out")], in: scratch.path)
    #expect(outcome.outputText == "0\n")
    #expect(outcome.errorText == "")
  }

  @Test func readersMayStopReading() throws {
    let outcome = try Program.shell("\"$QUOTA_AUDIT\" limits | head -c 1 | wc -c | tr -d ' '")
    #expect(outcome.outputText == "1\n")
    #expect(outcome.errorText == "")
  }

  @Test func closedStandardStreamsHurtNobody() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    let outcome = try Program.shell(
      "exec \"$QUOTA_AUDIT\" --out \"$2\" \"$1\" <&- >&- 2>&-", [log, scratch.path("out")])
    #expect(outcome.ending == .exit(0))
    #expect(try scratch.report()["totals"]["records"].integer == 1)
    for name in reportNames { #expect(try !scratch.text("out/" + name).contains("Complete. No")) }
  }

  @Test func quietPrintsNothing() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.violation)
    let quiet = try Program.run(["--quiet", "--out", scratch.path("out"), log])
    #expect(quiet.ending == .exit(1))
    #expect(quiet.output.isEmpty && quiet.error.isEmpty)
    #expect(try scratch.names(in: "out") == reportNames)
    let error = try Program.run(["--quiet", "--fail-on", "x", log])
    #expect(!error.error.isEmpty)
  }
}
