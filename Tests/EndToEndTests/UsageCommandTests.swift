import Foundation
import Testing

/// `scan`, `report` and `combine` as a user meets them: together they are `audit`.
@Suite struct UsageCommandTests {
  /// The reports of a folder.
  private static func reports(_ scratch: Scratch, _ folder: String) throws -> [Data] {
    try reportNames.map { try scratch.data(folder + "/" + $0) }
  }

  /// Runs the program in `directory` and expects this end.
  @discardableResult
  private static func run(
    _ arguments: [String], in directory: String, _ ending: Program.Ending = .exit(0)
  ) throws -> Program.Outcome {
    let outcome = try Program.run(arguments, in: directory)
    #expect(outcome.ending == ending, "\(arguments): \(outcome.errorText)")
    return outcome
  }

  /// Arguments of a case for each step: those of reading, those of judging, and those of reports alone.
  private static func divided(
    _ arguments: [String]
  ) -> (scan: [String], judge: [String], report: [String]) {
    var (scan, judge, report): ([String], [String], [String]) = ([], [], [])
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--policy":
        let value = rest.popFirst() ?? ""
        scan += [argument, value]
        judge += [argument, value]
      case "--what-if": judge += [argument, rest.popFirst() ?? ""]
      case "--fail-on", "--matrix": report += [argument, rest.popFirst() ?? ""]
      default: scan.append(argument)
      }
    }
    return (scan, judge, judge + report)
  }

  @Test(arguments: FixtureCase.reporting)
  func everyCaseInTwoSteps(_ fixture: FixtureCase) throws {
    let scratch = try Scratch()
    let audited = try fixture.run(into: scratch)
    let (scan, judge, report) = Self.divided(try fixture.arguments())
    let usage = scratch.path("usage")
    let scanned = try Program.run(
      ["scan", "--usage", usage, "--shards", "2"] + scan, in: fixture.folder.path)
    let isComplete = try scratch.report()["status"]["complete"] == .bool(true)
    #expect(scanned.ending == .exit(isComplete ? 0 : 2), "\(scanned.errorText)")
    try Self.run(
      ["report", "--out", scratch.path("two")] + report + [usage + ".2-of-2", usage + ".1-of-2"],
      in: fixture.folder.path, audited.ending)
    #expect(try Self.reports(scratch, "two") == Self.reports(scratch, "out"))
    for shard in 1...2 {
      try Self.run(
        ["report", "--partial", scratch.path("\(shard).judged")] + judge
          + ["\(usage).\(shard)-of-2"], in: fixture.folder.path, .exit(isComplete ? 0 : 2))
    }
    try Self.run(
      ["combine", "--out", scratch.path("three")] + report
        + [scratch.path("2.judged"), scratch.path("1.judged")],
      in: fixture.folder.path, audited.ending)
    #expect(try Self.reports(scratch, "three") == Self.reports(scratch, "out"))
  }

  @Test(arguments: ConformanceTests.sets)
  func conformanceSetsInTwoSteps(_ name: String) throws {
    let folder = try #require(ConformanceTests.shared).appendingPathComponent(name).path
    let hasPolicy = FileManager.default.fileExists(atPath: folder + "/policy.yaml")
    let policy = hasPolicy ? ["--policy", "policy.yaml"] : []
    let scratch = try Scratch()
    let audited = try Program.run(["--out", scratch.path("out")] + policy + ["logs"], in: folder)
    _ = try Program.run(["scan", "--usage", scratch.path("usage")] + policy + ["logs"], in: folder)
    try Self.run(
      ["report", "--out", scratch.path("two")] + policy + [scratch.path("usage")], in: folder,
      audited.ending)
    #expect(try Self.reports(scratch, "two") == Self.reports(scratch, "out"))
  }

  @Test func oneUsageFileANode() throws {
    let scratch = try Scratch()
    let policy = ["--policy", Night.folder + "/policy.yaml"]
    let logs = Night.names.map { Night.folder + "/logs/" + $0 }
    let audited = try Night.audit(logs, into: "out", scratch)
    let files = try logs.indices.map { index in
      try Self.run(
        ["scan", "--quiet", "--usage", "usage-\(index)"] + policy + [logs[index]],
        in: scratch.path)
      return "usage-\(index)"
    }
    try Self.run(
      ["report", "--out", "merged"] + policy + files.reversed(), in: scratch.path, audited.ending)
    #expect(try Self.reports(scratch, "merged") == Self.reports(scratch, "out"))
  }

  @Test func throughAPipe() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation + Line.calls(20))
    let outcome = try Program.shell(
      "\"$QUOTA_AUDIT\" scan --usage - a.log | \"$QUOTA_AUDIT\" report --quiet -", in: scratch.path)
    #expect(outcome.ending == .exit(1))
    #expect(outcome.errorText.hasPrefix("1 input, 21 lines, 21 records; inflated by "))
    #expect(outcome.outputText == "")
    #expect(try scratch.report("quota-audit-report")["totals"]["rejected"].integer == 1)
  }

  @Test func whatIsPrintedAndWritten() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.calls(3))
    let scanned = try Self.run(["scan", "--usage", "u", "a.log"], in: scratch.path)
    #expect(
      scanned.outputText.wholeMatch(
        of: /1 input, 3 lines, 3 records; inflated by .*zlib [0-9.]+\nUsage: u\n/) != nil)
    #expect(scanned.errorText == "")
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("u"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    let divided = try Self.run(
      ["scan", "--usage", "s", "--shards", "3", "a.log"], in: scratch.path)
    #expect(divided.outputText.hasSuffix("\nUsage: s.1-of-3 to s.3-of-3\n"))
    let partial = try Self.run(["report", "--partial", "j", "u"], in: scratch.path)
    #expect(partial.outputText == "Judged: j\n")
    let incomplete = try Self.run(
      ["scan", "--quiet", "--usage", "v", "a.log", "gone"], in: scratch.path, .exit(2))
    #expect(incomplete.outputText == "")
    #expect(
      incomplete.errorText == "quota-audit: incomplete: \"gone\" does not exist; name a file, a "
        + "directory, or - for standard input\n")
    #expect(
      try scratch.names(in: ".")
        == ["a.log", "j", "s.1-of-3", "s.2-of-3", "s.3-of-3", "u", "v"])
  }

  /// The contents of a usage file's blocks, read as docs/usage-file.md lists the bytes.
  private static let blocks = """
    import sys, zlib
    data = open(sys.argv[1], 'rb').read()
    assert data[:19] == b'quota-audit usage\\xff\\x01'
    position, content = 19, b''
    while position < len(data):
        kind, method = data[position], data[position + 1]
        number = lambda at: int.from_bytes(data[position + at:position + at + 4], 'little')
        stored = data[position + 14:position + 14 + number(2)]
        block = zlib.decompress(stored) if method else stored
        assert len(block) == number(6) and zlib.crc32(block) == number(10)
        content, position = content + block, position + 14 + number(2)
    assert kind == 0x5A
    sys.stdout.buffer.write(content)
    """

  @Test func tokensAreInNoFile() throws {
    let scratch = try Scratch()
    let token = "Zm9vYmFyc2VjcmV0dG9rZW4"
    let uri = "https://known.example"
    try scratch.write("a.log", Line.knewton("token=\(token) uri=\(uri)", status: 429))
    try Self.run(["scan", "--usage", "u", "a.log"], in: scratch.path)
    try Self.run(["report", "--partial", "j", "u"], in: scratch.path)
    for file in ["u", "j"] {
      let content = try Program.shell(
        "python3 -c \"$1\" \"$2\"", [Self.blocks, scratch.path(file)])
      #expect(content.ending == .exit(0), "\(content.errorText)")
      #expect(content.output.range(of: Data(uri.utf8)) != nil)
      #expect(content.output.range(of: Data(token.utf8)) == nil)
    }
  }

  @Test(arguments: SignalTests.endings)
  func signalsLeaveTheEarlierFile(_ signal: Int32, _ status: Int32) throws {
    let scratch = try Scratch()
    try scratch.write("u", "earlier")
    let fifo = scratch.path("held.log")
    _ = try Program.shell("mkfifo \"$1\"", [fifo])
    let program = try RunningProgram(Program.path, ["scan", "--usage", scratch.path("u"), fifo])
    let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: fifo))
    try writer.write(contentsOf: Data(Line.violation.utf8))
    program.send(signal)
    #expect(try program.finish().ending == .exit(status))
    try writer.close()
    #expect(try scratch.text("u") == "earlier")
    #expect(try scratch.names(in: ".") == ["held.log", "u"])
  }
}
