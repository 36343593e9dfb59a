import Foundation
import Testing

/// SPEC section 7: tokens are never written anywhere, wherever else they stand.
@Suite struct TokenSecrecyTests {
  /// A name of letters that is kept in endpoint names, in both cases since sites are lower-cased.
  private static let token = "ZqSecretTokenValue"

  private static let fields = [
    "group", "app", "site", "host", "uri", "origin", "referer", "agent", "user", "account", "error",
    "action", "exceeded", "retry_after", "limit", "reset", "delay", "items", "analytics", "bytes",
  ]

  /// Whole, inside other text, and where names are cut at slashes.
  private static let values = [
    token, "x\(token)y", "https://\(token).example/\(token)?t=\(token)", "Bearer \(token)",
  ]

  private static let plantedLog: String =
    fields.flatMap { field in
      values.flatMap { value in
        [
          Line.learn("group=g site=s token=\"Bearer \(token)\" \(field)=\"\(value)\"", status: 429),
          Line.knewton("token=\(token) uri=u \(field)=\"\(value)\"", status: 429),
        ]
      }
    }.joined()
    + [
      "/learn/api/public/v1/\(token)", "/learn/api/public/v1/x?access_token=\(token)",
      "/learn/api/v1/x/name:\(token)", "http://\(token).example/learn/api/x",
    ].map { Line.learn(target: $0) }.joined()
    + [
      "GET /v0/accounts/\(token)", "GET /v0/\(token)", "GET /\(token)", "\(token) /v0/accounts/1",
      "PUT /v0/learning-instances/\(token)/scoped-goals/\(token)/registrations/\(token)",
      "GET /v0/accounts/\(token)?\(token)=\(String(repeating: token, count: 20))",
    ].map { Line.knewton("token=\(token)", request: $0) }.joined()
    + Line.learn("entities=taxonomy-depth:\(token):9,\(token):\(token):9")
    + Line.learn().replacing("10.0.0.1", with: token)
    + Line.knewton("").replacing("10.0.0.1", with: token)
    + Line.learn().replacing("- -", with: "\(token) \(token)")
    + Line.learn("\(token) \(token)=\(token) \"\(token)\"")
    + "\(token)\n" + Line.learn(status: 200).replacing(" 200 ", with: " \(token) ")

  private static func jsonLog() throws -> String {
    try (fields + ["client", "request", "target", "method", token]).flatMap { field in
      try values.map { value in
        var record = [
          "time": "2026-03-14T10:00:00Z", "status": "429", "group": "g",
          "request": "GET /learn/api/x HTTP/1.1", "authorization": "Bearer \(token)",
        ]
        record[field] = value
        return String(decoding: try JSONEncoder().encode(record), as: UTF8.self) + "\n"
      }
    }.joined() + "{\"resource\": \"taxonomy-depth\", \"subject\": \"\(token)\", \"value\": 9}\n"
  }

  private static func expectNoToken(_ text: String, _ what: String) {
    guard let range = text.lowercased().range(of: token.lowercased()) else { return }
    let around = text.lowercased()[range.lowerBound...].prefix(80)
    Issue.record("\(what) shows the token: ...\(around)")
  }

  private static func expectNoToken(
    _ outcome: Program.Outcome, _ scratch: Scratch, hasEvidence: Bool = true
  ) throws {
    expectNoToken(outcome.outputText, "standard output")
    expectNoToken(outcome.errorText, "standard error")
    let names = try scratch.names(in: "out").filter { $0 != "evidence.ndjson.gz" }
    #expect(Set(names).isSuperset(of: reportNames))
    for name in names {
      expectNoToken(try scratch.text("out/" + name), name)
    }
    guard hasEvidence else { return }
    let evidence = try Program.shell("gzip -dc \"$1\"", [scratch.path("out/evidence.ndjson.gz")])
    #expect(evidence.ending == .exit(0) && evidence.outputText.contains("***"))
    expectNoToken(evidence.outputText, "evidence")
  }

  @Test(arguments: ["extended", "json"])
  func plantedInEveryField(_ format: String) throws {
    let scratch = try Scratch()
    let log = format == "json" ? try Self.jsonLog() : Self.plantedLog
    try scratch.write("a.log", log)
    let outcome = try Program.run(
      [
        "--evidence", "1000", "--format", format, "--out", "out", "--output", OutputFormatTests.all,
        "--max-malformed", "0", "a.log",
      ], in: scratch.path)
    guard case .exit(1...2) = outcome.ending else {
      Issue.record("ended with \(outcome.ending)")
      return
    }
    #expect(try scratch.text("out/report.json").contains("tok_"))
    try Self.expectNoToken(outcome, scratch)
  }

  /// `formats` shows fields of the first lines, and the form of malformed ones.
  @Test func formatsShowsNone() throws {
    let scratch = try Scratch()
    let lines = Self.plantedLog.split(separator: "\n")
    for index in stride(from: 0, to: lines.count - 2, by: 3) {
      let log = lines[index..<index + 3] + [lines[0], "\(Self.token)"]
      try scratch.write("logs/\(Self.token)-\(index)", log.joined(separator: "\n"))
    }
    try scratch.write("logs/json", try Self.jsonLog())
    let outcome = try Program.run(["formats", "logs"], in: scratch.path)
    #expect(outcome.ending == .exit(0) && outcome.outputText.contains("(token, not shown)"))
    Self.expectNoToken(outcome.outputText + outcome.errorText, "formats")
  }

  @Test func plantedInNamesOfFiles() throws {
    let scratch = try Scratch()
    let token = Self.token
    try scratch.write("logs/\(token).log", Line.learn("group=g token=\(token)", status: 429))
    try scratch.write("logs/\(token)/damaged-\(token).gz", Data([0x1F, 0x8B]))
    try scratch.write("logs/noise-\(token).log", "noise\n")
    try scratch.folder("empty-\(token)")
    try scratch.write("\(token).yaml", "warn_at: 80\n")
    let outcome = try Program.run(
      [
        "--policy", "\(token).yaml", "--evidence", "9", "--out", "out", "--output",
        OutputFormatTests.all, "logs",
        "missing-\(token).log",
        "empty-\(token)",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(2))
    try Self.expectNoToken(outcome, scratch)
  }

  @Test func plantedInThePolicy() throws {
    let scratch = try Scratch()
    let token = Self.token
    try scratch.write("a.log", Line.learn("token=\(token) app=\(token)", status: 429))
    try scratch.write(
      "p.yaml",
      "groups: {\(token): {applications: [\(token)], contact: \(token), sites: 1}}\n"
        + "knewton: {hosts: [\(token)]}\nfields: {\(token): app}\n"
        + "learn: {exclude_paths: [/learn/api/\(token)]}\n")
    let outcome = try Program.run(
      [
        "--policy", "p.yaml", "--evidence", "9", "--out", "out", "--output", OutputFormatTests.all,
        "a.log",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(1))
    try Self.expectNoToken(outcome, scratch)
  }

  /// Before anything is read no token is known: what looks like one is hidden all the same.
  @Test(arguments: [
    "Bearer \(token)", "access_token=\(token)", "x?token=\(token)&y", "token=\(token)",
  ])
  func plantedInWhatIsRefused(_ planted: String) throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    let policies = [
      "\"\(planted)\": 1\n", "learn: {\"\(planted)\": 1}\n", "learn: {lens: \"\(planted)\"}\n",
      "warn_at: \"\(planted)\"\n", "fields: {x: \"\(planted)\"}\n", "\"\(planted)\n",
      "*\(planted)\n",
      "learn: {exclude_paths: [\"\(planted)\"]}\n",
      "groups: {a: {applications: [\"\(planted)\"]}, b: {applications: [\"\(planted)\"]}}\n",
      "groups: {\"\(planted)\": {x: 1}}\n",
    ]
    for policy in policies {
      try scratch.write("p.yaml", policy)
      let outcome = try Program.run(["--policy", "p.yaml", "a.log"], in: scratch.path)
      #expect(outcome.ending == .exit(64))
      Self.expectNoToken(outcome.outputText + outcome.errorText, "the refusal of \(policy)")
    }
    let commands =
      [
        "--format", "--fail-on", "--color", "--jobs", "--max-malformed", "--policy", "--what-if",
        "--evidence",
      ].map { [$0, planted] } + [["--\(planted)"], ["--out", "a.log/\(planted)"]]
    for command in commands {
      let outcome = try Program.run(command + ["a.log"], in: scratch.path)
      #expect(outcome.ending == .exit(64) || outcome.ending == .exit(74))
      Self.expectNoToken(outcome.outputText + outcome.errorText, "the refusal of \(command)")
    }
    let missing = try Program.run(["--manifest", "--out", "out", planted], in: scratch.path)
    #expect(missing.ending == .exit(2))
    try Self.expectNoToken(missing, scratch, hasEvidence: false)
    for arguments in [[planted], ["--inputs", planted, "out"], ["--jobs", planted, "out"]] {
      let verified = try Program.run(["verify"] + arguments, in: scratch.path)
      #expect(verified.ending == .exit(64))
      Self.expectNoToken(verified.outputText + verified.errorText, "verify \(arguments)")
    }
  }
}
