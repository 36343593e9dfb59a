import Bytes
import TestSupport
import Testing

@testable import Findings

/// learn.calls through all lenses, and where a group's quota comes from (SPEC section 5).
@Suite struct GroupCallsTests {
  private let rule = "learn.calls"
  private let day: Int64 = 86_400

  private func calls(_ counts: [(count: Int, second: Int64)]) -> [ReferenceRecord] {
    counts.flatMap { times($0.count, call($0.second)) }
  }

  @Test func theDocumentedQuota() throws {
    #expect(audit(calls([(7_999, 0)])).finding(rule) == nil)
    let near = try #require(audit(calls([(10_000, 0)])).finding(rule))
    #expect(near.numbers == "warning 10000/10000 x1")
    let report = audit(calls([(10_001, 0)]))
    #expect(report.finding(rule)?.numbers == "violation 10001/10000 x1")
    #expect(report.groups[0].quota == 10_000)
    #expect(report.groups[0].quotaSource == "documented")
  }

  @Test func theAlignedDay() throws {
    let five = try policy("learn: {calls_per_day: 5, lens: utc}")
    func finding(_ counts: [(count: Int, second: Int64)]) -> Finding? {
      audit(calls(counts), policy: five).finding(rule)
    }
    #expect(finding([(3, 0)]) == nil)
    #expect(finding([(4, 0)])?.numbers == "warning 4/5 x1")
    #expect(finding([(5, 1), (5, day)])?.numbers == "warning 10/5 x1")
    #expect(finding([(5, 0), (5, day)])?.numbers == "warning 5/5 x1")
    #expect(finding([(5, 0), (5, 2 * day)])?.numbers == "warning 5/5 x1")
    let over = try #require(finding([(5, 0), (1, day - 1), (6, 3 * day)]))
    #expect(over.numbers == "violation 6/5 x2")
    #expect(over.window == FindingWindow(start: at(0), end: at(day), lens: "utc"))
    #expect(over.first == at(0) && over.last == at(3 * day))
    #expect(over.certainty == .proven)
    let aligned = try #require(finding([(5, 0), (1, day - 1)]))
    #expect(aligned.certainty == .aligned)
    #expect(aligned.alignmentsOver == 1 && aligned.alignments == 86_400)
    let possible = try #require(finding([(3, day - 10), (3, day + 9)]))
    #expect(possible.numbers == "warning 6/5 x1")
    // Days that open 19 s or less before the earlier ones do not hold the later ones.
    #expect(possible.alignmentsOver == 86_400 - 19)
    #expect(
      possible.window
        == FindingWindow(start: at(day - 10), end: at(2 * day - 10), lens: "rolling"))
  }

  @Test func theHeaderDay() throws {
    let five = try policy("learn: {calls_per_day: 5}")
    var records = calls([(3, 50_000), (3, 90_000)])
    #expect(audit(records, policy: five).groups[0].lens == "utc")
    for index in records.indices { records[index].reset = midnight + 100_000 }
    let report = audit(records, policy: five)
    let finding = try #require(report.finding(rule))
    #expect(finding.numbers == "violation 6/5 x1")
    #expect(finding.certainty == .proven)
    #expect(
      finding.window
        == FindingWindow(start: at(100_000 - day), end: at(100_000), lens: "header"))
    #expect(report.groups[0].headerPeak?.requests == 6)
    #expect(report.groups[0].utcPeak?.requests == 3)
    // A window that ends where no reset header said so is only aligned.
    let later = calls([(3, 100_000), (3, 100_000 + day - 1)]) + [records[0]]
    #expect(audit(later, policy: five).finding(rule)?.certainty == .aligned)
  }

  @Test func unstableHeadersFallBackToTheEpoch() throws {
    var records = calls([(1, 0), (1, 1)])
    records[0].reset = midnight + 50_000
    records[1].reset = midnight + 53_600
    #expect(audit(records).groups[0].header.unstable == false)
    #expect(audit(records).groups[0].lens == "header")
    records[1].reset = midnight + 53_601
    let row = try #require(audit(records).groups.first)
    #expect(row.header.unstable && row.lens == "utc" && row.headerPeak == nil)
  }

  /// `Retry-After` of refusals lays windows only where no reset is sent at all.
  @Test func windowsOfRetryAfter() throws {
    var refused = call(10, status: 429)
    refused.retryAfter = .seconds(70_000)
    var accepted = call(20)
    accepted.retryAfter = .seconds(30_000)
    #expect(audit([refused, accepted]).groups[0].headerPeak?.end == at(70_010))
    accepted.reset = midnight + 40_000
    #expect(audit([refused, accepted]).groups[0].headerPeak?.end == at(40_000))
    #expect(audit([call(20)]).groups[0].headerPeak == nil)
  }

  @Test func theAnchoredAndTheRollingDay() throws {
    let records = calls([(1, 50_000), (2, 86_399), (1, 86_400), (2, 50_000 + day), (4, 200_000)])
    let anchored = try policy("learn: {calls_per_day: 3, lens: anchored}")
    let report = audit(records, policy: anchored)
    #expect(report.finding(rule)?.numbers == "violation 6/3 x2")
    #expect(
      report.groups[0].windowsOver.map(\.start) == [at(50_000), at(50_000 + day)])
    #expect(report.groups[0].windowsOver.map(\.requests) == [4, 6])
    let rolling = try policy("learn: {calls_per_day: 3, lens: rolling}")
    let finding = try #require(audit(records, policy: rolling).finding(rule))
    #expect(finding.numbers == "violation 6/3 x1")
    #expect(
      finding.window
        == FindingWindow(start: at(50_000 + day), end: at(50_000 + 2 * day), lens: "rolling"))
  }

  @Test func whereTheQuotaComesFrom() throws {
    var records = calls([(3, 0)])
    records[0].limit = 100
    records[1].limit = 200
    let header = audit(records).groups[0]
    #expect(header.quota == 200 && header.quotaSource == "header", "ties: larger")
    #expect(header.header.quotasSeen == [100, 200])
    records[2].limit = 100
    #expect(audit(records).groups[0].quota == 100)
    let learn = try policy("learn: {calls_per_day: 7}")
    #expect(audit(records, policy: learn).groups[0].quota == 7)
    let group = try policy(
      "{learn: {calls_per_day: 7}, groups: {acme: {calls_per_day: 9, production: true}}}")
    let row = audit(records, policy: group).groups[0]
    #expect(row.quota == 9 && row.quotaSource == "policy" && row.production)
  }

  @Test func partialWindowsReachBeyondThePeriod() throws {
    let utc = try policy("learn: {lens: utc}")
    let records = calls([(1, 0), (3, day), (2, 2 * day)])
    let whole = audit(records, policy: utc).groups[0]
    #expect(whole.peak?.start == at(day) && whole.peak?.partial == false)
    let later = audit(calls([(1, 1), (2, day - 1), (1, day)]), policy: utc).groups[0]
    #expect(later.peak?.start == at(0) && later.peak?.partial == true)
    let first = audit(calls([(3, 0), (1, day - 1)]), policy: utc).groups[0]
    #expect(first.peak?.partial == true)
    #expect(audit(calls([(3, 0), (1, day)]), policy: utc).groups[0].peak?.partial == false)
  }

  /// The row `-` has counts but no verdict (SPEC section 3).
  @Test func callsWithoutAGroupAreNotJudged() throws {
    var record = call(0, group: nil, status: 429)
    record.app = nil
    record.error = "exceeded maximum number of client installations"
    let report = audit(times(11, record), policy: try policy("learn: {calls_per_day: 1, sites: 1}"))
    #expect(report.findings.isEmpty)
    let row = report.groups[0]
    #expect(row.group == "-" && row.attempted == 11 && row.rejected == 11)
    #expect(row.quota == nil && row.quotaSource == nil && row.rate == RateVerdict())
    #expect(row.sites.quota == nil && row.windowsOver.isEmpty && row.sites.overQuota.isEmpty)
    #expect(row.peak?.requests == 11)
    #expect(report.totals.installRefused == 11 && report.totals.unattributed == 11)
  }
}
