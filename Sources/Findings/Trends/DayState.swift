internal import Bytes

/// How much of a UTC day the history has seen.
public enum DayState: String, Sendable, CaseIterable {
  /// No run reaches into it, or nobody called for days: not zero, but not known.
  case unknown
  /// Runs reach into it, not from its first into its last hour.
  case partial
  /// All of it, and late logs may still come.
  case provisional
  /// All of it.
  case final
}

/// What is known of a stretch of days, by the periods of the runs.
struct DayCoverage {
  /// Milliseconds that may be missing at either end of a day: an hour.
  private static let edge: Int64 = 3_600_000
  /// Milliseconds without a record that a quiet night may have between the periods of two runs; a missing
  /// day's log leaves more.
  private static let quiet: Int64 = 12 * 3_600_000
  /// Days without any call that are taken for silence, a long weekend; more are missing logs.
  private static let silentDays = 3

  /// A state for each day.
  let states: [DayState]

  /// The states of `days` (since 1970-01-01). `busy` are days with calls of whomever; a day is
  /// provisional until `graceSeconds` behind its end the logs go on.
  init(_ periods: [Period], busy: Set<Int>, days: Range<Int>, graceSeconds: Int64) {
    let spans = DayCoverage.joined(periods)
    let latest = spans.last?.last ?? .earliest
    var states: [DayState] = []
    var next = spans.startIndex
    for day in days {
      let start = DayCoverage.start(day)
      let end = DayCoverage.start(day + 1)
      while next < spans.endIndex, spans[next].last < start { next += 1 }
      guard next < spans.endIndex, spans[next].first < end else {
        states.append(.unknown)
        continue
      }
      let span = spans[next]
      let isWhole =
        span.first.milliseconds < start.milliseconds + DayCoverage.edge
        && span.last.milliseconds >= end.milliseconds - DayCoverage.edge
      let isPast = latest.milliseconds >= end.milliseconds + graceSeconds * 1000
      states.append(isWhole ? isPast ? .final : .provisional : .partial)
    }
    self.states = DayCoverage.withoutSilence(states, busy: busy, from: days.lowerBound)
  }

  /// First instant of a UTC day.
  static func start(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }

  /// The UTC day of an instant.
  static func day(_ instant: Instant) -> Int { Int(instant.seconds.flooredQuotient(86_400)) }

  /// The periods by time, those less than a quiet night apart as one.
  private static func joined(_ periods: [Period]) -> [Period] {
    var spans: [Period] = []
    for period in periods.sorted(by: { $0.first < $1.first }) {
      if let last = spans.last,
        period.first.milliseconds < last.last.milliseconds + quiet
      {
        spans[spans.count - 1].merge(period)
      } else {
        spans.append(period)
      }
    }
    return spans
  }

  /// One line with a wrong year makes a run reach over decades: where nobody called for longer than
  /// people rest, nothing was seen.
  private static func withoutSilence(
    _ states: [DayState], busy: Set<Int>, from first: Int
  ) -> [DayState] {
    var states = states
    var start = 0
    while start < states.count {
      let end = (start..<states.count).first { busy.contains(first + $0) } ?? states.count
      if end - start > silentDays {
        for index in start..<end { states[index] = .unknown }
      }
      start = end + 1
    }
    return states
  }
}
