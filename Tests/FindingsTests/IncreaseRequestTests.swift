import Bytes
import LimitCatalog
import TestSupport
import Testing
import Usage

@testable import Findings

/// What a group's usage comes to as an increase request.
@Suite struct IncreaseRequestTests {
  private static let day: Int64 = 86_400

  private static func request(
    _ records: [ReferenceRecord], demand: DemandStudy? = nil, group: ByteString = "acme",
    policy: Policy = .standard
  ) throws -> IncreaseRequest {
    let usage = usage(of: ["a.log": records], policy: policy)
    var reader = try usage.reader()
    var study: GroupStudy?
    while let entry = try reader.next() {
      guard case .group(let usage_) = entry, usage_.name == group else { continue }
      study = GroupStudy(usage_, policy: policy, sums: usage.sums)
    }
    return IncreaseRequest(
      try #require(study), demand: demand, options: IncreaseOptions(group: group), policy: policy,
      tool: ToolIdentity(name: "quota-audit", version: "test"))
  }

  /// So many calls from a second on, one a second.
  private static func calls(
    _ count: Int, from second: Int64, status: Int = 200
  ) -> [ReferenceRecord] {
    (0..<Int64(count)).map { call(second + $0, status: status) }
  }

  /// Calls of another group that make the days from the first to the last complete.
  private static func frame(_ days: Int64) -> [ReferenceRecord] {
    (0..<days).map { call($0 * day + 43_200, group: "other") }
      + [call(1800, group: "other"), call(days * day - 1800, group: "other")]
  }

  @Test func daysAndTheirStatistics() throws {
    // Five complete days with 30, 0, 10, 20 and 5 calls, and a sixth that ends at noon.
    let records =
      Self.frame(5) + Self.calls(30, from: 3600) + Self.calls(10, from: 2 * Self.day)
      + Self.calls(20, from: 3 * Self.day + 50) + Self.calls(5, from: 4 * Self.day + 50)
      + Self.calls(40, from: 5 * Self.day + 43_000)
    let request = try Self.request(records)
    #expect(request.days.map(\.attempted) == [30, 10, 20, 5, 40])
    #expect(request.days.map(\.isComplete) == [true, true, true, true, false])
    let days = try #require(request.dayStatistics)
    // In order 0, 5, 10, 20, 30: the third of five is the median, the fifth the 95th percentile.
    #expect(days.completeDays == 5)
    #expect(days.quietDays == 1)
    #expect(days.percentiles?.p50 == 10)
    #expect(days.percentiles?.p95 == 30)
    #expect(days.percentiles?.max == 30)
    // The day that is not complete is the busiest all the same: it had at least as many.
    #expect(request.busiest.start == at(5 * Self.day))
    #expect(request.calls.measured == 40)
  }

  @Test func ofFewDaysThereAreNoPercentiles() throws {
    let records = Self.frame(4) + Self.calls(30, from: 3600)
    let days = try #require(try Self.request(records).dayStatistics)
    #expect(days.completeDays == 4)
    #expect(days.quietDays == 3)
    #expect(days.percentiles == nil)
  }

  @Test(arguments: [(3599, 82_800, 1), (3600, 82_800, 0), (3599, 82_799, 0)])
  func aDayIsCoveredFromItsFirstToItsLastHour(
    _ first: Int64, _ last: Int64, _ complete: Int
  ) throws {
    let request = try Self.request([call(first), call(last)])
    #expect((request.dayStatistics?.completeDays ?? 0) == complete)
  }

  @Test func unmetDemandIsAddedToItsDay() throws {
    let policy = try policy("learn: {calls_per_day: 20, lens: utc}")
    let records =
      Self.calls(20, from: 3600) + Self.calls(6, from: 40_000, status: 429)
      + Self.calls(22, from: Self.day + 3600)
    var demand = DemandStudy()
    demand.attempted = 48
    demand.demands = 4
    demand.metDemands = 1
    demand.repeatedRefusals = 2
    demand.unmetSeconds = [40_000, 40_001, 40_005].map { midnight + $0 }
    let request = try Self.request(records, demand: demand, policy: policy)
    #expect(request.days.map(\.unmet) == [3, 0])
    #expect(request.days.map(\.demand) == [23, 22])
    #expect(request.busiest.start == at(0))
    // 23 x 1.2 = 27.6, 28 x 1.3 = 36.4.
    #expect(request.calls.grown == 28)
    #expect(request.calls.roomy == 37)
    #expect(request.calls.proposed == 37)
    #expect(request.calls.current == 20)
    #expect(request.unmet == UnmetDemand(demands: 4, met: 1, unmet: 3))
    #expect(request.savings.map(\.kind) == [.retries])
    #expect(request.savings.first?.saved == 2)
  }

  @Test func withoutTheCallsEveryRefusalCounts() throws {
    let request = try Self.request(
      Self.calls(20, from: 3600) + Self.calls(6, from: 40_000, status: 429))
    #expect(request.isFromUsage)
    #expect(request.unmet == nil)
    #expect(request.days.map(\.demand) == [26])
    #expect(request.apis == nil)
    #expect(request.savings == [])
  }

  @Test func whenTheQuotaWasUsedUp() throws {
    let policy = try policy("learn: {calls_per_day: 20, lens: utc}")
    // The 20th call is 19 s after the first; refusals begin later. The second day stays below.
    let records =
      Self.calls(25, from: 3600) + Self.calls(2, from: 50_000, status: 429)
      + Self.calls(19, from: Self.day + 100)
      + [call(2 * Self.day + 7, status: 402)]
    let request = try Self.request(records, policy: policy)
    #expect(request.exhaustions.map(\.window.start) == [at(0), at(2 * Self.day)])
    #expect(request.exhaustions.map(\.exhausted) == [at(3619), nil])
    #expect(request.exhaustions.map(\.firstRefusal) == [at(50_000), at(2 * Self.day + 7)])
  }

  @Test func exactlyTheQuotaUsesItUp() throws {
    let policy = try policy("learn: {calls_per_day: 20}")
    #expect(try Self.request(Self.calls(20, from: 5), policy: policy).exhaustions.count == 1)
    #expect(try Self.request(Self.calls(19, from: 5), policy: policy).exhaustions == [])
  }

  @Test func windowsOfTheLensCountToo() throws {
    // 30 calls around midnight: a UTC day has 15 of them, a window from the first call all.
    let policy = try policy("learn: {lens: anchored}")
    let request = try Self.request(Self.calls(30, from: Self.day - 15), policy: policy)
    #expect(request.days.map(\.attempted) == [15, 15])
    #expect(request.calls.measured == 30)
    #expect(request.busiest.start == at(Self.day - 15))
  }

  @Test func sitesGrowToWholeSites() throws {
    var records = Self.calls(7, from: 100)
    for index in records.indices { records[index].site = ByteString("s\(index).example") }
    records[6].error = "You have exceeded maximum number of client installations."
    let request = try Self.request(records)
    // 7 x 1.2 = 8.4, 9 x 1.3 = 11.7.
    #expect(request.sites.measured == 7)
    #expect(request.sites.grown == 9)
    #expect(request.sites.proposed == 12)
    #expect(request.sites.current == 6)
    #expect(request.refusedInstallations == 1)
  }

  @Test func whatThePolicySaysOfTheGroup() throws {
    let calls = Self.calls(2, from: 1)
    #expect(try Self.request(calls).isProduction == nil)
    let listed = try policy("groups: {acme: {contact: dev@acme.example}}")
    #expect(try Self.request(calls, policy: listed).isProduction == false)
    #expect(try Self.request(calls, policy: listed).contact == "dev@acme.example")
    let production = try policy("groups: {acme: {production: true}}")
    #expect(try Self.request(calls, policy: production).isProduction == true)
  }

  @Test func sharesAndParts() throws {
    var demand = DemandStudy()
    demand.endpoints = [
      "GET /learn/api/public/v1/users/{id}", "GET /learn/api/public/v2/courses/{id}/gradebook/x",
      "POST /learn/api/public/v2/courses", "GET /learn/api/v1/courses/{id}/users", "GET /other",
      "- /learn/api/", "(more)",
    ].map { EndpointDemand(endpoint: ByteString($0), attempted: 1, rejected: 0) }
    let request = try Self.request(Self.calls(3, from: 1), demand: demand)
    #expect(request.apis == ["courses", "courses/gradebook", "courses/users", "users"])
    #expect(request.share(of: 1) == 333)
    #expect(request.share(of: 2) == 667)
    #expect(request.share(of: 3) == 1000)
  }

  @Test func tokensInNamesAreMasked() throws {
    var demand = DemandStudy()
    demand.endpoints = [
      EndpointDemand(endpoint: "GET /learn/api/secret-token", attempted: 1, rejected: 0)
    ]
    demand.repeats = [EndpointSaving(endpoint: "GET /secret-token", calls: 1, saved: 1)]
    var records = Self.calls(2, from: 1)
    for index in records.indices {
      records[index].site = "secret-token.example"
      records[index].app = "x-secret-token"
    }
    var request = try Self.request(records, demand: demand)
    request.status.reasons = ["\"secret-token\" is missing"]
    var mask = TokenMask(for: request)
    mask.add(CallerToken("secret-token"), TokenTrace("secret-token"))
    let masked = request.masked(by: mask)
    var text = ""
    dump(masked, to: &text)
    #expect(!text.contains("secret-token"))
    #expect(masked.busySites.first?.site == ByteString(shownToken.text + ".example"))
    #expect(masked.endpoints?.first?.endpoint == ByteString("GET /learn/api/" + shownToken.text))
  }
}
