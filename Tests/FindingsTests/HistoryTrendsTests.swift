import Bytes
import LimitCatalog
import Testing

@testable import Findings

/// Trends out of rows: what is known of days, who is near, what is told.
@Suite struct HistoryTrendsTests {
  private static let first = SyntheticCalls.first
  private static let grace: Int64 = 4 * 3600

  private static func row(_ day: Int, _ group: ByteString, _ calls: Int) -> GroupDayCounts {
    GroupDayCounts(
      day: first + day, group: group, counts: StatusCounts(attempted: calls, ok: calls))
  }

  private static func usage(_ rows: [GroupDayCounts], runs: [PastRun]) -> HistoryUsage {
    var totals: [Int: StatusCounts] = [:]
    for row in rows { totals[row.day, default: StatusCounts()].merge(row.counts) }
    var usage = HistoryUsage(runs: runs, totals: totals)
    usage.days = rows
    return usage
  }

  private static func trends(
    _ usage: HistoryUsage, days: Int = 90, policy: Policy = .standard
  ) -> HistoryTrends {
    HistoryTrends(
      usage, days: days, policy: policy, identity: nil, graceSeconds: grace,
      tool: ToolIdentity(name: "quota-audit", version: "test"))
  }

  private static func states(
    _ periods: [(Int64, Int64)], days: Range<Int>, busy: Set<Int>? = nil
  ) -> [DayState] {
    let hours = periods.map {
      Period(first: Instant(seconds: $0.0 * 3600), last: Instant(seconds: $0.1 * 3600 - 1))
    }
    return DayCoverage(hours, busy: busy ?? Set(days), days: days, graceSeconds: grace).states
  }

  @Test func daysAreKnownByThePeriodsOfRuns() {
    #expect(
      Self.states([(24, 72), (72, 80)], days: 0..<4) == [.unknown, .final, .final, .partial])
    #expect(Self.states([(24, 72)], days: 1..<3) == [.final, .provisional], "late logs may come")
    #expect(Self.states([(24, 75)], days: 1..<3) == [.final, .provisional], "an hour is missing")
    #expect(Self.states([(24, 77)], days: 1..<3) == [.final, .final])
    #expect(Self.states([(26, 72), (72, 80)], days: 1..<2) == [.partial], "it begins at two")
    #expect(Self.states([(24, 46), (80, 99)], days: 1..<2) == [.partial], "it ends at ten")
    #expect(Self.states([(24, 34), (45, 80)], days: 1..<2) == [.final], "a quiet night")
    #expect(Self.states([(24, 34), (47, 80)], days: 1..<2) == [.partial], "half a day is missing")
    #expect(Self.states([], days: 1..<2) == [.unknown])
    #expect(Self.states([(0, 48), (72, 120)], days: 0..<4) == [.final, .final, .unknown, .final])
  }

  @Test func longSilenceIsNotZero() {
    let states = Self.states([(0, 480)], days: 0..<19, busy: [0, 4, 5, 10, 18])
    #expect(states[1...3].allSatisfy { $0 == .final }, "a long weekend")
    #expect(states[6...9].allSatisfy { $0 == .unknown })
    #expect(states[11...17].allSatisfy { $0 == .unknown })
  }

  @Test func daysWithoutARowAreZeroAndUnknownDaysAreNot() {
    let runs = nightly(Self.first..<Self.first + 3) + nightly(Self.first + 5..<Self.first + 7)
    let rows = [
      Self.row(0, "a", 10), Self.row(1, "b", 10), Self.row(2, "a", 7), Self.row(5, "b", 1),
      Self.row(6, "a", 5),
    ]
    let trends = Self.trends(Self.usage(rows, runs: runs), days: 8)
    #expect(trends.first == Self.first - 1)
    #expect(trends.last == Self.first + 6)
    let group = trends.groups.first { $0.group == "a" }
    #expect(group?.days.counts.map { $0?.attempted } == [nil, 10, 0, 7, nil, nil, 0, 5])
    #expect(trends.totals.counts.map { $0?.attempted } == [nil, 10, 10, 7, nil, nil, 1, 5])
    #expect(trends.days(.provisional) == [Self.first + 6])
    #expect(trends.days(.unknown) == [-1, 3, 4].map { Self.first + $0 })
    #expect(group?.total.attempted == 22)
  }

  @Test func groupsAreToldByTheQuotaInForce() throws {
    var policy = Policy.standard
    policy.setGroups([GroupPolicy(name: "small", callsPerDay: 10, sites: 2)])
    let calls = [6, 7, 8, 9, 10, 11]
    let rows = calls.enumerated().flatMap { day, calls in
      [Self.row(day, "small", calls), Self.row(day, "large", calls * 900)]
    }
    let trends = Self.trends(
      Self.usage(rows, runs: nightly(Self.first..<Self.first + 6)), policy: policy)
    #expect(trends.groups.map(\.group) == ["small", "large"], "the nearest first")
    let small = try #require(trends.groups.first)
    #expect(small.quota == 10 && small.isQuotaByPolicy && small.sites.quota == 2)
    #expect(small.over.map(\.percent) == [60, 80, 100])
    #expect(
      small.over.map(\.days) == [
        (1...5).map { Self.first + $0 }, (3...5).map { Self.first + $0 }, [Self.first + 5],
      ])
    #expect(small.busiest == BusiestDay(day: Self.first + 5, calls: 11, quotaPermille: 1100))
    #expect(small.forecast == .silent(.tooFewDays))
    let large = try #require(trends.groups.last)
    #expect(large.quota == 10_000 && !large.isQuotaByPolicy)
    #expect(large.over.map(\.days.count) == [5, 3, 0])
  }

  @Test func theLastDaysBendNoLine() throws {
    // Sixty whole days that rise; the last day has hardly begun.
    var rows = (0..<60).map { Self.row($0, "a", 5000 + 50 * $0) }
    rows.append(Self.row(60, "a", 3))
    var runs = nightly(Self.first..<Self.first + 60)
    let start = Instant(seconds: Int64(Self.first + 60) * 86_400)
    runs.insert(
      pastRun(61, Period(first: start, last: Instant(seconds: start.seconds + 5 * 3600))), at: 0)
    let group = try #require(Self.trends(Self.usage(rows, runs: runs)).groups.first)
    #expect(group.forecast.crossing?.day == Self.first + 101)
    // Over the quota is over, however much of the day is missing.
    rows[60] = Self.row(60, "a", 10_001)
    let over = try #require(Self.trends(Self.usage(rows, runs: runs)).groups.first)
    #expect(over.forecast == .silent(.exceeded))
  }

  @Test func forecastsRestOnMoreThanIsShown() throws {
    let rows = (0..<60).map { Self.row($0, "a", 5000 + 50 * $0) }
    let usage = Self.usage(rows, runs: nightly(Self.first..<Self.first + 61))
    let group = try #require(Self.trends(usage, days: 7).groups.first)
    #expect(group.days.counts.count == 7)
    #expect(group.forecast.crossing?.day == Self.first + 101)
  }

  @Test func sitesOfTheFirstWeeksAreNoRegistrations() throws {
    let rows = (0..<140).map { Self.row($0, "a", 100) }
    var usage = Self.usage(rows, runs: nightly(Self.first..<Self.first + 141))
    func site(_ name: String, _ day: Int) -> SiteRegistration {
      let time = Instant(seconds: Int64(Self.first + day) * 86_400)
      return SiteRegistration(group: "a", site: ByteString(name), first: time, last: time)
    }
    usage.sites = (0..<40).map { site("old\($0)", $0 % 20) }
    let policy: Policy = {
      var policy = Policy.standard
      policy.setGroups([GroupPolicy(name: "a", sites: 50)])
      return policy
    }()
    let flat = try #require(Self.trends(usage, policy: policy).groups.first)
    #expect(flat.sites.registered == 40 && flat.sites.lastThirtyDays == 0)
    #expect(flat.sites.forecast == .silent(.tooFewRegistrations))
    usage.sites += (0..<6).map { site("new\($0)", 60 + $0 * 13) }
    let rising = try #require(Self.trends(usage, policy: policy).groups.first)
    #expect(rising.sites.registered == 46 && rising.sites.lastThirtyDays == 2)
    // Six in 91 days: the fifth from now is due in 76 days.
    #expect(rising.sites.forecast.crossing?.day == Self.first + 139 + 76)
  }

  @Test func daysThatWereFinalAndGotMoreAreReopened() {
    func period(_ from: Int, _ to: Int) -> Period {
      Period(
        first: Instant(seconds: Int64(Self.first + from) * 86_400),
        last: Instant(seconds: Int64(Self.first + to) * 86_400 - 1))
    }
    // Run 3 brings a day that had been final, run 4 one that was still provisional.
    let runs = [
      pastRun(4, period(2, 4)), pastRun(3, period(0, 1)), pastRun(2, period(1, 3)),
      pastRun(1, period(0, 1)),
    ]
    var usage = Self.usage((0..<4).map { Self.row($0, "a", 5) }, runs: runs)
    usage.inputs = runs.compactMap { run in
      run.period.map { InputPeriod(run: run.number, period: $0) }
    }
    let trends = Self.trends(usage)
    #expect(trends.reopened == [ReopenedDay(day: Self.first, run: 3)])
    usage.inputs.append(InputPeriod(run: 3, period: period(0, 1)))
    #expect(Self.trends(usage).reopened.count == 1, "once, however many inputs")
  }

  @Test func aHistoryWithoutCallsHasNoTrends() {
    let trends = Self.trends(HistoryUsage(runs: [pastRun(1, nil)], totals: [:]))
    #expect(trends.groups.isEmpty && trends.states.isEmpty && trends.runCount == 1)
  }

  @Test func levelsAreThoseOfTheBusiestDayOfEachColumn() {
    let counts = [0, 1, 50, 100, nil, nil, 400, 800].map { $0.map { StatusCounts(attempted: $0) } }
    let series = DaySeries(first: 0, counts: counts)
    #expect(series.levels(width: 8, top: 8) == [0, 1, 1, 1, nil, nil, 4, 8])
    #expect(series.levels(width: 4, top: 8) == [1, 1, nil, 8])
    #expect(series.levels(width: 100, top: 8).count == 8)
    #expect(DaySeries(first: 0, counts: []).levels(width: 5, top: 8).isEmpty)
    #expect(DaySeries(first: 0, counts: [StatusCounts()]).levels(width: 5, top: 8) == [0])
  }
}
