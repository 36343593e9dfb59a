import Bytes
import TestSupport
import Testing

@testable import Findings

/// What the Knewton limiter did to single requests: refused, queued, dropped.
@Suite struct LimiterRuleTests {
  @Test func refusedRequests() throws {
    let records = [
      request("GET", "/accounts/1", at: 5), request("GET", "/accounts/1", at: 4, status: 429),
      request("GET", "/accounts/1", at: 9, status: 429), request("GET", "/accounts/1", at: 3),
    ]
    let finding = try #require(audit(records).finding("knewton.triple-rejected"))
    #expect(finding.numbers == "violation 2/0 x2")
    #expect(finding.first == at(4) && finding.last == at(9))
    #expect(finding.witness == Witness(input: "a.log", line: 2))
    #expect(finding.names == [shownToken.text, "https://a.example", "GET /accounts/{id}"])
    #expect(finding.window == nil && finding.certainty == nil && finding.alignments == nil)
    let pairs = audit([anonymous(1), anonymous(2, status: 429)])
    #expect(pairs.finding("knewton.pair-rejected")?.numbers == "violation 1/0 x1")
    #expect(pairs.finding("knewton.triple-rejected") == nil)
    // 402 refuses Learn calls only.
    #expect(audit([request("GET", "/accounts/1", status: 402)]).rules == [])
  }

  @Test func queuedRequests() throws {
    func delayed(_ delay: Int64?, _ record: ReferenceRecord) -> ReferenceRecord {
      var record = record
      record.delay = delay
      return record
    }
    let call = request("GET", "/accounts/1")
    #expect(audit([delayed(0, call), delayed(nil, call)]).rules == [])
    let report = audit([delayed(0, call), delayed(1, call), delayed(86_400_000, call)])
    #expect(report.finding("knewton.triple-delayed")?.numbers == "warning 2/0 x2")
    #expect(
      report.triples[0].delay
        == DelayReport(p50: 1, p95: 86_400_000, p99: 86_400_000, max: 86_400_000))
    let pair = audit([delayed(7, anonymous(0))])
    #expect(pair.finding("knewton.pair-delayed")?.numbers == "warning 1/0 x1")
    #expect(pair.finding("knewton.pair-delayed")?.witness == Witness(input: "a.log", line: 1))
  }

  @Test func droppedRequests() throws {
    func answered(_ status: Int, _ exceeded: ByteString?) -> ReferenceRecord {
      var record = request("POST", "/registrations/1/graded-events", status: status)
      record.exceeded = exceeded
      return record
    }
    for status in [200, 204, 299] {
      let report = audit([answered(status, nil), answered(status, "partner-soft-limited")])
      let finding = try #require(report.finding("knewton.soft-limited"))
      #expect(finding.numbers == "violation 1/0 x1")
      #expect(finding.witness?.line == 2)
      #expect(finding.names[0] == shownToken.text)
    }
    for status in [199, 300, 429] {
      #expect(
        audit([answered(status, "partner-soft-limited")]).finding("knewton.soft-limited") == nil)
    }
  }

  /// The finding keeps the request's own token where the request is counted in a pair.
  @Test func droppedRequestsToTheTokenPath() {
    var record = request("POST", "/oauth/token")
    record.exceeded = "ip-limited"
    var anonymous = record
    anonymous.token = nil
    let report = audit([record, anonymous])
    let findings = report.findings("knewton.soft-limited")
    #expect(findings.map(\.names[0]) == ["-", shownToken.text])
    #expect(report.triples.isEmpty && report.pairs.count == 1)
  }

  @Test func unexplainedRefusals() throws {
    func refused(_ exceeded: ByteString?) -> ReferenceRecord {
      var record = request("GET", "/accounts/1", status: 429)
      record.exceeded = exceeded
      return record
    }
    let rule = "knewton.unexplained-rejection"
    for explained in ["ip-limited", "ip", "partner-limited", "partner"] as [ByteString] {
      #expect(audit([refused(explained)]).finding(rule) == nil)
    }
    for unexplained in [nil, "token-limited", "i", "IP-limited", "xip", "partne"] as [ByteString?] {
      let finding = try #require(audit([refused(unexplained)]).finding(rule))
      #expect(finding.numbers == "notice 1/0 x1")
    }
    // Near is no explanation, over and possible are.
    #expect(audit(times(15, refused(nil))).finding(rule)?.measured == 15)
    #expect(audit(times(16, refused(nil))).finding(rule) == nil)
    let straddling = times(8, request("GET", "/accounts/1", at: 59)) + [refused(nil)]
    let later = straddling.map { record in
      var record = record
      if record.status == 429 { record.time += 60_000 }
      return record
    }
    let many = later + times(7, request("GET", "/accounts/1", at: 60))
    #expect(audit(many).triples[0].rate.verdict == .possible)
    #expect(audit(many).finding(rule) == nil)
  }

  @Test func retryEpisodes() throws {
    let rule = "knewton.retry-episode"
    func refused(_ seconds: [Int64]) -> [ReferenceRecord] {
      seconds.map { request("GET", "/accounts/1", at: $0, status: 429) }
    }
    #expect(audit(refused(Array(0..<9))).finding(rule) == nil)
    let ten = audit(refused(Array(0..<10)))
    #expect(ten.finding(rule)?.numbers == "warning 10/10 x1")
    #expect(ten.triples[0].retries.episodes == 1 && ten.triples[0].retries.worst == 10)
    // 59 seconds apart is one episode, 60 are two; accepted ones in between do not end it.
    let close = refused((0..<10).map { $0 * 59 }) + [request("GET", "/accounts/1", at: 30)]
    #expect(audit(close).finding(rule)?.measured == 10)
    let apart = refused((0..<5).map { $0 * 59 } + (0..<5).map { 296 + $0 * 59 })
    #expect(audit(apart).finding(rule) == nil)
    let retries = audit(apart).triples[0].retries
    #expect(retries.episodes == 2 && retries.worst == 5)
    let three = refused(
      Array(0..<10) + (0..<12).map { 1_000 + $0 } + (0..<9).map { 2_000 + $0 }
        + (0..<10).map { 3_000 + $0 })
    let finding = try #require(audit(three).finding(rule))
    #expect(finding.numbers == "warning 12/10 x3")
    #expect(finding.first == at(0) && finding.last == at(3_000))
    #expect(finding.witness == nil)
  }
}
