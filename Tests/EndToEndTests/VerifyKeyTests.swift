import Foundation
import Testing

/// `--evidence`, `--manifest` and `verify` of runs under a key.
@Suite struct VerifyKeyTests {
  private static let token = "one-secret-token-7"

  private static func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "a.log",
      Line.violation + Line.knewton("token=\(token) uri=https://a.example/\(token)", status: 429))
    for (name, key) in [("key", "a secret of sixteen bytes"), ("other", "another secret, as long")]
    {
      try scratch.write(name, key)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: scratch.path(name))
    }
    return scratch
  }

  private static func run(
    _ scratch: Scratch, _ ending: Program.Ending, _ arguments: [String]
  ) throws -> String {
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(outcome.ending == ending, "\(outcome.outputText)\(outcome.errorText)")
    return outcome.outputText + outcome.errorText
  }

  @Test func evidenceHasKeyedTokensAndIsVerifiedByTheKey() throws {
    let scratch = try Self.scratch()
    _ = try Self.run(
      scratch, .exit(1), ["--evidence", "5", "--key-file", "key", "--out", "out", "a.log"])
    let report = try scratch.report()
    let findings = report["findings"].elements
    let evidence = try Program.shell("gzip -dc out/evidence.ndjson.gz", in: scratch.path).outputText
    for finding in findings {
      #expect(evidence.contains(finding["id"].text), "\(finding["rule"].text)")
    }
    let shown = try #require(report["triples"].elements.first?["token"].text)
    #expect(evidence.contains("\"token\": \"\(shown)\"") && !evidence.contains(Self.token))
    _ = try Self.run(scratch, .exit(1), ["--out", "plain", "a.log"])
    let unkeyed = try #require(try scratch.report("plain")["triples"].elements.first?["token"].text)
    #expect(unkeyed != shown && !evidence.contains(unkeyed))
    let keyID = report["extra"]["privacy"]["key_id"].text
    #expect(try scratch.text("out/manifest.json").contains("\"key_id\": \"\(keyID)\""))

    #expect(
      try Self.run(scratch, .exit(0), ["verify", "--key-file", "key", "out"]).contains("Proven"))
    let other = try Self.run(scratch, .exit(64), ["verify", "--key-file", "other", "out"])
    #expect(other.contains("key file \"other\"") && other.contains(keyID), "\(other)")
    #expect(
      try Self.run(scratch, .exit(64), ["verify", "out"]).contains("give the file with that key"))
    _ = try Self.run(scratch, .exit(1), ["--manifest", "--out", "plain", "a.log"])
    #expect(
      try Self.run(scratch, .exit(64), ["verify", "--key-file", "key", "plain"])
        .contains("of a run without a key"))
    // The key is found from where the program was started, inputs from elsewhere.
    try scratch.write("moved/a.log", scratch.data("a.log"))
    try FileManager.default.removeItem(at: scratch.url("a.log"))
    _ = try Self.run(
      scratch, .exit(0), ["verify", "--key-file", "key", "--inputs", "moved", "out"])
  }

  @Test func strictRunsHaveAManifestAndNoEvidence() throws {
    let scratch = try Self.scratch()
    let strict = ["--privacy", "strict", "--key-file", "key", "--out", "out", "a.log"]
    #expect(
      try Self.run(scratch, .exit(64), ["--evidence", "5"] + strict).contains(
        "give --manifest instead"))
    let named = ["--manifest", "--what-if", "groups.jo@uni.example.sites=2"] + strict
    #expect(try Self.run(scratch, .exit(64), named).contains("--privacy strict hides"))
    #expect(try scratch.names(in: "") == ["a.log", "key", "other"])
    _ = try Self.run(scratch, .exit(1), ["--manifest"] + strict)
    #expect(try scratch.text("out/manifest.json").contains("\"--privacy=strict\""))
    #expect(
      try Self.run(scratch, .exit(0), ["verify", "--key-file", "key", "out"]).contains("Proven"))
  }

  @Test func viewsAreRefused() throws {
    let scratch = try Self.scratch()
    for option in [["--manifest"], ["--evidence", "3"]] {
      let text = try Self.run(scratch, .exit(64), option + ["--group", "g", "a.log"])
      #expect(text.contains("a partner view of one partner alone"))
    }
  }
}
