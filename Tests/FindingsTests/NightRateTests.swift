import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// Rate rules in windows that hold calls of earlier nights and of tonight.
@Suite struct NightRateTests {
  private let day: Int64 = 86_400
  /// What most of the triples here may do in a minute.
  private let thirty: Policy

  init() throws { thirty = try policy("knewton: {endpoints: {account-get: 30}}") }

  private func calls(_ count: Int, _ second: Int64) -> [ReferenceRecord] {
    times(count, call(second))
  }

  @Test func aMinuteOverMidnight() throws {
    // 29 of 30 each: no minute of either night is over, the 60 s around midnight are.
    let before = (0..<29).map { request("GET", "/accounts/1", at: -29 + Int64($0)) }
    let tonight = (0..<29).map { request("GET", "/accounts/1", at: Int64($0)) }
    let alone = try audit(tonight: tonight, policy: thirty)
    #expect(alone.finding("knewton.triple-rate")?.numbers == "warning 29/30 x1")
    #expect(alone.history?.overNights == [])
    let report = try audit(tonight: tonight, after: [before], policy: thirty)
    let finding = try #require(report.finding("knewton.triple-rate"))
    #expect(finding.numbers == "warning 58/30 x1")
    #expect(finding.window == FindingWindow(start: at(-29), end: at(31), lens: "rolling"))
    // A minute that opens 58 to 2 s before midnight holds 31 of them or more.
    #expect(finding.alignmentsOver == 57 && finding.alignments == 60)
    #expect(finding.message.hasSuffix("; 29 of the 58 came in earlier nights."))
    #expect(report.history?.overNights == [finding.id])
    #expect(finding.id == alone.finding("knewton.triple-rate")?.id)
    // Of everything else the report is that of tonight alone.
    #expect(report.triples.map(\.peak.requests) == alone.triples.map(\.peak.requests))
    #expect(report.totals.triples.attempted == 29)
  }

  @Test func aSecondOfAPair() throws {
    let before = (0..<8).map { anonymous(-8 + Int64($0)) }
    let tonight = (0..<8).map { anonymous(Int64($0)) }
    let finding = try #require(
      audit(tonight: tonight, after: [before]).finding("knewton.pair-rate"))
    #expect(finding.numbers == "warning 16/10 x1")
    #expect(finding.window?.start == Instant(milliseconds: at(0).milliseconds - 8))
    #expect(try audit(tonight: tonight).finding("knewton.pair-rate")?.numbers == "warning 8/10 x1")
  }

  @Test func aMinuteThatBothNightsHave() throws {
    // A late log brings 20 calls of a minute of which the night before had 20.
    let half = times(20, request("GET", "/accounts/1", at: 600))
    let report = try audit(tonight: half, after: [half], policy: thirty)
    let finding = try #require(report.finding("knewton.triple-rate"))
    #expect(finding.numbers == "violation 40/30 x1" && finding.certainty == .proven)
    #expect(finding.window == FindingWindow(start: at(600), end: at(660), lens: "utc"))
    #expect(report.findings.first?.id == finding.id, "the gravest first")
    #expect(try audit(tonight: half, policy: thirty).finding("knewton.triple-rate") == nil)
    // Three runs that have a part each.
    let third = times(12, request("GET", "/accounts/1", at: 600))
    let three = try audit(tonight: third, after: [third, third], policy: thirty)
    #expect(three.finding("knewton.triple-rate")?.numbers == "violation 36/30 x1")
    #expect(
      three.finding("knewton.triple-rate")?.message.contains("24 of the 36 came in earlier")
        == true)
  }

  /// SPEC section 7 lists what a finding is about.
  @Test func subjectsAreListed() throws {
    var tonight = times(20, request("GET", "/accounts/1", at: 600))
    // Fifty that are nearer to their quota.
    for token in 0..<50 {
      var other = request("GET", "/accounts/1", at: 6000)
      other.token = ByteString("other-token-\(token)")
      tonight += times(22, other)
    }
    let half = times(20, request("GET", "/accounts/1", at: 600))
    let alone = try audit(tonight: tonight, policy: thirty)
    #expect(!alone.triples.contains { $0.token == shownToken })
    let report = try audit(tonight: tonight, after: [half], policy: thirty)
    #expect(report.finding("knewton.triple-rate")?.names.first == shownToken.text)
    #expect(report.triples.first { $0.token == shownToken }?.counts.attempted == 20)
  }

  @Test func windowsWithoutACallOfTonightAreNotJudgedAgain() throws {
    // Last night's minute was over, and was reported then.
    let before = times(31, request("GET", "/accounts/1", at: -600))
    let tonight = [request("GET", "/accounts/1", at: 5)]
    let other = request("GET", "/accounts/1", at: -700)
    #expect(try audit(tonight: tonight, after: [before]).findings.isEmpty)
    // Even where tonight's logs reach behind it.
    #expect(try audit(tonight: [other] + tonight, after: [before]).findings.isEmpty)
    #expect(
      try audit(
        tonight: tonight + calls(1, 0), after: [before + calls(11_000, -day - 10)]
      ).findings.isEmpty)
  }

  @Test func theDayOfAGroup() throws {
    let rolling = try audit(tonight: calls(6000, 100), after: [calls(6000, -100)])
    let finding = try #require(rolling.finding("learn.calls"))
    #expect(finding.numbers == "warning 12000/10000 x1")
    #expect(
      finding.message.hasPrefix(
        "12,000 calls in 24 hours, the quota is 10,000; possibly over: 86,200 of 86,400 ways"))
    #expect(finding.message.hasSuffix("; 6,000 of the 12,000 came in earlier nights."))
    #expect(rolling.groups[0].rate.verdict == .clear, "the row is tonight's")
    // By the limiter's own reset one window holds both, which proves it.
    var before = calls(6000, -100)
    before[0].reset = midnight + 40_000
    let header = try #require(
      audit(tonight: calls(6000, 100), after: [before]).finding("learn.calls"))
    #expect(header.numbers == "violation 12000/10000 x1" && header.certainty == .proven)
    #expect(header.window?.lens == "header" && header.window?.end == at(40_000))
    // Fewer in all than would be near the quota.
    #expect(try audit(tonight: calls(3999, 100), after: [calls(4000, -100)]).findings.isEmpty)
    #expect(
      try audit(tonight: calls(4000, 100), after: [calls(4000, 20)]).finding("learn.calls")?.numbers
        == "warning 8000/10000 x1")
  }

  @Test func theQuotaIsTonights() throws {
    var before = calls(30, -100)
    for index in before.indices { before[index].limit = 10 }
    var tonight = calls(15, 100)
    for index in tonight.indices { tonight[index].limit = 20 }
    #expect(
      try audit(tonight: tonight, after: [before]).finding("learn.calls")?.numbers
        == "warning 45/20 x1")
  }

  @Test(arguments: ["anchored", "rolling"]) func otherLenses(_ lens: String) throws {
    let policy = try policy("learn: {calls_per_day: 5, lens: \(lens)}")
    let report = try audit(
      tonight: calls(3, 10), after: [calls(3, -10) + calls(9, -3 * day)], policy: policy)
    let finding = try #require(report.finding("learn.calls"))
    #expect(finding.numbers == "violation 6/5 x1")
    #expect(finding.window == FindingWindow(start: at(-10), end: at(day - 10), lens: lens))
  }

  /// The stricter of two quotas on one endpoint.
  @Test func assignmentsOfUnknownDirection() throws {
    func batch(_ second: Int64) -> [ReferenceRecord] {
      times(8, request("PUT", "/learning-instances/1/scoped-goals/2/registrations", at: second))
    }
    #expect(try audit(tonight: batch(10)).findings.isEmpty)
    let report = try audit(tonight: batch(10), after: [batch(-10)])
    let finding = try #require(report.finding("knewton.triple-rate"))
    #expect(finding.numbers == "warning 16/10 x1" && finding.alignmentsOver == 0)
    #expect(finding.window?.lens == "rolling")
  }

  @Test func partitionsAndNamesAreKeptApart() throws {
    var other = request("GET", "/accounts/1", at: -5)
    other.token = "another-token"
    let zero = "a\u{0}b"
    var mine = call(5)
    mine.group = ByteString(zero)
    var before = call(-5)
    before.group = ByteString(zero)
    let policy = try policy(
      "{learn: {calls_per_day: 10}, knewton: {endpoints: {account-get: 30}}}")
    let report = try audit(
      tonight: times(20, request("GET", "/accounts/1", at: 5)) + times(6, mine),
      after: [times(20, other) + times(6, before)], policy: policy)
    #expect(report.findings("knewton.triple-rate").isEmpty)
    #expect(report.finding("learn.calls")?.numbers == "warning 12/10 x1")
  }

  /// Whatever is cut in two: what is found over the nights is what an audit of both would find, if its
  /// window holds a call of tonight; and what tonight alone has is there at least as large.
  @Test func itIsWhatOneAuditFinds() throws {
    var random = SplitMix64(seed: TestSeed.seed(70))
    let policy = try policy(
      "{learn: {calls_per_day: 4, lens: utc}, knewton: {requests_per_second: 3}}")
    var overNights = 0
    for _ in 0..<60 {
      var nights: [[ReferenceRecord]] = [[], []]
      for night in nights.indices {
        for _ in 0..<random.integer(1...14) {
          let side = random.chance(80) ? (night == 0 ? -1 : 1) : (night == 0 ? 1 : -1)
          let second = Int64(side * random.pick([1, 20, 59, 61, 4000, 90_000]))
          nights[night].append(
            random.chance(50)
              ? call(second) : anonymous(second * 1000 + Int64(random.integer(0...999))))
          if random.chance(30), let last = nights[night].last { nights[night] += [last, last] }
        }
      }
      let alone = try audit(tonight: nights[1], policy: policy)
      let joined = try audit(tonight: nights[1], after: [nights[0]], policy: policy)
      let whole = try audit(tonight: nights[0] + nights[1], policy: policy)
      let known = Dictionary(whole.findings.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      let ids = joined.history?.overNights ?? []
      overNights += ids.count
      for finding in joined.findings where ids.contains(finding.id) {
        let all = try #require(known[finding.id])
        #expect(all.severity <= finding.severity)
        if all.window == finding.window { #expect(all.measured == finding.measured) }
        #expect(all.severity < finding.severity || all.measured >= finding.measured)
      }
      for finding in alone.findings {
        let now = try #require(joined.findings.first { $0.id == finding.id })
        #expect(now.severity <= finding.severity)
        if !ids.contains(finding.id) { #expect(now.numbers == finding.numbers) }
      }
      for finding in whole.findings where finding.window?.end ?? at(0) > at(86_400 * 2) {
        #expect(joined.findings.contains { $0.id == finding.id })
      }
    }
    #expect(overNights > 20, "the cut matters")
  }

  @Test func damagedUsageIsRefusedOrCounted() throws {
    let night = times(20, request("GET", "/accounts/1", at: 600)) + calls(9000, 700)
    let file = try usageFile(night)
    for position in stride(from: 40, to: file.count, by: 7) {
      var damaged = file
      damaged[position] ^= 0x55
      let report = try? audit(tonight: night, files: [damaged])
      guard let report else { continue }
      #expect(report.totals.triples.attempted == 20)
    }
  }

  @Test func partnerViewsHaveTheirOwn() throws {
    let night = times(20, request("GET", "/accounts/1", at: 600)) + calls(6000, 700)
    let view = try audit(
      tonight: night, after: [night], scope: ReportScope(.group, "acme"))
    #expect(view.findings.map(\.rule) == ["learn.calls"])
    #expect(view.history?.overNights.count == 1)
  }
}
