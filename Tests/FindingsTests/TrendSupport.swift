import Bytes
import TestSupport

@testable import Findings

/// A made-up group: its days are level, growth, weekday and chance multiplied.
struct SyntheticCalls {
  /// Calls of the first day, without weekday and chance.
  var level: Double
  /// Of `level` more each day.
  var growth = 0.0
  /// Standard deviation of a day, as a share of it.
  var scatter = 0.1
  /// Monday to Sunday.
  var weekdays: [Double] = [1.15, 1.2, 1.15, 1.1, 1.0, 0.7, 0.7]
  /// Days since 1970-01-01 of the first day, a Monday.
  static let first = 20_780

  /// Calls of so many days.
  func days(_ count: Int, _ random: inout SplitMix64) -> [Int] {
    (0..<count).map { day in
      // Twelve uniform variables less six are close to a standard normal one.
      let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random)
      }
      let calls = level * (1 + growth * Double(day)) * weekdays[day % 7] * (1 + scatter * normal)
      return max(0, Int(calls))
    }
  }
}

extension QuotaForecast {
  /// The day that is forecast, or nil.
  var crossing: CrossingDay? {
    if case .day(let day) = self { day } else { nil }
  }
}

/// Runs of consecutive days from a day on, each of a whole day.
func nightly(_ days: Range<Int>) -> [PastRun] {
  days.enumerated().map { index, day in
    pastRun(
      index + 1,
      Period(
        first: Instant(seconds: Int64(day) * 86_400 + 30),
        last: Instant(seconds: Int64(day) * 86_400 + 86_380)))
  }.reversed()
}

/// A complete run of this number and period.
func pastRun(_ number: Int, _ period: Period?) -> PastRun {
  PastRun(
    number: number, tool: "quota-audit 0.1.0", policy: nil, policySHA256: nil, period: period,
    isComplete: true, records: 10, calls: 9, refused: 1)
}
