import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// knewton.triple-rate: the 33 rows of SPEC 4.3 at the limit, over it and across a minute's edge.
@Suite struct TripleRateTests {
  private let rule = "knewton.triple-rate"

  /// Requests of a row of SPEC 4.3 at these seconds.
  private func requests(_ rate: KnewtonRate, _ seconds: [(count: Int, second: Int64)])
    -> [ReferenceRecord]
  {
    let target = rate.template.split(separator: "/").map { $0.hasPrefix("{") ? "x1" : String($0) }
    return seconds.flatMap { count, second in
      var record = request(
        .init(rate.method), "/" + target.joined(separator: "/"), at: second)
      // Otherwise a batch assignment has two quotas.
      if rate.assignsPerMinute != nil { record.assigns = false }
      return times(count, record)
    }
  }

  @Test(arguments: KnewtonRate.all) func atTheQuotaIsNear(_ rate: KnewtonRate) throws {
    let report = audit(requests(rate, [(rate.perMinute, 59)]))
    let finding = try #require(report.finding(rule))
    #expect(finding.numbers == "warning \(rate.perMinute)/\(rate.perMinute) x1")
    #expect(finding.certainty == nil)
    #expect(report.triples.map(\.rate.verdict) == [.near])
    #expect(report.triples.map(\.quota) == [rate.perMinute])
    #expect(finding.alignmentsOver == 0 && finding.alignments == 60)
    #expect(finding.window == FindingWindow(start: at(0), end: at(60), lens: "utc"))
  }

  @Test(arguments: KnewtonRate.all) func oneMoreIsOver(_ rate: KnewtonRate) throws {
    let quota = rate.perMinute
    let report = audit(requests(rate, [(quota + 1, 30), (1, 60)]))
    let finding = try #require(report.finding(rule))
    #expect(finding.numbers == "violation \(quota + 1)/\(quota) x1")
    #expect(finding.certainty == .proven)
    #expect(finding.alignmentsOver == 60)
    #expect(finding.window == FindingWindow(start: at(0), end: at(60), lens: "utc"))
    #expect(finding.first == at(0) && finding.last == at(0))
    #expect(finding.witness == nil)
    #expect(report.triples.map(\.windowsOver) == [1])
  }

  @Test(arguments: KnewtonRate.all) func acrossAnEdgeIsPossible(_ rate: KnewtonRate) throws {
    let quota = rate.perMinute
    let half = quota / 2
    let finding = try #require(
      audit(requests(rate, [(half, 50), (quota + 1 - half, 70)])).finding(rule))
    #expect(finding.numbers == "warning \(quota + 1)/\(quota) x1")
    #expect(finding.certainty == nil)
    // Windows that hold seconds 50 and 70: those that open in seconds 11 to 50.
    #expect(finding.alignmentsOver == 40)
    #expect(finding.window == FindingWindow(start: at(50), end: at(110), lens: "rolling"))
    #expect(finding.first == at(50) && finding.last == at(50))
    // 60 seconds apart no window holds both.
    let apart = audit(requests(rate, [(half, 10), (quota + 1 - half, 70)]))
    #expect(apart.triples.map(\.rate.alignmentsOver) == [0])
    #expect(apart.triples.map(\.rolling.requests) == [quota + 1 - half])
  }

  @Test func nearBeginsAtTheShareOfThePolicy() throws {
    let rate = try #require(KnewtonRate.all.first { $0.id == "account-get" })  // 15
    #expect(audit(requests(rate, [(11, 0)])).finding(rule) == nil)
    #expect(audit(requests(rate, [(12, 0)])).finding(rule)?.numbers == "warning 12/15 x1")
    let strict = try policy("warn_at: 34")  // 5.1
    #expect(audit(requests(rate, [(5, 0)]), policy: strict).finding(rule) == nil)
    #expect(audit(requests(rate, [(6, 0)]), policy: strict).finding(rule) != nil)
    let lax = try policy("warn_at: 100")
    #expect(audit(requests(rate, [(14, 0)]), policy: lax).finding(rule) == nil)
    #expect(audit(requests(rate, [(15, 0)]), policy: lax).finding(rule) != nil)
  }

  @Test func severalWindowsOver() throws {
    let rate = try #require(KnewtonRate.all.first { $0.id == "account-get" })
    let report = audit(requests(rate, [(16, 0), (18, 125), (18, 190), (16, 300), (15, 360)]))
    let finding = try #require(report.finding(rule))
    // The peak is the earliest largest window; first and last are those of all windows over.
    #expect(finding.numbers == "violation 18/15 x4")
    #expect(finding.window == FindingWindow(start: at(120), end: at(180), lens: "utc"))
    #expect(finding.first == at(0) && finding.last == at(300))
  }

  @Test func overOnlyAsTheMinutesLie() throws {
    let rate = try #require(KnewtonRate.all.first { $0.id == "account-get" })
    let finding = try #require(audit(requests(rate, [(8, 0), (8, 59)])).finding(rule))
    #expect(finding.certainty == .aligned)
    #expect(finding.alignmentsOver == 1)
    let proven = audit(requests(rate, [(8, 0), (8, 59), (16, 120)]))
    #expect(proven.finding(rule)?.certainty == .proven)
  }

  // MARK: Batch goal assignment (SPEC 4.3)

  private func batch(_ count: Int, assigns: Bool?) -> [ReferenceRecord] {
    var record = request("PUT", "/learning-instances/1/scoped-goals/2/registrations")
    record.assigns = assigns
    return times(count, record)
  }

  @Test func batchAssignmentsHaveAQuotaEachWay() throws {
    #expect(audit(batch(7, assigns: true)).finding(rule) == nil)
    #expect(audit(batch(10, assigns: true)).finding(rule)?.numbers == "warning 10/10 x1")
    let over = try #require(audit(batch(11, assigns: true)).finding(rule))
    #expect(over.numbers == "violation 11/10 x1")
    #expect(over.names[2].hasSuffix("/registrations (assign)"))
    #expect(audit(batch(79, assigns: false)).finding(rule) == nil)
    #expect(audit(batch(101, assigns: false)).finding(rule)?.numbers == "violation 101/100 x1")
  }

  @Test func batchAssignmentsOfUnknownDirection() throws {
    #expect(audit(batch(10, assigns: nil)).finding(rule) == nil)
    for count in [11, 80, 100] {
      let report = audit(batch(count, assigns: nil))
      let finding = try #require(report.finding(rule))
      #expect(finding.numbers == "warning \(count)/10 x1")
      #expect(finding.alignmentsOver == 0)
      #expect(finding.window?.lens == "rolling")
      #expect(report.triples.map(\.rate.verdict) == [.possible])
      #expect(report.triples.map(\.quota) == [100])
      #expect(finding.names[2].hasSuffix("/registrations"))
    }
    #expect(audit(batch(101, assigns: nil)).finding(rule)?.numbers == "violation 101/100 x1")
    let policy = try policy(
      "knewton: {endpoints: {goal-assign-batch: {assign: 3, unassign: 5}}}")
    #expect(audit(batch(4, assigns: nil), policy: policy).finding(rule)?.limit == 3)
    #expect(audit(batch(6, assigns: nil), policy: policy).finding(rule)?.limit == 5)
  }

  @Test func unlistedRequestsHaveNoQuota() throws {
    let hosts = try policy("knewton: {hosts: [api.example]}")
    var record = request("GET", "/nothing/here", status: 429)
    record.host = "api.example"
    let report = audit(times(2_000, record), policy: hosts)
    let row = try #require(report.triples.first)
    #expect(row.endpoint == "unlisted" && row.quota == nil && row.rate == RateVerdict())
    #expect(row.windowsOver == 0 && row.peak.requests == 2_000)
    #expect(
      report.rules == ["knewton.triple-rejected", "knewton.retry-episode"])
  }
}
