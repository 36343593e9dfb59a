public import Bytes

/// One UTC day, or another 24 hours, of a group.
public struct DayDemand: Sendable, Equatable {
  /// First instant.
  public var start: Instant
  /// First instant after it.
  public var end: Instant
  /// All calls.
  public var attempted: Int
  /// Those the limiter refused.
  public var rejected: Int
  /// All but those.
  public var accepted: Int { attempted - rejected }
  /// Refused calls with retries collapsed that no call met (`DemandStudy`), by when they began; nil where
  /// that was not observed.
  public var unmet: Int?
  /// What would have been let through: accepted and unmet; where unmet was not observed, all calls,
  /// which is the most it can be.
  public var demand: Int { unmet.map { accepted + $0 } ?? attempted }
  /// Whether the logs cover the day (`DayStatistics`).
  public var isComplete: Bool

  /// The day of a window; `unmet` are the seconds at which unmet demands began, ascending.
  init(_ window: GroupWindow, unmet: [Int64]?, isComplete: Bool) {
    start = window.start
    end = window.end
    attempted = window.requests
    rejected = window.requests - window.accepted
    self.isComplete = isComplete
    self.unmet = unmet.map { seconds in
      DayDemand.firstIndex(in: seconds, notBefore: window.end.seconds)
        - DayDemand.firstIndex(in: seconds, notBefore: window.start.seconds)
    }
  }

  private static func firstIndex(in seconds: [Int64], notBefore time: Int64) -> Int {
    var low = 0
    var high = seconds.count
    while low < high {
      let middle = (low + high) / 2
      if seconds[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The days that tell what is usual, those without a call included.
///
/// A UTC day is complete if there is a record of any group in it, and the logs as a whole begin before its
/// first hour ends and end in its last hour or later.
public struct DayStatistics: Sendable, Equatable {
  /// Complete days, at least 1.
  public var completeDays: Int
  /// Those of them without a call of the group.
  public var quietDays: Int
  /// Nil with less than `fewestDays` complete days.
  public var percentiles: DayPercentiles?

  /// Complete days below which a percentile would be one of the few days under another name.
  public static let fewestDays = 5

  /// Statistics of the days with calls, and of `completeDays` in all; nil without complete ones.
  init?(_ days: [DayDemand], completeDays: Int) {
    let calls = days.filter(\.isComplete).map(\.attempted).sorted()
    guard completeDays > 0, calls.count <= completeDays else { return nil }
    self.completeDays = completeDays
    quietDays = completeDays - calls.count
    guard completeDays >= DayStatistics.fewestDays else { return }
    percentiles = DayPercentiles(calls, quietDays: quietDays)
  }

  /// Whether the logs of a period cover the day that begins at this second.
  static func isCovered(_ start: Int64, by period: Period) -> Bool {
    let (hour, day): (Int64, Int64) = (3600, 86_400)
    return period.first.seconds < start + hour && period.last.seconds >= start + day - hour
  }
}

/// Calls of a typical and of a busy day, nearest rank.
public struct DayPercentiles: Sendable, Equatable {
  /// Calls that half of the days do not exceed.
  public var p50: Int
  /// Calls that 95 of 100 days do not exceed.
  public var p95: Int
  /// Calls of the busiest complete day.
  public var max: Int

  /// Percentiles of the calls of days, ascending, and of so many days without a call.
  init(_ calls: [Int], quietDays: Int) {
    let days = calls.count + quietDays
    func rank(_ percent: Int) -> Int {
      let index = (days * percent + 99) / 100 - 1 - quietDays
      return index < 0 ? 0 : calls[index]
    }
    p50 = rank(50)
    p95 = rank(95)
    max = rank(100)
  }
}
