import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// The same usage by other quotas.
struct WhatIfTests {
  private func tried(
    _ records: [ReferenceRecord], _ overrides: [String], policy: Policy = .standard
  ) throws -> WhatIfReport {
    let quotas = try overrides.map { try QuotaOverride($0) }
    var other = policy
    for quota in quotas { quota.apply(to: &other) }
    return WhatIfReport(
      ruling: audit(records, policy: policy), tried: audit(records, policy: other),
      overrides: quotas.map { WhatIfOverride(key: $0.key, value: $0.value) })
  }

  @Test func groupsStandSideBySide() throws {
    let calls = (0..<12).map { call(Int64($0)) } + [call(20, group: nil)]
    let report = try tried(calls, ["learn.calls_per_day=10", "learn.sites=1"])
    #expect(report.groups.map(\.group) == ["acme"])  // `-` is not judged.
    #expect(report.groups[0].ruling.callQuota == 10_000)
    #expect(report.groups[0].ruling.verdict == .clear)
    #expect(report.groups[0].tried.callQuota == 10)
    #expect(report.groups[0].tried.verdict == .over)
    #expect(report.groups[0].tried.windowsOver == 1)
    #expect(report.groups[0].tried.siteQuota == 1)
    #expect(report.rules.first { $0.rule == "learn.calls" } == WhatIfRule("learn.calls", 0, 1))
    #expect(
      report.rules.first { $0.rule == "learn.sites-near" } == WhatIfRule("learn.sites-near", 0, 1))
  }

  @Test func groupsThatAreNotThereAreNamed() throws {
    let calls = [call(0), call(1, group: nil)]
    let quotas = [
      "groups.nobody.sites=1", "groups.acme.sites=1", "groups.nobody.calls_per_day=1",
      "groups.-.sites=1", "learn.sites=7",
    ]
    #expect(try tried(calls, quotas).absentGroups == ["-", "nobody"])
    var policy = Policy.standard
    policy.learn.partition = .groupAndSite
    #expect(try tried(calls, quotas, policy: policy).absentGroups == ["-", "nobody"])
    policy.learn.partition = .application  // The calls name no application, so no row has a group.
    #expect(try tried(calls, quotas, policy: policy).absentGroups == ["-", "acme", "nobody"])
  }

  /// With the smallest quota nothing is over, however the clock is laid; with one less something is.
  @Test func theSmallestQuotaIsTheSmallest() throws {
    // Eight calls within a day across midnight: no UTC day holds more than five.
    let calls = [-9, -6, -3, 2, 5, 8, 9, 12].map { call($0 * 3600) } + [call(90 * 3600)]
    let smallest = try tried(calls, ["learn.sites=9"]).groups[0].smallestCallQuota
    #expect(smallest == 8)
    for (quota, alignmentsOver) in [(smallest, 0), (smallest - 1, 1)] {
      var policy = Policy.standard
      policy.learn.callsPerDay = quota
      let group = try #require(audit(calls, policy: policy).groups.first)
      #expect((group.rate.alignmentsOver ?? 0) >= alignmentsOver)
      #expect((group.rate.alignmentsOver == 0) == (alignmentsOver == 0))
    }
  }

  @Test func endpointsAreCountedByVerdict() throws {
    let gets = (0..<16).map { request("GET", "/accounts/1", at: $0) }
    let report = try tried(gets, ["knewton.endpoints.account-get=18"])
    #expect(report.endpoints.map(\.endpoint) == ["GET /accounts/{id}"])
    #expect(report.endpoints[0].ruling.over == 1)
    #expect(report.endpoints[0].tried.over == 0)
    #expect(report.endpoints[0].tried.near == 1)
  }
}

extension WhatIfRule {
  fileprivate init(_ rule: String, _ ruling: Int, _ tried: Int) {
    self.init(rule: rule, ruling: ruling, tried: tried)
  }
}
