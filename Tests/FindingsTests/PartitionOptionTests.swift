import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// Policy key `learn.partition` (SPEC 4.5).
@Suite struct PartitionOptionTests {
  private func call(_ group: ByteString?, _ app: ByteString?, _ site: ByteString?)
    -> ReferenceRecord
  {
    var record = FindingsTests.call(0, group: group)
    record.app = app
    record.site = site
    return record
  }

  private func partitioned(_ partition: String, _ more: String = "") throws -> Policy {
    try policy("{learn: {partition: \(partition), calls_per_day: 2, sites: 1}\(more)}")
  }

  private let records: [(ByteString?, ByteString?, ByteString?)] = [
    ("g1", "a1", "s1"), ("g1", "a1", "S2:443"), ("g1", "a2", nil), ("g2", "a1", "s1"),
    (nil, "a1", "s1"), (nil, nil, "s1"), (nil, nil, nil), ("g1", nil, "s1"),
  ]

  private func rows(_ partition: String) throws -> [String: Int] {
    let report = audit(
      records.map { call($0.0, $0.1, $0.2) }, policy: try partitioned(partition))
    #expect(report.groups.map(\.group) == report.groups.map(\.group).sorted())
    #expect(report.totals.unattributed == 3, "unattributed always means groups")
    #expect(
      report.finding("learn.application-groups")?.names == ["a1"],
      "application-groups always means groups")
    return Dictionary(uniqueKeysWithValues: report.groups.map { ($0.group.text, $0.attempted) })
  }

  @Test func rowsAreNamedByTheirParts() throws {
    #expect(try rows("group") == ["g1": 4, "g2": 1, "-": 3])
    #expect(
      try rows("group+site")
        == ["g1 + s1": 2, "g1 + s2": 1, "g1 + -": 1, "g2 + s1": 1, "- + s1": 2, "- + -": 1])
    #expect(try rows("application") == ["a1": 4, "a2": 1, "-": 3])
    #expect(
      try rows("application+site")
        == ["a1 + s1": 3, "a1 + s2": 1, "a2 + -": 1, "- + s1": 2, "- + -": 1])
  }

  /// A row whose first part is `-` is not judged; a missing site is no reason.
  @Test(arguments: ["group", "group+site", "application", "application+site"])
  func rowsWithoutAFirstPartAreNotJudged(_ partition: String) throws {
    let known = times(3, call("g", "a", nil))
    let unknown = times(3, call(partition.hasPrefix("group") ? nil : "g", nil, "s"))
    let report = audit(known + unknown, policy: try partitioned(partition))
    let site = partition.hasSuffix("+site")
    let first = partition.hasPrefix("group") ? "g" : "a"
    #expect(report.findings.map(\.names) == [[first + (site ? " + -" : "")]])
    #expect(report.finding("learn.calls")?.numbers == "violation 3/2 x1")
    let row = try #require(report.groups.first { $0.group.bytes[0] == 0x2D })
    #expect(row.quota == nil && row.sites.quota == nil && row.rate == RateVerdict())
  }

  /// A group may be named like a row without one; neither hides the other or depends on the order.
  @Test func rowsOfEqualNames() throws {
    let records = [call(nil, "a", "x + y"), call("- + x", "a", "y")]
    for records in [records, records.reversed()] {
      let report = audit(records, policy: try partitioned("group+site"))
      #expect(report.groups.map(\.group) == ["- + x + y", "- + x + y"])
      #expect(report.groups.map(\.quota) == [2, nil])
    }
  }

  /// A row takes the quotas of the one group all its requests belong to, else learn's.
  @Test func quotasOfTheOneGroup() throws {
    let groups = ", groups: {g1: {calls_per_day: 7, sites: 5, production: true}}"
    let one = times(2, call("g1", "a1", "s1"))
    for partition in ["group", "group+site", "application", "application+site"] {
      let row = audit(one, policy: try partitioned(partition, groups)).groups[0]
      #expect(row.quota == 7 && row.sites.quota == 5 && row.production, "\(partition)")
      #expect(row.quotaSource == "policy")
    }
    let two = one + [call("g2", "a1", "s1")]
    let mixed = audit(two, policy: try partitioned("application", groups)).groups[0]
    #expect(mixed.quota == 2 && mixed.sites.quota == 1 && !mixed.production)
    let partly = one + [call(nil, "a1", "s1")]
    #expect(audit(partly, policy: try partitioned("application", groups)).groups[0].quota == 2)
    let bare = try policy("{learn: {partition: application}, groups: {g1: {calls_per_day: 7}}}")
    #expect(audit(two, policy: bare).groups[0].quota == 10_000)
    #expect(audit(two, policy: bare).groups[0].quotaSource == "documented")
  }

  /// Applications registered in the policy attribute calls that name no group.
  @Test func groupsOfApplications() throws {
    let policy = try policy("groups: {g1: {calls_per_day: 1, applications: [a1, a2]}}")
    let report = audit(
      [call(nil, "a1", nil), call(nil, "a2", nil), call("g2", "a1", nil), call(nil, "a3", nil)],
      policy: policy)
    #expect(report.groups.map(\.group.text) == ["-", "g1", "g2"])
    #expect(report.groups.map(\.attempted) == [1, 2, 1])
    #expect(report.finding("learn.calls")?.names == ["g1"])
  }

  /// Excluded paths are counted, but are no calls.
  @Test func excludedPaths() throws {
    let policy = try policy(
      "learn: {exclude_paths: [/learn/api/public/v1/users], calls_per_day: 1}")
    func path(_ path: ByteString) -> ReferenceRecord {
      var record = call("g", "a", "s")
      record.target = path
      record.status = 429
      record.reset = 9_999_999_999
      return record
    }
    let report = audit(
      [
        path("/learn/api/public/v1/users"), path("/learn/api/public/v1/users/1?x"),
        path("/learn/api/public/v1/users?x"), path("/learn/api/public/v1/usersx"),
      ], policy: policy)
    #expect(report.totals.excluded == 3 && report.totals.learn == 1)
    #expect(report.groups.map(\.attempted) == [1])
    #expect(report.totals.rejected == 1)
    #expect(report.coverage.hours.map(\.records) == [4])
    #expect(report.endpoints.map(\.endpoint) == ["GET /learn/api/public/v1/usersx"])
  }
}
