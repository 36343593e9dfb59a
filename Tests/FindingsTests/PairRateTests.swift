import Bytes
import TestSupport
import Testing

@testable import Findings

/// knewton.pair-rate: ten unauthenticated requests in a second (SPEC 4.2), in milliseconds.
@Suite struct PairRateTests {
  private let rule = "knewton.pair-rate"

  private func burst(_ counts: [(count: Int, millisecond: Int64)]) -> [ReferenceRecord] {
    counts.flatMap { times($0.count, anonymous($0.millisecond)) }
  }

  @Test func atTheQuotaAndOver() throws {
    #expect(audit(burst([(7, 0)])).finding(rule) == nil)
    #expect(audit(burst([(8, 0)])).finding(rule)?.numbers == "warning 8/10 x1")
    #expect(audit(burst([(10, 999)])).finding(rule)?.numbers == "warning 10/10 x1")
    let report = audit(burst([(10, 0), (1, 999)]))
    let finding = try #require(report.finding(rule))
    #expect(finding.numbers == "violation 11/10 x1")
    #expect(finding.certainty == .aligned)
    #expect(finding.alignmentsOver == 1 && finding.alignments == 1000)
    #expect(finding.names == ["10.0.0.1", "https://a.example"])
    #expect(finding.window == FindingWindow(start: at(0), end: at(1), lens: "utc"))
    #expect(report.pairs.map(\.windowsOver) == [1])
  }

  @Test func acrossASecondsEdge() throws {
    let finding = try #require(audit(burst([(5, 900), (6, 1_100)])).finding(rule))
    #expect(finding.numbers == "warning 11/10 x1")
    // Windows that open in milliseconds 101 to 900.
    #expect(finding.alignmentsOver == 800)
    #expect(
      finding.window
        == FindingWindow(
          start: .init(milliseconds: midnight * 1000 + 900),
          end: .init(milliseconds: midnight * 1000 + 1_900), lens: "rolling"))
    let last = audit(burst([(5, 101), (6, 1_100)]))
    #expect(last.finding(rule)?.alignmentsOver == 1)
    let apart = audit(burst([(5, 100), (6, 1_100)]))
    #expect(apart.finding(rule) == nil)
    #expect(apart.pairs.map(\.rate.verdict) == [.clear])
  }

  @Test func thePolicyMaySetTheQuota() throws {
    let policy = try policy("knewton: {requests_per_second: 3}")
    #expect(audit(burst([(3, 0)]), policy: policy).finding(rule)?.numbers == "warning 3/3 x1")
    #expect(audit(burst([(4, 0)]), policy: policy).finding(rule)?.numbers == "violation 4/3 x1")
  }

  /// Pairs are those requests that are not authenticated, whatever their endpoint.
  @Test func whatIsCountedInPairs() {
    var unauthorized = request("GET", "/accounts/1")
    unauthorized.status = 401
    let token = request("POST", "/oauth/token")
    let report = audit(
      times(6, unauthorized) + times(5, token) + times(3, request("GET", "/accounts")))
    #expect(report.finding(rule)?.measured == 11)
    #expect(report.totals.pairs.count == 1 && report.totals.pairs.attempted == 11)
    #expect(report.totals.triples.attempted == 0 && report.totals.other == 3)
  }

  @Test func clientAndURIMakeThePair() {
    var second = anonymous(0)
    second.client = "10.0.0.2"
    var third = anonymous(0)
    third.uri = nil
    var fourth = anonymous(0)
    fourth.client = nil
    let report = audit(
      times(10, anonymous(0)) + times(9, second) + times(8, third) + times(11, fourth))
    #expect(report.totals.pairs.count == 4)
    #expect(
      report.findings(rule).map(\.names) == [
        ["-", "https://a.example"], ["10.0.0.1", "https://a.example"],
        ["10.0.0.2", "https://a.example"], ["10.0.0.1", "-"],
      ])
  }
}
