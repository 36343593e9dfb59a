import Bytes
import TestSupport
import Testing

@testable import Findings

/// Sites in total: tonight's and those known from earlier runs.
@Suite struct NightSiteTests {
  private func calls(_ sites: [ByteString]) -> [ReferenceRecord] {
    sites.enumerated().map { index, site in
      var record = call(Int64(index))
      record.site = site
      return record
    }
  }

  @Test func ranksRestOnAllRegistrations() throws {
    let two = try policy("learn: {sites: 2}")
    let known = [site("old", -500, -400), site("b", -300, -200), site("silent", -250, -250)]
    let report = try audit(tonight: calls(["a", "b"]), sites: known, policy: two)
    let list = try #require(report.groups.first?.sites.list)
    #expect(list.map(\.site) == ["old", "b", "silent", "a"])
    #expect(list.map(\.attempted) == [0, 1, 0, 1])
    #expect(list[1].first == at(-300) && list[1].last == at(1), "the same site")
    #expect(report.groups[0].sites.overQuota == ["silent", "a"])
    let findings = report.findings("learn.sites")
    #expect(findings.map(\.numbers) == ["violation 4/2 x1", "violation 3/2 x0"])
    #expect(findings[0].first == at(0) && findings[0].witness?.line == 1)
    #expect(findings[1].names == ["acme", "silent"])
    #expect(findings[1].first == at(-250) && findings[1].last == at(-250))
    #expect(findings[1].witness == nil)
    #expect(findings[1].message == "This is site number 3 of a group that may have 2.")
  }

  @Test func nearnessCountsAllSites() throws {
    let six = (0..<4).map { site(ByteString("s\($0)"), -9, -8) }
    let report = try audit(tonight: calls(["a"]), sites: six)
    #expect(report.finding("learn.sites-near")?.numbers == "warning 5/6 x1")
    #expect(try audit(tonight: calls(["a"]), sites: []).findings.isEmpty)
  }

  @Test func aLateLogMovesRanks() throws {
    let one = try policy("learn: {sites: 1}")
    let report = try audit(
      tonight: calls(["early"]), sites: [site("first", 100, 200)], policy: one)
    #expect(report.groups[0].sites.overQuota == ["first"], "tonight's was seen before it")
  }

  @Test func otherGroupsSitesDoNotCount() throws {
    let known = [site("x", -9, -8, group: "other")]
    let report = try audit(tonight: calls(["a"]), sites: known)
    #expect(report.groups.map(\.group) == ["acme"] && report.groups[0].sites.list.count == 1)
    let view = try audit(
      tonight: calls(["a"]), sites: known, scope: ReportScope(.group, "acme"))
    #expect(view.groups.flatMap(\.sites.list).map(\.site) == ["a"])
  }

  @Test func withoutHistoryNothingChanges() throws {
    let report = audit(calls(["a", "b"]))
    #expect(report.history == nil)
    #expect(report.groups[0].sites.list.map(\.site) == ["a", "b"])
  }
}
