import AccessLog
import Bytes
import Findings
import LimitCatalog
import Reporting
import Testing

@testable import AuditPipeline

/// Lines behind findings: those that were counted, and no others.
@Suite struct EvidenceTests {
  private struct Run {
    var report: AuditReport
    var outcome: EvidenceOutcome

    /// Line numbers behind the finding of a rule, with their texts.
    func lines(_ rule: String) throws -> [(number: Int, text: String)] {
      let index = try #require(report.findings.firstIndex { $0.rule == rule }, "\(rule)")
      return all.filter { $0.finding == index }.map {
        ($0.line, String(decoding: $0.text, as: UTF8.self))
      }
    }

    var all: [EvidenceLine] {
      if case .lines(let lines, _) = outcome { return lines }
      return []
    }
  }

  private static func run(
    _ inputs: [String], wanted: Int = 5, policy: String = "", jobs: Int = 1,
    between: () throws -> Void = {}
  ) throws -> Run {
    var request = AuditRequest(
      inputs: inputs.map { ByteString($0) },
      tool: ToolIdentity(name: "quota-audit", version: "test"))
    request.policy = try Policy(yaml: Array(policy.utf8), fieldNames: LineParser.fieldNames)
    request.jobs = jobs
    let usage = try AuditRun(request).usage()
    let facts = usage.facts
    let report = try usage.report(request)
    try between()
    return Run(
      report: report, outcome: try EvidenceRun(request, report, facts).lines(wanted: wanted))
  }

  private static func run(log: String, policy: String = "") throws -> Run {
    let scratch = try Scratch()
    return try run([try scratch.write(log, to: "a.log")], policy: policy)
  }

  @Test func refusedCallsOfTheGroupOnly() throws {
    let log =
      line(0) + line(1, status: 429) + line(2, group: "other", status: 429)
      + line(3, status: 402) + line(4, status: 500)
    let run = try Self.run(log: log)
    let lines = try run.lines("learn.throttled")
    #expect(lines.map(\.number) == [2, 4])
    #expect(run.report.findings.first { $0.rule == "learn.throttled" }?.witness?.line == 2)
    #expect(lines[0].text.contains("group=acme"))
  }

  @Test func callsOfTheMeasuredWindowInOrderOfTime() throws {
    let log = line(20) + line(10) + line(0) + line(15, group: "other")
    let run = try Self.run(log: log, policy: "learn: {calls_per_day: 2}")
    #expect(try run.lines("learn.calls").map(\.number) == [3, 2, 1])
  }

  @Test func oneLineOfEachSiteAndGroup() throws {
    func on(_ site: String, _ second: Int, group: String = "acme") -> String {
      line(second, group: group).replacing("s.example", with: site)
    }
    let log =
      on("one", 3) + on("two", 1) + on("one", 0) + on("three", 9) + on("two", 2)
      + on("one", 5, group: "beta")
    let run = try Self.run(log: log, policy: "learn: {sites: 3}")
    #expect(try run.lines("learn.sites-near").map(\.number) == [3, 2, 4])
    #expect(try run.lines("learn.application-groups").map(\.number) == [3, 6])
    let over = try Self.run(log: log, policy: "learn: {sites: 2}")
    #expect(try over.lines("learn.sites").map(\.number) == [4])
  }

  @Test func theFirstEpisodeThatCounts() throws {
    let seconds = [0, 1] + (100..<103).map { $0 } + [200] + (400..<403).map { $0 }
    let log = seconds.map { line($0, status: 429) }.joined()
    let run = try Self.run(log: log, policy: "learn: {retry_episode: 3}")
    #expect(try run.lines("learn.retry-episode").map(\.number) == [3, 4, 5])
  }

  private static func knewton(
    _ second: Int, _ target: String, status: Int = 200, _ tail: String
  ) -> String {
    let clock = "13:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)"
    return "10.0.0.1 - - [20/Nov/2026:\(clock) +0000] \"\(target) HTTP/1.1\" \(status) 12 "
      + "\"https://app.example/?t=secret-token-one\" \"agent\" \(tail)\n"
  }

  @Test func triplesPairsAndEntities() throws {
    let account = "GET /v0/accounts/1"
    let batch = "POST /v0/registrations/r/batch-events"
    let log =
      Self.knewton(0, account, status: 429, "token=secret-token-one uri=u exceeded=x")
      + Self.knewton(1, account, status: 429, "token=secret-token-two uri=u")
      + Self.knewton(2, account, status: 429, "uri=u")
      + Self.knewton(3, account, "token=secret-token-one uri=u delay=5")
      + Self.knewton(4, account, status: 204, "token=secret-token-one uri=u exceeded=x")
      + Self.knewton(5, batch, "token=secret-token-one uri=u items=501")
      + Self.knewton(6, batch, "token=secret-token-one uri=u items=500")
      + Self.knewton(7, account, "token=secret-token-one uri=u entities=taxonomy-depth:t:7")
      + Self.knewton(8, account, "token=secret-token-one uri=u entities=taxonomy-depth:t:9")
    let run = try Self.run(log: log)
    let rejected = run.report.findings.enumerated().filter {
      $0.element.rule == "knewton.triple-rejected"
    }
    #expect(rejected.count == 2)
    for (index, finding) in rejected {
      let lines = run.all.filter { $0.finding == index }
      #expect(lines.map(\.line) == [finding.witness?.line])
      #expect(lines.first?.token == finding.subject.first?.value)
    }
    #expect(try run.lines("knewton.pair-rejected").map(\.number) == [3])
    #expect(try run.lines("knewton.triple-delayed").map(\.number) == [4])
    #expect(try run.lines("knewton.soft-limited").map(\.number) == [5])
    #expect(try run.lines("knewton.entity.events-per-batch").map(\.number) == [6])
    #expect(try run.lines("knewton.entity.taxonomy-depth").map(\.number) == [9])
    for line in run.all {
      #expect(!String(decoding: line.text, as: UTF8.self).contains("secret-token"))
    }
  }

  @Test func groupsWithATokenForANameAreFoundAgain() throws {
    let log = line(0, group: "secret-token-one", status: 429, tail: " token=secret-token-one")
    let run = try Self.run(log: log)
    let lines = try run.lines("learn.throttled")
    #expect(lines.count == 1)
    #expect(!lines[0].text.contains("secret-token-one") && lines[0].text.contains("group=***"))
  }

  @Test func linesDependOnNeitherWorkersNorOrder() throws {
    let scratch = try Scratch()
    let files = try (0..<6).map { file in
      try scratch.write(
        (0..<300).map { line($0 * 7 % 300, status: ($0 + file) % 5 == 0 ? 429 : 200) }.joined(),
        to: "\(file).log")
    }
    let first = try Self.run(files, wanted: 40).all
    #expect(first.count > 40)
    for jobs in [2, 5] {
      #expect(try Self.run(files.reversed(), wanted: 40, jobs: jobs).all == first)
    }
  }

  @Test func repeatedInputsGiveNoLineTwice() throws {
    let scratch = try Scratch()
    let file = try scratch.write(line(0, status: 429), to: "a.log")
    #expect(try Self.run([file, file]).all.count == 1)
  }

  @Test func anInputThatChangedMeanwhileIsNoEvidence() throws {
    let scratch = try Scratch()
    let file = try scratch.write(line(0, status: 429), to: "a.log")
    let run = try Self.run([file]) { try scratch.write(line(1, status: 429), to: "a.log") }
    guard case .changed(let sentence) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(sentence.contains("a.log") && sentence.contains("SHA-256"))
  }

  @Test func streamsAreRefused() {
    #expect(EvidenceRun.refusal(of: ["-"])?.contains("standard input") == true)
    #expect(EvidenceRun.refusal(of: ["/dev/null"])?.contains("/dev/null") == true)
    #expect(EvidenceRun.refusal(of: ["not-there"]) == nil)
  }
}
