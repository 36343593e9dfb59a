import Foundation
import Testing

/// `--privacy strict`: people are pseudonyms by a key that is never shown.
@Suite struct PrivacyTests {
  private static let secret = "a secret of more than sixteen bytes"
  private static let people = ["10.77.66.55", "jsmith77", "learner-77", "jo.doe@uni.example"]

  private static func write(_ scratch: Scratch, mode: Int = 0o600) throws {
    let knewton = Line.knewton(
      "uri=https://10.77.66.55/users/jsmith77 account=learner-77", status: 429)
    try scratch.write(
      "logs/10.77.66.55.log",
      knewton.replacing("10.0.0.1", with: "10.77.66.55")
        + Line.learn(
          "group=jo.doe@uni.example app=jo.doe@uni.example site=10.77.66.55", status: 429,
          target: "/learn/api/public/v1/users/jsmith77")
        + Line.learn("entities=registrations-per-account:learner-77:501")
        + Line.knewton("token=\"Bearer one-secret-token\" uri=https://a.example", status: 429))
    try scratch.write("key", secret + "\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: scratch.path("key"))
  }

  private static func audit(_ scratch: Scratch, _ options: [String]) throws -> [String: String] {
    let outcome = try Program.run(
      options + [
        "--fail-on", "never", "--out", "out", "--output", "html,md,json,csv,junit,sarif,metrics",
        "logs",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    var all = ["summary": outcome.outputText, "error": outcome.errorText]
    for name in try scratch.names(in: "out") { all[name] = try scratch.text("out/" + name) }
    for (name, text) in all { #expect(!text.contains(secret), "\(name)") }
    return all
  }

  @Test func strictShowsNobody() throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let all = try Self.audit(scratch, ["--privacy", "strict", "--key-file", "key"])
    for (name, text) in all {
      for person in Self.people { #expect(!text.contains(person), "\(name) names \(person)") }
    }
    let report = try scratch.report()
    let keyID = report["extra"]["privacy"]["key_id"].text
    #expect(keyID.utf8.count == 8 && report["extra"]["privacy"]["level"].text == "strict")
    for name in ["summary", "report.html", "report.md"] {
      #expect(all[name]?.contains(keyID) == true, "\(name)")
    }
    let pair = report["pairs"].elements[0]
    let client = pair["client"].text
    #expect(client.hasPrefix("cli_") && client.utf8.count == 20)
    #expect(pair["uri"].text.hasPrefix("https://\(client)/users/usr_"), "the same everywhere")
    #expect(report["inputs"].elements[0]["path"].text == "logs/\(client).log")
    #expect(try Self.audit(scratch, ["--privacy", "strict", "--key-file", "key"]) == all)
  }

  /// Without the options people are shown, and the reports are those of before.
  @Test func standardShowsThem() throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let all = try Self.audit(scratch, [])
    for person in Self.people {
      #expect(all["report.json"]?.contains(person) == true, "\(person)")
    }
    #expect(try scratch.report()["extra"] == .null)
    let token = try scratch.report()["triples"].elements[0]["token"].text
    #expect(try Self.audit(scratch, ["--privacy", "standard"]) == all)
    let keyed = try Self.audit(scratch, ["--key-file", "key"])
    #expect(keyed["report.json"]?.contains("10.77.66.55") == true)
    #expect(keyed.allSatisfy { !$0.value.contains(token) }, "tokens are hashed by the key")
  }

  private static let refusals: [(arguments: [String], says: String)] = [
    (["--privacy", "strict"], "--privacy strict needs a key"),
    (["--privacy", "stict"], "did you mean \"strict\"?"),
    (["--privacy", "strict", "--key-file", "gone"], "\"gone\" cannot be read: No such file"),
    (["--privacy", "strict", "--key-file", "logs"], "\"logs\" is no regular file"),
    (["--key-file", "key"], "has mode 0644, so others may use it; use: chmod 600 key"),
  ]

  @Test(arguments: refusals.indices)
  func refused(_ index: Int) throws {
    let (arguments, says) = Self.refusals[index]
    let scratch = try Scratch()
    try Self.write(scratch, mode: 0o644)
    for command in [["audit"], ["report"], ["combine"]] {
      let outcome = try Program.run(command + arguments + ["logs"], in: scratch.path)
      #expect(outcome.ending == .exit(64))
      #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
      #expect(try scratch.names(in: ".") == ["key", "logs"])
    }
  }

  @Test func judgedShardsHaveNoPseudonyms() throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let outcome = try Program.run(
      ["report", "--partial", "j", "--key-file", "key", "u"], in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains("give them to quota-audit combine"))
  }
}
