import Foundation
import Testing

/// `request` as a partner meets it.
@Suite struct RequestCommandTests {
  private static let acme = "group=\"Acme - Rosters\" app=a1 site=s1.example"
  private static let arguments = ["request", "--group", "Acme - Rosters"]

  /// A day of which every number is known: 20 calls use up a quota of 20, 3 refusals of one target
  /// follow, one of which is met; others keep the day covered from its first to its last hour.
  private static let log: String = {
    var lines = Line.learn("group=other app=b site=t.example", clock: "00:30:00")
    lines += Line.learn("group=other app=b site=t.example", clock: "23:30:00")
    for index in 0..<12 {
      lines += Line.learn(
        acme, clock: "10:00:\(index + 10)", target: "/learn/api/public/v1/users/_\(index)_1")
    }
    for minute in 0..<4 {
      lines += Line.learn(acme, clock: "11:0\(minute):00", target: "/learn/api/public/v1/terms")
    }
    for page in 0..<4 {
      lines += Line.learn(
        acme, clock: "12:00:0\(page)",
        target: "/learn/api/public/v3/courses?limit=25&offset=\(page * 25)")
    }
    for second in [10, 40] {
      lines += Line.learn(
        acme, status: 429, clock: "13:00:\(second)", target: "/learn/api/public/v1/roles")
    }
    lines += Line.learn(acme, status: 429, clock: "14:00:00", target: "/learn/api/public/v1/roles")
    lines += Line.learn(acme, clock: "14:00:30", target: "/learn/api/public/v1/roles")
    return lines
  }()

  private static let policy = """
    groups: {Acme - Rosters: {production: true, calls_per_day: 20}}
    learn: {lens: utc}
    """

  /// Writes the log and the policy, runs the program and expects this end.
  @discardableResult
  private static func run(
    _ more: [String], _ scratch: Scratch, _ ending: Program.Ending = .exit(0)
  ) throws -> Program.Outcome {
    try scratch.write("a.log", log)
    try scratch.write("policy.yaml", policy)
    let outcome = try Program.run(arguments + more, in: scratch.path)
    #expect(outcome.ending == ending, "\(outcome.errorText)")
    return outcome
  }

  @Test func everyNumberOfAKnownDay() throws {
    let scratch = try Scratch()
    let outcome = try Self.run(
      ["--policy", "policy.yaml", "--email", "dev@acme.example", "--out", "pack", "a.log"], scratch)
    #expect(
      outcome.outputText == "Proposed: 36 calls per 24 hours instead of 20.\n"
        + "Pack: pack/request.html, pack/request.md\n")
    #expect(outcome.errorText == "")
    #expect(try scratch.names(in: "pack") == ["request.html", "request.md"])
    let text = try scratch.text("pack/request.md")
    for expected in [
      "- **Production group:** `Acme - Rosters`\n", "- **Registered by:** `dev@acme.example`\n",
      "- **APIs used:** `courses` `roles` `terms` `users`\n",
      // 21 let through, and the demand of 13:00 that nobody met.
      "| 21 let through + 1 unmet demand | 22 |\n",
      "| Growth of 20 % | 22 × 1.2, rounded up | 27 |\n",
      "| Headroom of 30 % | 27 × 1.3, rounded up | 36 |\n",
      "| Two significant digits | 36 has no more | 36 |\n",
      "| Headroom of 30 % | 2 × 1.3, rounded up | 3 |\n",
      "| 2026-03-14 | 24 | 3 | 21 | 1 |  |\n",
      "Calls a day over 1 complete UTC day: 24 calls on 2026-03-14. No p50, p95 or max is given",
      "3 refused calls. With retries counted once: 2 demands. Met by a call let through soon after: "
        + "1. Never met, the unmet demand: 1.\n",
      "| 24 | 21 | 2026-03-14 12:00:03Z | 2026-03-14 13:00:10Z |\n",
      "refused ones included, came to 20. First refusal at: when the platform gave its first 402 or "
        + "429. They differ",
      "| `GET /learn/api/public/v1/users/{id}` | 12 | 0 | 50.0 % |\n",
      "`GET /users/{id}` | 12 | 50.0 % | 11 |",
      "`GET /learn/api/public/v1/terms` | 3 | 12.5 % | 3 |",
      "`GET /learn/api/public/v3/courses` | 4 | 16.7 % | 3 |",
      "Refused calls repeated within a minute | 1 | 4.2 % | 1 |",
    ] {
      #expect(text.contains(expected), "\(expected) in \(text)")
    }
    #expect(!text.contains("Mend first"))
    #expect(!text.contains("other"), "nothing of another group")
    let page = try scratch.text("pack/request.html")
    #expect(page.contains("× 1.2, rounded up"))
    #expect(page.contains("Content-Security-Policy"))
  }

  @Test func whatIsToBeFilledInAndMended() throws {
    let scratch = try Scratch()
    let outcome = try Self.run(["a.log"], scratch)
    #expect(outcome.errorText.contains("--email"))
    let text = try scratch.text("quota-audit-request/request.md")
    #expect(text.contains("(fill in: the e-mail address that registered the application)"))
    #expect(text.contains("**Check the group**"))
    try scratch.write("b.log", Self.log.replacing("Acme - Rosters", with: "Acme - Dev Team 1"))
    let other = try Program.run(
      ["request", "--quiet", "--group", "Acme - Dev Team 1", "b.log"], in: scratch.path)
    #expect(other.ending == .exit(0))
    #expect(other.errorText == "" && other.outputText == "")
    let mended = try scratch.text("quota-audit-request/request.md")
    #expect(mended.contains("**Not a production group**"))
    #expect(mended.contains("`Dev Team 1`"))
  }

  @Test func usageFilesSayWhatTheyCannotShow() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Self.log)
    let scanned = try Program.run(
      ["scan", "--quiet", "--usage", "a.usage", "a.log"], in: scratch.path)
    #expect(scanned.ending == .exit(0))
    try Self.run(["a.log", "--out", "logs"], scratch)
    try Self.run(["a.usage", "--out", "usage"], scratch)
    let text = try scratch.text("usage/request.md")
    #expect(text.contains("| 2026-03-14 | 24 | 3 | 21 | not observable |  |\n"))
    #expect(text.contains("By endpoint: not observable from usage files"))
    #expect(text.contains("each refused call is counted"))
    #expect(text.contains("| all calls, refused ones too | 24 |\n"))
    // Peaks, sites and applications are the same.
    func part(_ name: String) throws -> Substring? {
      let text = try scratch.text(name + "/request.md")
      return text.firstRange(of: "**Busiest").flatMap { start in
        text.firstRange(of: "**Daily totals").map { text[start.lowerBound..<$0.lowerBound] }
      }
    }
    #expect(try part("usage") != nil)
    #expect(try part("usage") == part("logs"))
  }

  @Test func anIncompleteRunSaysSoFirst() throws {
    let scratch = try Scratch()
    let outcome = try Self.run(["a.log", "gone.log"], scratch, .exit(2))
    #expect(outcome.errorText.contains("incomplete: \"gone.log\" does not exist"))
    let text = try scratch.text("quota-audit-request/request.md")
    #expect(text.hasPrefix("# Quota increase request\n\n> **THE EVIDENCE IS INCOMPLETE.**\n"))
    _ = try Program.run(["scan", "--quiet", "--usage", "a.usage", "a.log"], in: scratch.path)
    let usage = try Self.run(["gone.usage", "a.usage"], scratch, .exit(2))
    #expect(usage.errorText.hasPrefix("quota-audit: incomplete: \"gone.usage\" does not exist"))
  }

  @Test(arguments: [
    ["gone.log"], ["other.log", "gone.log"], ["other.usage", "gone.usage"],
  ])
  func missingInputsAreNamedFirst(_ inputs: [String]) throws {
    let scratch = try Scratch()
    try scratch.write("other.log", Line.learn("group=other app=b site=t.example"))
    _ = try Program.run(
      ["scan", "--quiet", "--usage", "other.usage", "other.log"], in: scratch.path)
    let outcome = try Self.run(inputs, scratch, .exit(2))
    let lines = outcome.errorText.split(separator: "\n")
    #expect(lines.first?.contains("\"gone.") == true, "\(outcome.errorText)")
    #expect(lines.last?.contains("no pack was written: --group") == true, "\(outcome.errorText)")
    #expect(!(try scratch.names(in: "").contains("quota-audit-request")))
  }

  @Test(arguments: [
    (["a.log", "--group", "Acme - Roster"], ["\"Acme - Roster\"", "mean \"Acme - Rosters\"?"]),
    (["a.log", "--group", "nobody-at-all"], ["there are \"Acme - Rosters\", \"other\""]),
    (["a.log", "--group", "-"], ["without a group"]),
    (["a.log", "--group", ""], ["--group is empty"]),
    (["-"], ["standard input can be read but once"]),
    (["/dev/null"], ["\"/dev/null\" can be read"]),
    (["a.log", "a.usage"], ["\"a.log\" is a log and \"a.usage\" is a usage file"]),
    ([], ["name files or directories"]),
    (["a.log", "--growth", "a lot"], ["--growth \"a lot\"", "e.g. 20%"]),
    (["a.log", "--growth", "0.2"], ["--growth \"0.2\" may be 20% or 0.2%; write --growth 20% or"]),
    (["a.log", "--headroom", "0.25"], ["--headroom 25% or --headroom 0.25%"]),
    (["a.log", "--headroom", "1001"], ["--headroom \"1001\"", "0 to 1000"]),
    (["a.log", "--email", "dev"], ["--email \"dev\"", "dev@acme.example"]),
    (["a.log", "--out", ""], ["--out is empty"]),
    (["a.log", "--policy", "by-app.yaml"], ["by application", "partition: group"]),
    (["logs", "--out", "logs/pack"], ["below the input"]),
  ])
  func mistakesAreQuotedAndNothingIsWritten(_ more: [String], _ says: [String]) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Self.log)
    try scratch.write("logs/a.log", Self.log)
    try scratch.write("by-app.yaml", "learn: {partition: application}\n")
    _ = try Program.run(["scan", "--quiet", "--usage", "a.usage", "a.log"], in: scratch.path)
    let before = try scratch.names(in: "")
    let group = more.contains("--group") ? [] : ["--group", "Acme - Rosters"]
    let outcome = try Program.run(["request"] + group + more, in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.outputText == "")
    for text in says { #expect(outcome.errorText.contains(text), "\(outcome.errorText)") }
    #expect(try scratch.names(in: "") == before)
  }

  @Test func neitherWorkersNorCutsMatter() throws {
    let scratch = try Scratch()
    try Self.run(["a.log", "--jobs", "1", "--out", "whole"], scratch)
    // The same lines over two files, the later ones first.
    let lines = Self.log.split(separator: "\n").map { $0 + "\n" }
    try scratch.write("cut/1.log", lines.suffix(9).joined())
    try scratch.write("cut/2.log", lines.dropLast(9).joined())
    try Self.run(["cut", "--jobs", "3", "--out", "parts"], scratch)
    for name in ["request.html", "request.md"] {
      #expect(try scratch.data("whole/" + name) == scratch.data("parts/" + name))
    }
  }

  @Test func tokensAndMarkupStayHarmless() throws {
    let scratch = try Scratch()
    let token = "ZqSecretTokenValue"
    let tail =
      "group=g app=\"<img src=x onerror=alert(1)>\" site=\(token).example token=\"Bearer \(token)\""
    var lines = Line.learn(tail, target: "/learn/api/\(token)/](javascript:x)")
    lines += Line.learn(tail, target: "/learn/api/\(token)/](javascript:x)")
    lines += Line.learn("group=g app=\"\\x1b[31m|\\x0a# x\" site=s")
    try scratch.write("a.log", lines)
    let outcome = try Program.run(["request", "--group", "g", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(0))
    for name in ["request.html", "request.md"] {
      let text = try scratch.text("quota-audit-request/" + name)
      #expect(!text.lowercased().contains(token.lowercased()), "\(name)")
      #expect(text.contains("tok_"))
      #expect(!text.contains("\u{1B}"))
    }
    #expect(!(try scratch.text("quota-audit-request/request.html")).contains("<img"))
    let unknown = try Program.run(["request", "--group", token, "a.log"], in: scratch.path)
    #expect(unknown.ending == .exit(64))
  }

  @Test func helpHasExamples() throws {
    let outcome = try Program.run(["request", "--help"])
    #expect(outcome.ending == .exit(0))
    for text in ["EXAMPLES", "EXIT STATUS", "--growth", "quota-audit request --group acme"] {
      #expect(outcome.outputText.contains(text))
    }
  }
}
