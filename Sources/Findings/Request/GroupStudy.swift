public import Bytes
public import LimitCatalog
public import Usage

/// One developer group's usage, day by day: what a report of many groups has no room for.
public struct GroupStudy: Sendable {
  /// The group as every report has it.
  public let report: GroupReport
  /// First and last record of any group.
  let period: Period
  /// UTC days with calls, by time.
  let days: [GroupWindow]
  /// Windows of the lens that the group is judged by, by time.
  let windows: [GroupWindow]
  /// Windows in which the quota was used up or calls were refused, by time.
  let exhaustions: [Exhaustion]
  /// Calls answered that the application is on too many sites.
  let refusedInstallations: Int
  /// UTC days with a record of any group, in days since the epoch.
  let daysWithRecords: Set<Int64>
  /// UTC hours without any record inside the period.
  let silentHours: Int

  /// The study of a group's usage, nil where there are no records.
  public init?(_ usage: GroupUsage, policy: Policy, sums: UsageSums) {
    guard let period = Judge.period(sums), usage.tally.attempted.count > 0 else { return nil }
    let judgement = GroupJudgement(usage, policy: policy, period: period)
    report = judgement.report
    self.period = period
    let timeline = GroupTimeline(usage.tally.seconds, period: period)
    let lenses = GroupLenses(timeline, usage.tally)
    days = lenses.utc
    windows = lenses.windows(policy.learn.lens).windows
    let quota = report.quota ?? LearnLimit.callsPerDay
    exhaustions = windows.compactMap { Exhaustion($0, timeline, quota: quota) }
    refusedInstallations = usage.refusals.reduce(0) { $0 + $1.requests.count }
    daysWithRecords = Set(sums.recordsByHour.keys.map { $0.flooredQuotient(24) })
    silentHours = Coverage(recordsByHour: sums.recordsByHour).gaps.reduce(0) { sum, gap in
      sum + Int((gap.end.seconds - gap.start.seconds) / 3600)
    }
  }
}

/// A window in which the quota was used up, or calls were refused.
public struct Exhaustion: Sendable, Equatable {
  /// The window, by the lens the group is judged by.
  public var window: GroupWindow
  /// The second of the call that used up the quota, counting all calls of the window; nil where the logs
  /// show fewer.
  public var exhausted: Instant?
  /// The second of the first refused call; nil without one.
  public var firstRefusal: Instant?

  /// What happened in a window, nil where neither did.
  init?(_ window: GroupWindow, _ timeline: GroupTimeline, quota: Int) {
    guard window.requests >= quota || window.accepted < window.requests else { return nil }
    self.window = window
    var count = 0
    for tally in timeline.tallies(window.start.seconds, window.end.seconds) {
      count += Int(tally.attempted)
      if exhausted == nil, count >= quota { exhausted = Instant(seconds: tally.second) }
      if firstRefusal == nil, tally.rejected > 0 { firstRefusal = Instant(seconds: tally.second) }
    }
  }
}
