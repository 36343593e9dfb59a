public import Bytes
internal import Usage

/// The window that a group's verdict rests on, slice by slice, for a figure.
///
/// The worst groups have one (`WorstPartitions`); report.json does not hold it.
public struct GroupDay: Sendable, Equatable, Codable, BoundedEvidence {
  /// Calls of the largest window in slices of ten minutes from its start; of the largest at all where
  /// the group is only possibly over.
  public private(set) var calls: UsageSeries
  /// Calls that the window may hold.
  public let quota: Int
  /// The second in which the attempted calls of the window passed the quota, nil if they never did.
  public private(set) var exhausted: Instant?
  /// Calls per hour of whole UTC days, where the audited period touches more than one: at most 35 days,
  /// of which the window's first is one.
  public private(set) var hours: UsageSeries?

  static let listed = 24
  /// Groups that have one at most.
  public static var mostFigures: Int { listed }

  private static let day: Int64 = 86_400
  private static let tenMinutes: Int64 = 600

  /// A window with these calls, and the hours of the days around it.
  public init(calls: UsageSeries, quota: Int, exhausted: Instant?, hours: UsageSeries?) {
    self.calls = calls
    self.quota = quota
    self.exhausted = exhausted
    self.hours = hours
  }

  /// The day of a group with these counts per second, by time; nil for a group without quota.
  init?(_ group: GroupReport, seconds: [SecondTally], period: Period) {
    guard let quota = group.quota,
      let window = group.rate.verdict == .possible ? group.rollingPeak : group.peak
    else { return nil }
    self.quota = quota
    let (start, end) = (window.start.seconds, window.end.seconds)
    calls = UsageSeries(
      start: start, end: min(end, start + GroupDay.day), step: GroupDay.tenMinutes)
    hours = GroupDay.hours(of: period, around: start)
    var attempted = 0
    for second in seconds {
      hours?.add(
        second: second.second, attempted: Int(second.attempted), rejected: Int(second.rejected))
      guard second.second >= start, second.second < end else { continue }
      calls.add(
        second: second.second, attempted: Int(second.attempted), rejected: Int(second.rejected))
      attempted += Int(second.attempted)
      if exhausted == nil, attempted > quota { exhausted = Instant(seconds: second.second) }
    }
  }

  /// Empty hours of the days of a period, nil when it is one day.
  private static func hours(of period: Period, around start: Int64) -> UsageSeries? {
    let first = period.first.seconds.flooredQuotient(day)
    let last = period.last.seconds.flooredQuotient(day)
    guard last > first else { return nil }
    let most: Int64 = 35
    // The window in the middle, unless that would leave days of the period out for none.
    let middle = start.flooredQuotient(day) - most / 2
    let from = max(first, min(middle, last - most + 1))
    let to = min(last, from + most - 1)
    return UsageSeries(start: from * day, end: (to + 1) * day, step: 3600)
  }

  var isSound: Bool {
    calls.isSound && (hours?.isSound ?? true) && quota >= 0
      && (exhausted.map { $0 >= calls.start && $0 < calls.end } ?? true)
  }
}
