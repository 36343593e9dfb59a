import Foundation
import Testing

/// Nothing of others can be read from a partner view: canaries in all their data are in no output.
@Suite struct PartnerViewTests {
  /// What others are called, in every field.
  private static let canary = "canary"

  /// Few requests of `own`, refused now and then, so that there are findings.
  private static let ownLines: String = {
    let learn = Line.calls(
      12, "group=own app=own-app site=own.example limit=10 remaining=3 reset=60")
    let refused = Line.learn(
      "group=own app=own-app site=own2.example", status: 429, clock: "11:00:00")
    let knewton = (0..<20).map {
      Line.knewton(
        "token=own-secret-token uri=https://own.example/app items=9", status: $0 == 19 ? 429 : 200,
        clock: "12:00:\($0 + 10)")
    }.joined()
    let anonymous = Line.knewton("uri=https://own.example/app", status: 429, clock: "12:30:00")
    return learn + refused + knewton + anonymous
  }()

  /// Requests of others, with the canary wherever a client can write, and in distinct numbers.
  private static let otherLines: String = {
    let learn =
      "group=canary-odd app=canary-app site=canary.example user=canary limit=7873 remaining=7867 "
      + "reset=99 error=\"canary exceeded maximum number of client installations\""
    let knewton = "token=canary-token uri=https://canary.example/x account=canary items=6101"
    let shared = "entities=taxonomy-depth:canary:6101"
    let odd =
      Line.learn(learn, status: 429, clock: "09:00:00", target: "/learn/api/v1/canary")
      + Line.learn("app=own-app group=canary-odd", clock: "09:00:01")
      + Line.knewton(knewton, status: 429, clock: "09:00:02", request: "POST /v0/batch")
      + Line.knewton("origin=canary", status: 429, clock: "23:59:58").replacing(
        "10.0.0.1", with: "canary-client")
      + Line.knewton(knewton, clock: "09:00:03", request: "GET /canary/" + longName)
      + Line.learn("group=canary-odd " + shared) + "canary noise\n"
    let calls = Line.learn(
      "group=canary-group app=canary-app site=canary.example", clock: "10:30:00")
    let requests = Line.knewton(knewton, clock: "10:40:00", request: "GET /v0/accounts/1")
    return odd + String(repeating: calls, count: 7919) + String(repeating: requests, count: 7907)
  }()

  private static let longName = String(repeating: "canary", count: 50)

  private static func write(_ scratch: Scratch) throws {
    try scratch.write("logs/canary-node1.log", ownLines + otherLines)
    try scratch.write("logs/node2.log", Line.learn("group=canary-odd", clock: "23:59:59"))
    try scratch.write(
      "canary.yaml",
      "max_malformed: 50\ngroups:\n  canary-group: {calls_per_day: 7883, contact: canary}\n"
        + "  own: {calls_per_day: 11, sites: 1}\n")
  }

  private static let audit = [
    "--policy", "canary.yaml", "--fail-on", "never", "--matrix", "json", "--output",
    "html,md,json,csv,junit,sarif,metrics",
  ]

  /// Every byte that a run has written for the partner.
  private static func outputs(
    _ outcome: Program.Outcome, _ scratch: Scratch
  ) throws -> [String: String] {
    var all = ["summary": outcome.outputText]
    for name in try scratch.names(in: "out") { all[name] = try scratch.text("out/" + name) }
    #expect(all.count >= 4)
    return all
  }

  private static func expectNoCanary(_ outputs: [String: String]) {
    for (name, text) in outputs { #expect(!text.lowercased().contains(canary), "\(name)") }
  }

  /// Numbers from 100 in a text, thousands separators taken out.
  private static func numbers(_ text: String) -> Set<String> {
    Set(
      text.replacing(",", with: "").split { !$0.isNumber && !$0.isLetter }.map(String.init)
        .filter { $0.count > 2 && $0.allSatisfy(\.isNumber) })
  }

  /// All numbers of a report on all that a run on the scope's own lines has nowhere: others' counts, and
  /// sums that others are in.
  private static func numbersOfOthers(_ scope: [String]) throws -> Set<String> {
    let scratch = try Scratch()
    try write(scratch)
    _ = try Program.run(audit + ["--out", "out", "logs"], in: scratch.path)
    let all = numbers(try scratch.text("out/report.json"))
    try scratch.write("own.log", ownLines)
    let outcome = try Program.run(audit + scope + ["--out", "out", "own.log"], in: scratch.path)
    return try outputs(outcome, scratch).values.reduce(all) { $0.subtracting(numbers($1)) }
  }

  @Test(arguments: [
    ["--group", "own"], ["--token", "own-secret-token"], ["--uri", "https://own.example/app"],
  ])
  func nothingOfOthers(_ scope: [String]) throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let outcome = try Program.run(
      Self.audit + scope + [
        "--what-if", "groups.canary-group.calls_per_day=7883", "--what-if",
        "learn.calls_per_day=5", "--out", "out", "logs",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    let outputs = try Self.outputs(outcome, scratch)
    Self.expectNoCanary(outputs)
    let others = try Self.numbersOfOthers(scope)
    #expect(others.isSuperset(of: ["7919", "7907", "7883", "7873", "6101"]), "there are some")
    for (name, text) in outputs {
      #expect(Self.numbers(text).intersection(others) == [], "\(name)")
    }
    let report = try scratch.report()
    #expect(report["extra"]["partner_view"]["kind"].text == String(scope[0].dropFirst(2)))
    #expect(!report["findings"].elements.isEmpty && report["entities"].elements.count == 28)
    #expect(
      report["totals"]["records"].integer
        == (scope[0] == "--group" ? 13 : scope[0] == "--token" ? 20 : 21))
  }

  /// The same in two steps; the run of an incomplete audit says so without names.
  @Test func usageOfSeveralNodes() throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let scanned = try Program.run(
      ["scan", "--policy", "canary.yaml", "--usage", "u", "logs", "gone-canary"], in: scratch.path)
    #expect(scanned.ending == .exit(2))
    let outcome = try Program.run(
      ["report"] + Self.audit + ["--group", "own", "--out", "out", "u"], in: scratch.path)
    #expect(outcome.ending == .exit(2), "\(outcome.errorText)")
    Self.expectNoCanary(try Self.outputs(outcome, scratch))
    let markdown = try scratch.text("out/report.md").lowercased()
    #expect(markdown.contains("this audit is incomplete"))
    #expect(outcome.outputText.contains("INCOMPLETE"))
  }

  /// Without a scope the canaries are there: the test above can fail.
  @Test func theCanariesSing() throws {
    let scratch = try Scratch()
    try Self.write(scratch)
    let outcome = try Program.run(Self.audit + ["--out", "out", "logs"], in: scratch.path)
    #expect(outcome.ending == .exit(0), "\(outcome.errorText)")
    for name in reportNames {
      let text = try scratch.text("out/" + name)
      #expect(text.contains(Self.canary) && text.contains("own-app"))
      #expect(Self.numbers(text).isSuperset(of: ["7919", "7907", "7883"]), "\(name)")
    }
  }

  private static let refusals: [(arguments: [String], says: String)] = [
    (["--group", "nobody"], "--group \"nobody\" does not occur in these logs"),
    (["--group", "Own"], "--group \"Own\" does not occur"),
    (["--uri", "https://own.example"], "does not occur"),
    (["--token", "another-secret"], "the token of --token does not occur in these logs"),
    (["--group", ""], "--group is empty"), (["--group", "-"], "--group - stands for requests"),
    (["--uri", "-"], "--uri - stands for"), (["--token", "-"], "--token - stands for"),
    (["--group", "own", "--uri", "x"], "give only one of --group and --uri"),
    (["--group", "own", "--group", "other"], "--group is given 2 times, and a partner view is"),
    (["--uri", "own", "--uri", "own"], "--uri is given 2 times"),
    (
      ["--group", "own", "--what-if", "groups.canary-group.sites=3"],
      "--what-if is about another group than the view"
    ),
    (
      ["--uri", "https://own.example/app", "--what-if", "groups.own.sites=3"],
      "--what-if is about another group than the view"
    ),
    (["--token", "another-secret", "--token", "x"], "--token is given 2 times"),
  ]

  @Test(arguments: refusals.indices)
  func refused(_ index: Int) throws {
    let (arguments, says) = Self.refusals[index]
    let scratch = try Scratch()
    try scratch.write("a.log", Self.ownLines + Line.learn("group=canary-group"))
    let outcome = try Program.run(arguments + ["--out", "out", "a.log"], in: scratch.path)
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains(says), "\(outcome.errorText)")
    #expect(!outcome.errorText.contains("canary") && !outcome.errorText.contains("another-secret"))
    #expect(try scratch.names(in: ".") == ["a.log"])
  }
}
