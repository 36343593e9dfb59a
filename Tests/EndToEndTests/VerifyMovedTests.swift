import Foundation
import Testing

/// `verify` where files have moved, or cannot be found again.
@Suite struct VerifyMovedTests {
  private static func verify(
    _ scratch: Scratch, _ ending: Program.Ending, _ arguments: [String]
  ) throws -> String {
    let outcome = try Program.run(["verify"] + arguments, in: scratch.path)
    #expect(outcome.ending == ending, "\(outcome.outputText)\(outcome.errorText)")
    return outcome.outputText + outcome.errorText
  }

  private static func audit(
    _ scratch: Scratch, _ arguments: [String]
  ) throws -> Program.Outcome {
    let outcome = try Program.run(["--quiet", "--out", "out"] + arguments, in: scratch.path)
    #expect(outcome.ending == .exit(1), "\(outcome.errorText)")
    return outcome
  }

  /// Of files under ends of the path the longest counts, unless another one has the SHA-256.
  @Test func absolutePathsAreFoundByTheirEnds() throws {
    let scratch = try Scratch()
    let first = Line.violation + Line.learn("group=one")
    try scratch.write("then/logs/a.log", first)
    try scratch.write("then/logs/b.log", Line.violation + Line.learn("group=two"))
    try scratch.write("then/policy.yaml", "learn: {sites: 7}\n")
    _ = try Self.audit(
      scratch,
      ["--evidence", "5", "--policy", scratch.path("then/policy.yaml"), scratch.path("then/logs")])
    try FileManager.default.moveItem(atPath: scratch.path("then"), toPath: scratch.path("now"))
    try FileManager.default.moveItem(
      atPath: scratch.path("now/logs/b.log"), toPath: scratch.path("now/b.log"))
    #expect(
      try Self.verify(scratch, .exit(2), ["out"]).contains(
        "\"\(scratch.path("then"))/logs/a.log\" is missing"))
    let text = try Self.verify(scratch, .exit(0), ["--inputs", "now", "out"])
    #expect(
      text.contains("\"\(scratch.path("then"))/logs/a.log\" is taken from \"now/logs/a.log\""))
    #expect(text.contains("/logs/b.log\" is taken from \"now/b.log\""))
    #expect(text.contains("/policy.yaml\" is taken from \"now/policy.yaml\""))
    #expect(try Self.verify(scratch, .exit(0), ["--quiet", "--inputs", "now", "out"]) == "")
    // As long, and another one: the file with the SHA-256 is taken.
    try scratch.write("now/logs/b.log", Line.violation + Line.learn("group=six"))
    #expect(
      try Self.verify(scratch, .exit(0), ["--inputs", "now", "out"])
        .contains("b.log\" is taken from \"now/b.log\""))
    try scratch.write("now/logs/a.log", first.replacing("one", with: "six"))
    #expect(
      try Self.verify(scratch, .exit(2), ["--inputs", "now", "out"]).contains("another SHA-256"))
  }

  @Test func theManifestItselfMayBeNamed() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    _ = try Self.audit(scratch, ["--manifest", "a.log"])
    #expect(try Self.verify(scratch, .exit(0), ["out/manifest.json"]).contains("Proven"))
    let outcome = try Program.run(
      ["verify", "--inputs", "..", "manifest.json"], in: scratch.path("out"))
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(try Self.verify(scratch, .exit(64), ["gone/manifest.json"]).contains("is missing"))
  }

  @Test func whatIsMissingIsSaidOnce() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    _ = try Self.audit(scratch, ["--manifest", "a.log", "./a.log", "a.log"])
    try FileManager.default.removeItem(at: scratch.url("a.log"))
    try FileManager.default.removeItem(at: scratch.url("out/report.md"))
    let text = try Self.verify(scratch, .exit(1), ["out"])
    #expect(text.ranges(of: "\"a.log\" is missing").count == 1, "\(text)")
    #expect(text.ranges(of: "\"report.md\" is missing").count == 1, "\(text)")
  }

  @Test func pathsThatAreNotUTF8AreFoundAgain() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    let script = """
      name=$(printf 'logs/%%\\377 \\303.log'); mkdir logs; cp a.log "$name"
      "$QUOTA_AUDIT" --quiet --evidence 3 --out out "$name"; "$QUOTA_AUDIT" verify out
      """
    let outcome = try Program.shell(script, in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    #expect(outcome.outputText.contains("Proven") && outcome.errorText == "")
    let manifest = try scratch.text("out/manifest.json")
    #expect(manifest.contains("\"path_encoded\": \"logs/%25%FF%20%C3.log\""), "\(manifest)")
    #expect(manifest.contains("\"verifiable\": true"))
  }

  @Test func whatCannotBeVerifiedSaysSo() throws {
    let scratch = try Scratch()
    let token = "SecretTokenOfAPath"
    try scratch.write("\(token).log", Line.violation + Line.knewton("token=\(token)"))
    let outcome = try Self.audit(scratch, ["--manifest", "\(token).log"])
    #expect(outcome.errorText.contains("quota-audit verify cannot repeat this run: \"tok_"))
    let manifest = try scratch.text("out/manifest.json")
    #expect(manifest.contains("\"verifiable\": false") && !manifest.contains(token))
    #expect(manifest.contains("\"obstacle\": \"holds what no output shows"))
    let text = try Self.verify(scratch, .exit(2), ["out"])
    #expect(text.contains("cannot be found again") && !text.contains(token))
    let stream = try Program.run(
      ["--quiet", "--manifest", "--out", "two", "-"], in: scratch.path,
      input: Data(Line.violation.utf8))
    #expect(stream.errorText.contains("\"-\" was standard input, which cannot be read again"))
  }
}
