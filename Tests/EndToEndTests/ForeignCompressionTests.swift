import Foundation
import Testing

/// Inputs that other programs have to unpack (SPEC section 2: an unreadable input).
@Suite struct ForeignCompressionTests {
  /// The fixture's packed line.
  private static func packed(_ name: String) throws -> Data {
    try Data(
      contentsOf: Repository.cases.appendingPathComponent("foreign-compression/logs/" + name))
  }

  private static func has(_ tool: String) -> Bool {
    (try? Program.shell("command -v \"$1\"", [tool]))?.ending == .exit(0)
  }

  /// What follows `use: ` in the only reason of a report.
  private static func command(_ report: JSONValue) throws -> String {
    let reasons = report["status"]["reasons"].elements
    try #require(reasons.count == 1)
    let sentence = try #require(reasons[0].string)
    return try #require(sentence.range(of: "; use: ").map { String(sentence[$0.upperBound...]) })
  }

  /// Where the tool is there, the very command of the sentence reads the log, whatever its name.
  @Test(
    arguments: [
      ("zstd", "access.log.zst"), ("bzip2", "access.log.bz2"), ("xz", "access.log.xz"),
      ("unzip", "access.zip"), ("lz4", "access.log.lz4"), ("zstd", "it's zstd.log.gz"),
    ].filter { has($0.0) })
  func theCommandWorks(_ tool: String, _ file: String) throws {
    for name in ["plain", "it's a $(x) \"`y`\"; -b", "-dash", "folder/é b"] {
      let scratch = try Scratch()
      try scratch.write(name, try Self.packed(file))
      let refused = try Program.run(
        ["--out", scratch.path("out"), "--", name], in: scratch.path)
      #expect(refused.ending == .exit(2))
      let report = try scratch.report()
      #expect(report["inputs"].elements.isEmpty)
      #expect(report["totals"]["missing_inputs"].integer == 1)
      #expect(report["totals"]["lines"].integer == 0)
      let command = try Self.command(report)
      #expect(refused.outputText.contains("\n      \(command)\n"), "it can be copied")
      let read = try Program.shell(
        command.replacing("quota-audit audit -", with: "\"$QUOTA_AUDIT\" audit --out again -"),
        in: scratch.path)
      #expect(read.ending == .exit(0), "\(command): \(read.errorText)")
      #expect(try scratch.report("again")["totals"]["records"].integer == 1)
    }
  }

  @Test func standardInput() throws {
    let scratch = try Scratch()
    let outcome = try Program.run(
      ["--out", scratch.path("out"), "-"], input: try Self.packed("access.log.zst"))
    #expect(outcome.ending == .exit(2))
    #expect(try Self.command(scratch.report()) == "zstd -dc | quota-audit audit -")
  }

  /// The writer of a stream ends well, however much it writes.
  @Test func fifo() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      "big", try Self.packed("access.log.zst") + Data(repeating: 0x61, count: 1_000_000))
    let outcome = try Program.shell(
      """
      mkfifo fifo && { cat "$1" > fifo; echo $? > written; } &
      while [ ! -p fifo ]; do sleep 0.01; done
      "$QUOTA_AUDIT" --out out fifo
      status=$?
      wait
      exit $status
      """, [file], in: scratch.path)
    #expect(outcome.ending == .exit(2))
    #expect(try scratch.text("written") == "0\n")
    #expect(
      try Self.command(scratch.report()) == "zstd -dc < 'fifo' | quota-audit audit -")
  }

  /// A refused input is missing once, also where duplicates make the files be read again.
  @Test func besideDuplicates() throws {
    let scratch = try Scratch()
    let log = try scratch.write("logs/a.log", Line.calls(100))
    try scratch.write("logs/b.zst", try Self.packed("access.log.zst"))
    let outcome = try Program.shell(
      "gzip -c \"$1\" > logs/c.gz && \"$QUOTA_AUDIT\" --out out logs", [log], in: scratch.path)
    #expect(outcome.ending == .exit(2))
    let report = try scratch.report()
    #expect(report["totals"]["missing_inputs"].integer == 1)
    #expect(report["status"]["reasons"].elements.count == 1)
    #expect(report["inputs"].elements.count == 2)
    #expect(report["totals"]["records"].integer == 100)
  }
}
