public import Bytes
public import LimitCatalog

extension HistoryTrends {
  /// Days shown unless others are asked for.
  public static let standardDays = 90
  /// Days that registrations of sites are counted back from the last one.
  static let registrationDays = 91
  /// Days behind the start of a history, or of a group, in which sites are first seen that had been there
  /// before.
  static let settlingDays = 28

  /// The days to load: those shown, and those that forecasts rest on. `last` is the last day with
  /// requests, which is the last one shown.
  public static func reach(last: Int, days: Int) -> Range<Int> {
    last + 1 - max(days, QuotaForecast.memoryDays)..<last + 1
  }

  /// Trends in the last `days` days, at least 1, of all groups or of one. A day is provisional until
  /// `graceSeconds` have passed behind it. O(rows).
  public init(
    _ usage: HistoryUsage, days: Int, policy: Policy, identity: PolicyIdentity?,
    scope: ByteString? = nil, graceSeconds: Int64, tool: ToolIdentity
  ) {
    self.tool = tool
    self.policy = identity
    self.scope = scope
    runCount = usage.runs.count
    let reach = usage.totals.keys.max().map { HistoryTrends.reach(last: $0, days: days) } ?? 0..<0
    let shown = max(reach.lowerBound, reach.upperBound - days)..<reach.upperBound
    let periods = usage.runs.compactMap(\.period).map(\.printable)
    let states = DayCoverage(
      periods, busy: Set(usage.totals.keys), days: reach, graceSeconds: graceSeconds
    ).states
    first = shown.lowerBound
    self.states = Array(states.suffix(shown.count))
    totals = HistoryTrends.series(shown, states) { usage.totals[$0] }
    reopened = ReopenedDay.all(usage, days: shown, graceSeconds: graceSeconds)
    runs = usage.runs.filter { run in
      run.period.map {
        DayCoverage.day($0.last) >= shown.lowerBound && DayCoverage.day($0.first) < shown.upperBound
      } ?? false
    }
    let builder = GroupTrendBuilder(
      reach: reach, shown: shown, states: states, policy: policy,
      start: periods.map { DayCoverage.day($0.first) }.min() ?? 0)
    groups = builder.groups(usage).sorted(by: HistoryTrends.isNearer)
  }

  /// Requests of days, zero where a known day has no row.
  static func series(
    _ days: Range<Int>, _ states: [DayState], _ counts: (Int) -> StatusCounts?
  ) -> DaySeries {
    let known = zip(days, states.suffix(days.count)).map { day, state in
      counts(day) ?? (state == .unknown ? nil : StatusCounts())
    }
    return DaySeries(first: days.lowerBound, counts: known)
  }

  private static func isNearer(_ left: GroupTrend, _ right: GroupTrend) -> Bool {
    let shares = (left.busiest?.quotaPermille ?? 0, right.busiest?.quotaPermille ?? 0)
    return shares.0 != shares.1 ? shares.0 > shares.1 : left.group < right.group
  }
}

/// Makes the trends of groups out of rows.
struct GroupTrendBuilder {
  /// Days with rows, those shown at their end, and what is known of each.
  let reach: Range<Int>
  let shown: Range<Int>
  let states: [DayState]
  let policy: Policy
  /// The first day of the history.
  let start: Int

  /// Trends of all groups that have requests in the days shown, or sites.
  func groups(_ usage: HistoryUsage) -> [GroupTrend] {
    var days: [ByteString: [Int: StatusCounts]] = [:]
    for row in usage.days where reach.contains(row.day) {
      days[row.group, default: [:]][row.day, default: StatusCounts()].merge(row.counts)
    }
    var sites: [ByteString: [Int]] = [:]
    for site in usage.sites {
      sites[site.group, default: []].append(DayCoverage.day(site.first))
    }
    // Whoever names no group has no quota.
    return Set(days.keys).union(sites.keys).subtracting([.dash]).compactMap { group in
      let counts = days[group] ?? [:]
      let firsts = sites[group] ?? []
      guard !firsts.isEmpty || counts.keys.contains(where: shown.contains) else { return nil }
      return trend(group, counts, firsts.sorted())
    }
  }

  private func trend(
    _ group: ByteString, _ counts: [Int: StatusCounts], _ firsts: [Int]
  ) -> GroupTrend {
    let byPolicy = policy.callQuota(ofGroup: group)
    let quota = byPolicy ?? LearnLimit.callsPerDay
    let series = HistoryTrends.series(shown, states) { counts[$0] }
    // Days that are not whole or may still grow would bend the line down; over the quota is over.
    let calls = zip(reach, states).map { day, state in
      let calls = counts[day]?.attempted ?? 0
      return state == .final || calls > quota ? calls : nil
    }
    let known = (calls.lastIndex { $0 != nil } ?? -1) + 1
    return GroupTrend(
      group: group, quota: quota, isQuotaByPolicy: byPolicy != nil, days: series,
      total: series.total,
      busiest: series.busiest.map { busiest in
        let permille =
          (Int128(busiest.calls) * 1000 + Int128(max(1, quota)) - 1) / Int128(max(1, quota))
        return BusiestDay(
          day: busiest.day, calls: busiest.calls, quotaPermille: Int(clamping: permille))
      },
      over: GroupTrend.shares.map {
        QuotaDays(percent: $0, days: series.days(over: $0, ofQuota: quota))
      },
      forecast: .calls(Array(calls[..<known]), first: reach.lowerBound, quota: quota),
      sites: siteTrend(group, firsts))
  }

  private func siteTrend(_ group: ByteString, _ firsts: [Int]) -> SiteTrend {
    let quota = policy.siteQuota(ofGroup: group)
    let end = reach.lowerBound + (states.lastIndex(of: .final) ?? -1) + 1
    let settled = max(start, firsts.first ?? start) + HistoryTrends.settlingDays
    let from = max(settled, end - HistoryTrends.registrationDays)
    return SiteTrend(
      registered: firsts.count,
      lastThirtyDays: firsts.count { $0 > shown.upperBound - 1 - 30 && $0 < shown.upperBound },
      quota: quota, forecast: .sites(firsts, known: min(from, end)..<end, quota: quota))
  }
}
