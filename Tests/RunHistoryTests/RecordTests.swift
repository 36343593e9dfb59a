import Bytes
import Findings
import GRDB
import Testing

@testable import RunHistory

/// What is recorded comes back, and adds up.
@Suite struct RecordTests {
  @Test func aNightComesBack() throws {
    let scratch = try Scratch()
    var night = Nights.record(0)
    night.inputs[1].period = nil
    let number = try withHistory(scratch.history) { try $0.record(night) }
    #expect(number == 1)

    let history = try AuditHistory(opening: scratch.history, as: .reader)
    let run = try #require(try history.lastRun())
    #expect(
      run
        == PastRun(
          number: 1, tool: "quota-audit 1.0", policy: "policy.yaml",
          policySHA256: String(repeating: "c", count: 64), period: Nights.period(0),
          isComplete: true, records: 500, calls: 132, refused: 12))
    #expect(try history.run(1) == run)
    #expect(try history.run(2) == nil)
    #expect(try history.findings(ofRun: 1) == night.findings)
    #expect(try history.findings(ofRun: 2) == [])
    #expect(try history.groupDays() == night.days.groups)
    #expect(
      try history.groupDays(group: "group 1", from: Nights.day)
        == night.days.groups.filter { $0.group == "group 1" && $0.day == Nights.day })
    #expect(try history.groupDays(group: "nobody") == [])
    #expect(
      try history.dayTotals([Nights.day, Nights.day + 1])
        == [
          Nights.day: StatusCounts(
            attempted: 66, rejected: 6, ok: 30, redirected: 6, clientErrors: 12, serverErrors: 12)
        ])
    #expect(try history.registrations() == night.sites)
    #expect(try history.registrations(groups: ["group 0", "nobody"]) == night.sites)
    #expect(try history.registrations(groups: ["group 1"]) == [])
    #expect(
      try history.keptUsage(touching: Nights.period(0))
        == [KeptUsage(run: 1, period: Nights.period(0), bytes: night.usage ?? [])])
    #expect(try history.keptUsage(touching: Nights.period(1)) == [])
    #expect(try history.check() == [])
  }

  @Test func lateUsageIsAddedToItsDay() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<3 {
        var record = Nights.record(night)
        record.sites[0].first = Nights.time(-night)
        #expect(try history.record(record) == night + 1)
      }
      // Each day got its own usage and the next night's late requests; the outer ones half of that.
      let calls = try history.dayTotals(Nights.day - 1...Nights.day + 2).mapValues(\.attempted)
      #expect(
        calls == [
          Nights.day - 1: 66, Nights.day: 132, Nights.day + 1: 132, Nights.day + 2: 66,
        ])
      let sites = try history.registrations()
      #expect(sites.map(\.first) == [Nights.time(-2), Nights.time(0, 1000)])
      #expect(sites.map(\.last) == [Nights.time(2, 2000), Nights.time(2, 2000)])
      #expect(try history.runs(limit: 2).map(\.number) == [3, 2])
      #expect(try history.check() == [])
    }
  }

  @Test func equalRowsOfANightAddUp() throws {
    let scratch = try Scratch()
    var night = Nights.record(0)
    let more = try #require(night.days.groups.first)
    // As masking leaves them: two names became one.
    for _ in 0..<130 { night.days.groups.append(more) }
    try withHistory(scratch.history) { history in
      try history.record(night)
      let row = try #require(try history.groupDays().first)
      #expect(row.counts.attempted == 131 * more.counts.attempted)
    }
  }

  @Test func namesOfAnyBytesComeBack() throws {
    let names: [ByteString] = [
      "", "a", "A", "é", "e\u{301}", "\u{202E}gpj", "'; DROP TABLE runs; --", "\u{1B}[31m",
      ByteString([0]), ByteString([0x61, 0, 0x62]), ByteString([0xFF, 0xFE]),
      ByteString([0xC0, 0x80]), ByteString(String(repeating: "x", count: 10_240)),
    ]
    let scratch = try Scratch()
    var night = Nights.record(0)
    night.days.groups = names.sorted().map {
      GroupDayCounts(day: Nights.day, group: $0, counts: StatusCounts(attempted: 1))
    }
    night.days.applications = []
    night.days.sites = []
    night.inputs[0].path = ByteString([0x2F, 0xFF])
    night.findings[0].subject = names.map { SubjectPart("group", $0) }
    night.findings[0].message = "nul \0, and more"
    try withHistory(scratch.history) { try $0.record(night) }
    let history = try AuditHistory(opening: scratch.history, as: .reader)
    #expect(try history.groupDays() == night.days.groups)
    #expect(try history.groupDays(group: ByteString([0xFF, 0xFE])).count == 1)
    #expect(try history.findings(ofRun: 1) == night.findings)
    #expect(try history.inputs(atPath: ByteString([0x2F, 0xFF])).count == 1)
    #expect(try history.runs(limit: 5).count == 1)
  }

  @Test func aNightThatCannotBeStoredLeavesNothing() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      try history.record(Nights.record(0))
      let before = try history.content()
      var night = Nights.record(1)
      night.days.endpoints[0].counts.attempted = (1 << 53) + 1
      let refusal = #expect(throws: HistoryRefusal.self) { try history.record(night) }
      #expect(refusal?.isWriteFailure == true)
      #expect(try history.content() == before)
      #expect(try history.record(Nights.record(1)) == 2)
    }
  }

  @Test func usageIsKeptAsLongAsAsked() throws {
    let scratch = try Scratch()
    try withHistory(scratch.history) { history in
      for night in 0..<5 {
        var record = Nights.record(night)
        record.dropsUsageBefore = Nights.time(night - 1)
        try history.record(record)
      }
      let all = Period(first: .earliest, last: .latest)
      #expect(try history.keptUsage(touching: all).map(\.run) == [4, 5])
    }
  }
}
