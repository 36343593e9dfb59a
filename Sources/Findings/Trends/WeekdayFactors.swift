internal import Bytes

/// How much busier than others the days of the week are, by factors around 1.
///
/// A day's ratio is its value over the level of the seven days around it, and a weekday's factor the
/// median of its ratios: one holiday or one incident moves nothing. The level is itself without the
/// weekdays' factors as they were found so far, so that a missing Sunday does not lift its week.
struct WeekdayFactors {
  /// Monday to Sunday; nil where there were fewer than two ratios.
  private(set) var factors: [Double?]

  /// Rounds after which factors of real weeks change no more in the third digit.
  private static let rounds = 3
  /// Days beside a day on either side that make its week.
  private static let reach = 3
  /// Known days of such a week without which it has no level.
  private static let fewestDays = 4
  /// A factor below which a weekday tells nothing about the level: nobody works on it.
  private static let closed = 0.05

  /// Factors of consecutive days from `first` on (days since 1970-01-01); nil is an unknown day.
  /// O(days).
  init(_ values: [Double?], first: Int) {
    factors = Array(repeating: 1, count: 7)
    for _ in 0..<WeekdayFactors.rounds {
      var ratios = [[Double]](repeating: [], count: 7)
      for index in values.indices {
        guard let value = values[index], let level = level(around: index, values, first) else {
          continue
        }
        ratios[WeekdayFactors.weekday(first + index)].append(value / level)
      }
      let medians = ratios.map { $0.count < 2 ? nil : SortedNumbers($0).median }
      let known = medians.compactMap { $0 }
      let mean = known.reduce(0, +) / Double(max(1, known.count))
      guard mean > 0 else {
        factors = Array(repeating: nil, count: 7)
        return
      }
      factors = medians.map { $0.map { $0 / mean } }
    }
  }

  /// The factor of a day, nil where it is not known.
  func factor(of day: Int) -> Double? { factors[WeekdayFactors.weekday(day)] }

  /// The value without its weekday's factor; nil where that is not known or next to nothing.
  func level(_ value: Double, on day: Int) -> Double? {
    guard let factor = factor(of: day), factor > WeekdayFactors.closed else { return nil }
    return value / factor
  }

  /// 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday.
  static func weekday(_ day: Int) -> Int { Int((Int64(day) + 3).flooredRemainder(7)) }

  private func level(around index: Int, _ values: [Double?], _ first: Int) -> Double? {
    let week = index - WeekdayFactors.reach...index + WeekdayFactors.reach
    guard week.lowerBound >= 0, week.upperBound < values.count else { return nil }
    let levels = week.compactMap { day in values[day].flatMap { level($0, on: first + day) } }
    guard levels.count >= WeekdayFactors.fewestDays else { return nil }
    let mean = levels.reduce(0, +) / Double(levels.count)
    return mean > 0 ? mean : nil
  }
}
