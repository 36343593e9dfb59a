internal import Bytes

/// A day to which a run added requests when it had been final.
public struct ReopenedDay: Sendable, Hashable {
  /// Days since 1970-01-01.
  public var day: Int
  /// The run that added.
  public var run: Int

  /// A day and the run that reopened it.
  public init(day: Int, run: Int) {
    self.day = day
    self.run = run
  }

  /// Of `days`, those that inputs reach into which came after the day and its grace had passed in the
  /// logs of the runs before; by day and run. O(inputs x days).
  static func all(
    _ usage: HistoryUsage, days: Range<Int>, graceSeconds: Int64
  ) -> [ReopenedDay] {
    var finalDays: [Int: Int] = [:]
    var latest: Instant?
    for run in usage.runs.sorted(by: { $0.number < $1.number }) {
      // Before this day all days had passed, and their grace.
      finalDays[run.number] = latest.map {
        DayCoverage.day(Instant(milliseconds: $0.milliseconds - graceSeconds * 1000))
      }
      guard let last = run.period?.printable.last else { continue }
      latest = max(latest ?? last, last)
    }
    var reopened: Set<ReopenedDay> = []
    for input in usage.inputs {
      guard let end = finalDays[input.run] else { continue }
      let period = input.period.printable
      let first = max(days.lowerBound, DayCoverage.day(period.first))
      let last = min(days.upperBound - 1, end - 1, DayCoverage.day(period.last))
      if first <= last {
        for day in first...last { reopened.insert(ReopenedDay(day: day, run: input.run)) }
      }
    }
    return reopened.sorted { ($0.day, $0.run) < ($1.day, $1.run) }
  }
}
