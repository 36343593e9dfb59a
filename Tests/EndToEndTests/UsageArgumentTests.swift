import Foundation
import Testing

/// Arguments of `scan`, `report` and `combine` that are refused, with nothing written.
@Suite struct UsageArgumentTests {
  private static let refusals: [(arguments: [String], status: Int32, says: String)] = [
    (["scan", "a.log"], 64, "Missing expected argument '--usage <file>'"),
    (["scan", "--usage", "", "a.log"], 64, "--usage is empty"),
    (["scan", "--usage", "a.log", "a.log"], 64, "\"a.log\" would replace the input \"a.log\""),
    (
      ["scan", "--usage", "logs/u", "logs"], 64,
      "is below the input \"logs\", so the next run "
        + "would"
    ),
    (["scan", "--usage", "u", "--shards", "0", "a.log"], 64, "--shards 0 is out of range"),
    (["scan", "--usage", "u", "--shards", "257", "a.log"], 64, "--shards 257 is out of range"),
    (["scan", "--usage", "-", "--shards", "2", "a.log"], 64, "--usage - takes one file"),
    (["scan", "--usage", "gone/u", "a.log"], 74, "does not exist"),
    (["scan", "--usage", "logs", "a.log"], 74, "\"logs\" cannot be written: it is a directory"),
    (["scan", "--usage", "u", "--memory", "lots", "a.log"], 64, "--memory \"lots\" is no size"),
    (["--memory", "1.5G", "a.log"], 64, "--memory \"1.5G\" is no size"),
    (["--memory", "16Q", "a.log"], 64, "--memory \"16Q\" is no size"),
    (["--memory", "999999999999999999T", "a.log"], 64, "is no size"),
    (["--memory", "15M", "a.log"], 64, "--memory \"15M\" is too little; give at least 16M"),
    (["--memory", "-1", "a.log"], 64, "memory"),
    (["--tmp", "gone", "a.log"], 74, "does not exist"),
    (["--tmp", "a.log", "a.log"], 74, "is no directory"),
    (
      ["scan", "--usage", "u", "--name", "x", "a.log"], 64, "--name says what standard input holds"
    ),
    (["scan", "--usage", "u", "--name", "", "-"], 64, "--name \"\" is no path"),
    (["scan", "--usage", "u", "--missing", "denied", "-"], 64, "name it with --name"),
    (
      ["scan", "--usage", "u", "--name", "x", "--missing", "denid", "-"], 64,
      "--missing \"denid\" is not known; give not-found, no-files, denied or unreadable; did you mean "
        + "\"denied\"?"
    ),
    (["report", "--partial", "j", "--manifest", "a.log"], 64, "--manifest lists reports"),
    (["combine", "--manifest", "--group", "x", "j"], 64, "--manifest tells of all inputs"),
    (
      ["report", "@gone"], 64,
      "the list of usage files \"@gone\" cannot be read: there is no such file"
    ),
    (["report", "@empty"], 64, "the list of usage files \"@empty\" names none"),
    (["report", "@list"], 64, "the usage file \"a.log\" is none"),
    (["report", "gone"], 64, "the usage file \"gone\" cannot be read: No such file or directory"),
    (["report", "a.log"], 64, "the usage file \"a.log\" is none"),
    (["report", "logs"], 64, "the usage file \"logs\" cannot be read: Is a directory"),
    (["report", "-", "-"], 64, "- is there twice"),
    (["report"], 64, "the usage file \"-\" is none"),
    (["report", "--partial", "", "a.log"], 64, "--partial is empty"),
    (["report", "--partial", "a.log", "a.log"], 64, "would replace the input \"a.log\""),
    (
      ["report", "--partial", "j", "--out", "o", "a.log"], 64,
      "--out is about reports, and --partial"
    ),
    (["report", "--partial", "j", "--output", "csv", "a.log"], 64, "--output is about reports"),
    (["report", "--partial", "j", "--matrix", "json", "a.log"], 64, "--matrix is about reports"),
    (["report", "--partial", "j", "--time-zone", "UTC", "a.log"], 64, "--time-zone is about"),
    (
      ["report", "--partial", "j", "--summary", "--fail-on", "violation", "a.log"], 64,
      "--summary and --fail-on are about reports, and --partial writes none; give them to quota-audit "
        + "combine"
    ),
    (["report", "--what-if", "x=1", "a.log"], 64, "--what-if"),
    (["report", "--fail-on", "x", "a.log"], 64, "--fail-on \"x\" is not known"),
    (["combine", "a.log"], 64, "the usage file \"a.log\" is none"),
  ]

  @Test(arguments: refusals.indices)
  func refused(_ index: Int) throws {
    let (arguments, status, says) = Self.refusals[index]
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(2))
    try scratch.write("logs/b.log", Line.calls(1))
    try scratch.write("empty", "\n")
    try scratch.write("list", "a.log\n")
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(outcome.ending == .exit(status), "\(outcome.errorText)")
    #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
    #expect(try scratch.names(in: ".") == ["a.log", "empty", "list", "logs"])
    #expect(try scratch.names(in: "logs") == ["b.log"])
  }

  @Test(arguments: ["16777216", "16M", "16MB", "16MiB", "16384k", "16384KiB", "1g", "1T"])
  func sizes(_ size: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(2))
    let outcome = try Program.run(
      ["--memory", size, "--tmp", ".", "--out", "out", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(try scratch.names(in: ".") == ["a.log", "out"])
  }
}
