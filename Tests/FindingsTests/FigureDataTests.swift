import Bytes
import Foundation
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// What figures draw: slices of time of the worst partitions.
@Suite struct FigureDataTests {
  /// The group `acme` under a quota of calls.
  private func acme(
    _ records: [ReferenceRecord], quota: Int, lens: String = "utc"
  ) throws -> GroupDay {
    let report = audit(
      records, policy: try policy("learn: {calls_per_day: \(quota), lens: \(lens)}"))
    return try #require(report.groups.first { $0.group == "acme" }?.day)
  }

  @Test func daysAreCutIntoTenMinutes() throws {
    let records =
      times(3, call(0)) + times(2, call(599)) + [call(600)] + times(2, call(86_399, status: 429))
    let day = try acme(records, quota: 10)
    #expect(day.calls.start == at(0) && day.calls.end == at(86_400))
    #expect(day.calls.attempted.count == 144)
    #expect(Array(day.calls.attempted.prefix(3)) == [5, 1, 0])
    #expect(day.calls.attempted.last == 2 && day.calls.rejected.last == 2)
    #expect(day.calls.running[1] == 6 && day.calls.running.last == 8)
    #expect(day.exhausted == nil && day.hours == nil)
  }

  /// The quota is passed by the call after the last that it holds; refused calls count.
  @Test func exhaustionIsTheSecondThatPassesTheQuota() throws {
    let records = times(4, call(10)) + [call(20, status: 429)] + [call(30)]
    #expect(try acme(records, quota: 6).exhausted == nil)
    #expect(try acme(records, quota: 5).exhausted == at(30))
    #expect(try acme(records, quota: 4).exhausted == at(20))
    #expect(try acme(records, quota: 3).exhausted == at(10))
  }

  /// Ten calls around midnight are over in no UTC day; the figure shows the 24 hours that are.
  @Test func possibleGroupsShowTheRollingWindow() throws {
    let records = times(5, call(86_000)) + times(5, call(86_500))
    let day = try acme(records, quota: 9)
    #expect(day.calls.start == at(86_000))
    #expect(day.exhausted == at(86_500))
    #expect(day.calls.totalAttempted == 10)
  }

  @Test func longerPeriodsHaveHours() throws {
    let hours = try #require(
      try acme(times(5, call(7200)) + times(2, call(86_400, status: 429)), quota: 9).hours)
    #expect(hours.start == at(0) && hours.attempted.count == 48)
    #expect(hours.attempted[2] == 5 && hours.attempted[24] == 2 && hours.rejected[24] == 2)

    // 100 days: 35 of them, the peak's on day 50 among them.
    let day: Int64 = 86_400
    let records = (0..<100).map { call(Int64($0) * day) } + times(5, call(50 * day))
    let long = try #require(try acme(records, quota: 9).hours)
    #expect(long.attempted.count == 35 * 24)
    #expect(long.start == at(33 * 86_400) && long.attempted[17 * 24] == 6)
  }

  @Test func onlyTheWorstGroupsHaveDays() throws {
    var records: [ReferenceRecord] = []
    for group in 0..<40 {
      records += times(group + 1, call(0, group: ByteString("g\(group)")))
    }
    records += times(3, call(1, group: nil))
    let report = audit(records, policy: try policy("learn: {calls_per_day: 30}"))
    let drawn = report.groups.filter { $0.day != nil }.map(\.attempted).sorted()
    #expect(drawn == Array(17...40))
    #expect(report.groups.first { $0.group == "-" }?.day == nil)
  }

  @Test func triplesHaveTheMinutesAroundTheirPeak() throws {
    var records = times(9, request("GET", "/accounts/1", at: 43_210))
    records += times(2, request("GET", "/accounts/1", at: 43_270, status: 429))
    records += [request("GET", "/accounts/1", at: 0)]
    let triple = try #require(audit(records).triples.first)
    let strip = try #require(triple.minutes)
    #expect(strip.quota == triple.quota)
    #expect(strip.requests.start == at(43_200 - 3600) && strip.requests.attempted.count == 120)
    #expect(strip.requests.attempted[60] == 9 && strip.requests.attempted[61] == 2)
    #expect(strip.requests.rejected[61] == 2 && strip.requests.totalAttempted == 11)
  }

  @Test func onlyTheWorstTriplesHaveMinutes() throws {
    var records: [ReferenceRecord] = []
    for caller in 0..<20 {
      var one = request("GET", "/accounts/1")
      one.uri = ByteString("https://\(caller).example")
      records += times(caller + 1, one)
    }
    let drawn = audit(records).triples.filter { $0.minutes != nil }.map(\.counts.attempted)
    #expect(drawn.sorted() == Array(9...20))
  }

  @Test func delaysFallIntoClasses() {
    var classes = DelayClasses()
    for delay in [1, 10, 11, 100, 1000, 1001, 10_000, 10_001, 86_400_000] {
      classes.add(milliseconds: delay, requests: 2)
    }
    #expect(classes.requests == [4, 4, 2, 4, 4] && classes.total == 18)
  }

  /// What a file may hold and no log can come to is refused.
  @Test(arguments: [
    (#""attempted":[1,0]"#, #""attempted":[1]"#), (#""attempted":[1,0]"#, #""attempted":[-1,0]"#),
    (#""rejected":[0,0]"#, #""rejected":[2,0]"#), (#""stepSeconds":600"#, #""stepSeconds":0"#),
    (#""stepSeconds":600"#, #""stepSeconds":1"#),
    (#""attempted":[1,0]"#, #""attempted":[9000000000000000,0]"#),
  ])
  func unsoundSeriesAreFound(written: String, read: String) throws {
    var series = UsageSeries(start: 0, end: 1200, step: 600)
    series.add(second: 5, attempted: 1, rejected: 0)
    series.add(second: 1200, attempted: 9, rejected: 9)
    #expect(series.isSound)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(series), as: UTF8.self)
    #expect(text.contains(written))
    let other = try JSONDecoder().decode(
      UsageSeries.self, from: Data(text.replacing(written, with: read).utf8))
    #expect(!other.isSound)
  }
}
