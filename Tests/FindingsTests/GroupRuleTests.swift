import Bytes
import TestSupport
import Testing

@testable import Findings

/// Findings about developer groups other than their calls.
@Suite struct GroupRuleTests {
  private func onSites(_ names: [ByteString], from second: Int64 = 0) -> [ReferenceRecord] {
    names.enumerated().map { index, name in
      var record = call(second + Int64(index))
      record.site = name
      return record
    }
  }

  private func sites(_ count: Int) -> [ByteString] { (1...count).map { ByteString("s\($0)") } }

  @Test func sitesUpToTheQuotaAndBeyond() throws {
    #expect(audit(onSites(sites(4))).rules == [])
    // 80 % of 6 is 4.8.
    let near = try #require(audit(onSites(sites(5))).finding("learn.sites-near"))
    #expect(near.numbers == "warning 5/6 x1")
    #expect(near.first == nil && near.last == nil && near.witness == nil)
    #expect(audit(onSites(sites(6))).finding("learn.sites-near")?.measured == 6)
    let report = audit(onSites(sites(8)) + onSites(["s8", "s7"], from: 90))
    #expect(report.finding("learn.sites-near") == nil)
    let beyond = report.findings("learn.sites")
    #expect(beyond.map(\.names) == [["acme", "s8"], ["acme", "s7"]])
    #expect(beyond.map(\.numbers) == ["violation 8/6 x2", "violation 7/6 x2"])
    #expect(beyond.map(\.witness?.line) == [8, 7])
    #expect(beyond[0].first == at(7) && beyond[0].last == at(90))
    #expect(report.groups[0].sites.overQuota == ["s7", "s8"])
    #expect(
      report.groups[0].sites.list.map(\.overQuota) == Array(repeating: false, count: 6) + [
        true, true,
      ])
  }

  @Test func sitesRankByFirstSeenThenName() throws {
    var records = onSites(["c", "b", "a"])
    for index in records.indices { records[index].time = midnight * 1000 }
    records[2].time += 1
    let one = try policy("learn: {sites: 1}")
    let row = audit(records, policy: one).groups[0]
    #expect(row.sites.list.map(\.site) == ["b", "c", "a"])
    #expect(row.sites.overQuota == ["c", "a"])
  }

  @Test func siteQuotasOfThePolicy() throws {
    let policy = try policy("{learn: {sites: 2}, groups: {acme: {sites: 3}}}")
    #expect(audit(onSites(sites(4)), policy: policy).findings("learn.sites").map(\.limit) == [3])
    let others = onSites(sites(3)).map { record in
      var record = record
      record.group = "globex"
      return record
    }
    #expect(audit(others, policy: policy).findings("learn.sites").map(\.limit) == [2])
  }

  @Test func refusedCalls() throws {
    let records = [call(1), call(5, status: 402), call(3, status: 429), call(4, status: 403)]
    let finding = try #require(audit(records).finding("learn.throttled"))
    #expect(finding.numbers == "violation 2/0 x2")
    #expect(finding.first == at(3) && finding.last == at(5))
    #expect(finding.witness?.line == 3)
    let only = try policy("learn: {rejected_statuses: [403]}")
    #expect(audit(records, policy: only).finding("learn.throttled")?.witness?.line == 4)
  }

  @Test func refusedInstallations() throws {
    let sentence =
      "Application developer has exceeded maximum number of client installations. Please contact"
    func refused(_ error: String, site: ByteString?) -> ReferenceRecord {
      var record = call(7, status: 403)
      record.error = ByteString(error)
      record.site = site
      return record
    }
    let records = [
      refused(sentence, site: "s1"), refused(sentence, site: nil), refused(sentence, site: "s1"),
      refused("exceeded maximum number of client installation", site: "s2"),
      refused("Exceeded maximum number of client installations", site: "s3"),
      refused("exceededexceeded maximum number of client installations", site: "s4"),
    ]
    let report = audit(records)
    let found = report.findings("learn.install-refused")
    #expect(
      found.map(\.names) == [["acme", "s1"], ["acme", "-"], ["acme", "s4"]])
    #expect(found[0].numbers == "violation 2/0 x2")
    #expect(report.totals.installRefused == 4)
  }

  @Test func headersThatCountAgainstAnotherQuota() throws {
    let rule = "learn.limit-mismatch"
    func limited(_ limits: [Int64?]) -> [ReferenceRecord] {
      limits.enumerated().map { index, limit in
        var record = call(Int64(index))
        record.limit = limit
        return record
      }
    }
    #expect(audit(limited([10_000, nil])).finding(rule) == nil)
    let finding = try #require(audit(limited([nil, 500, 10_000, 500])).finding(rule))
    #expect(finding.numbers == "notice 500/10000 x2")
    #expect(finding.first == at(1) && finding.last == at(3) && finding.witness == nil)
    #expect(audit(limited([500, 10_000])).finding(rule) == nil, "ties: larger")
    let policy = try policy("{learn: {calls_per_day: 500}}")
    #expect(audit(limited([500]), policy: policy).finding(rule) == nil)
    #expect(
      audit(limited([10_000]), policy: policy).finding(rule)?.numbers == "notice 10000/500 x1")
  }

  /// Calls that the limiter counted between two it answered, less those logged.
  private func counted(
    accepted: Int, from largest: Int64, to smallest: Int64, rejected: Int = 0
  ) -> [ReferenceRecord] {
    var first = call(100)
    first.reset = midnight + 80_000
    first.limit = 1_000
    first.remaining = largest
    var last = first
    last.remaining = smallest
    let others = times(accepted - 2, call(150))
    return [first] + others + times(rejected, call(160, status: 429)) + [last]
  }

  @Test func callsThatTheLogsDoNotShow() throws {
    let rule = "learn.unlogged-calls"
    let at5 = audit(counted(accepted: 10, from: 500, to: 486))
    #expect(at5.groups[0].header.windows.map(\.unlogged) == [5])
    #expect(at5.finding(rule) == nil)
    let at6 = try #require(audit(counted(accepted: 10, from: 500, to: 485)).finding(rule))
    #expect(at6.numbers == "notice 6/5 x1")
    #expect(at6.first == at(80_000 - 86_400) && at6.last == at(80_000 - 86_400))
    // Refused calls are not counted; one percent of many accepted ones is tolerated.
    #expect(
      audit(counted(accepted: 10, from: 500, to: 486, rejected: 9)).finding(rule) == nil)
    #expect(audit(counted(accepted: 799, from: 900, to: 94)).finding(rule)?.limit == 7)
    #expect(audit(counted(accepted: 800, from: 900, to: 93)).finding(rule) == nil)
    #expect(
      audit(counted(accepted: 800, from: 900, to: 92)).finding(rule)?.numbers == "notice 9/8 x1")
    // Fewer than logged is none.
    #expect(
      audit(counted(accepted: 10, from: 500, to: 495)).groups[0].header.windows[0].unlogged == 0)
  }

  @Test func windowsThatCannotBeReconciled() {
    var records = counted(accepted: 3, from: 500, to: 400)
    #expect(audit(records).groups[0].header.windows.count == 1)
    records[1].limit = 999
    #expect(audit(records).groups[0].header.windows.isEmpty, "two limits")
    records[1].status = 429
    #expect(audit(records).groups[0].header.windows.count == 1, "the other one was refused")
    for index in records.indices { records[index].remaining = nil }
    #expect(audit(records).groups[0].header.windows.isEmpty, "no remaining")
  }

  @Test func theWorstWindowIsMeasured() throws {
    func shifted(_ records: [ReferenceRecord], days: Int64) -> [ReferenceRecord] {
      records.map { record in
        var record = record
        record.time += days * 86_400_000
        record.reset = record.reset.map { $0 + days * 86_400 }
        return record
      }
    }
    let records =
      counted(accepted: 2, from: 500, to: 490)  // 9 unlogged
      + shifted(counted(accepted: 2, from: 500, to: 480), days: 1)  // 19
      + shifted(counted(accepted: 2, from: 500, to: 480), days: 2)
      + shifted(counted(accepted: 2, from: 500, to: 496), days: 3)  // 3
    let finding = try #require(audit(records).finding("learn.unlogged-calls"))
    #expect(finding.numbers == "notice 19/5 x3")
    #expect(finding.first == at(-6_400) && finding.last == at(2 * 86_400 - 6_400))
  }

  @Test func applicationsInSeveralGroups() throws {
    let rule = "learn.application-groups"
    var other = call(9, group: "globex")
    #expect(audit([call(1), call(2)]).finding(rule) == nil)
    let unknown = call(20, group: nil)
    let finding = try #require(audit([call(1), other, unknown]).finding(rule))
    #expect(finding.numbers == "notice 2/1 x1")
    #expect(finding.names == ["app-1"])
    #expect(finding.first == at(1) && finding.last == at(20), "group - too")
    #expect(audit([call(1), unknown]).finding(rule) == nil, "- is no group")
    other.app = "app-2"
    #expect(audit([call(1), other]).finding(rule) == nil)
    var nameless = [call(1), call(2, group: "globex")]
    for index in nameless.indices { nameless[index].app = nil }
    #expect(audit(nameless).finding(rule) == nil)
  }

  @Test func retryEpisodesAndIgnoredWaits() throws {
    let refused = (0..<10).map { call($0 * 59, status: 429) }
    #expect(audit(Array(refused.prefix(9))).finding("learn.retry-episode") == nil)
    let report = audit(refused)
    #expect(report.finding("learn.retry-episode")?.numbers == "warning 10/10 x1")
    #expect(report.groups[0].retries.worst == 10 && report.groups[0].retries.episodes == 1)

    func told(_ second: Int64, _ seconds: Int64, status: Int = 429) -> ReferenceRecord {
      var record = call(second, status: status)
      record.retryAfter = .seconds(seconds)
      return record
    }
    func ignored(_ records: [ReferenceRecord]) -> Int {
      audit(records).groups[0].retries.retryAfterIgnored
    }
    // Seconds s+1 ... s+n-1: not the refusal's own, not the one it named.
    #expect(ignored([told(10, 3), call(10), call(11), call(12), call(13)]) == 2)
    #expect(ignored([told(10, 1), call(10), call(11)]) == 0)
    #expect(ignored([told(10, 0), call(11)]) == 0)
    #expect(ignored([told(10, 9, status: 200), call(11)]) == 0)
    // Each once, however many refusals were ignored by it.
    #expect(ignored([told(10, 9), told(11, 9), told(11, 2), call(12), call(19)]) == 4)
  }
}
