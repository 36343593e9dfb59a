/// A straight line through days that a few wild ones do not bend: the median of the slopes between any
/// two of them (Theil 1950, Sen 1968), with its confidence interval and the Mann-Kendall test.
struct TrendLine {
  /// More a day; the estimate and the ends of its interval.
  let slope: (low: Double, middle: Double, high: Double)
  /// Whether the trend stands out of the scatter, upwards.
  let isRising: Bool
  /// What days are over the line, as a share of it (1: on the line), ascending.
  let ratios: SortedNumbers

  /// The day and the height around which the line can turn.
  private let centre: (day: Double, height: Double)

  /// A standard normal variable is above it once in 200 times: trends are tested for hundreds of groups.
  private static let significance = 2.576
  /// Four fifths of a standard normal variable lie within as much of 0.
  private static let interval = 1.2816

  /// The line through points of distinct days, ascending; nil below two of them. O(n^2 log n).
  init?(_ points: [(day: Double, height: Double)]) {
    let count = points.count
    var slopes: [Double] = []
    slopes.reserveCapacity(count * count / 2)
    for (index, point) in points.enumerated() {
      for later in points[(index + 1)...] {
        slopes.append((later.height - point.height) / (later.day - point.day))
      }
    }
    let sorted = SortedNumbers(slopes)
    guard let slope = sorted.median, let day = SortedNumbers(points.map(\.day)).median,
      let height = SortedNumbers(points.map { $0.height - slope * ($0.day - day) }).median
    else { return nil }
    centre = (day, height)
    let residuals = points.map { $0.height - height - slope * ($0.day - day) }
    let deviation = TrendLine.deviation(count, residuals)
    let rises = TrendLine.rises(points)
    // Sen's interval: so many ranks from the middle of the slopes as the test's statistic scatters.
    let ranks = TrendLine.interval * deviation / 2 / Double(max(1, slopes.count))
    self.slope = (
      sorted.quantile(0.5 - ranks) ?? slope, slope, sorted.quantile(0.5 + ranks) ?? slope
    )
    // A step upwards is no trend: it has to go on in the later half.
    let later = TrendLine.rises(Array(points[(count / 2)...]))
    isRising =
      slope > 0 && Double(rises - 1) > TrendLine.significance * deviation && later > 0
    ratios = SortedNumbers(
      points.compactMap { point in
        let line = height + slope * (point.day - day)
        return line > 0 ? point.height / line : nil
      })
  }

  /// The line's height on a day by one of the slopes.
  func height(on day: Double, slope: Double) -> Double {
    centre.height + slope * (day - centre.day)
  }

  /// Kendall's S: pairs of days that rise less those that fall.
  private static func rises(_ points: [(day: Double, height: Double)]) -> Int {
    var rises = 0
    for (index, point) in points.enumerated() {
      for later in points[(index + 1)...] {
        if later.height > point.height { rises += 1 }
        if later.height < point.height { rises -= 1 }
      }
    }
    return rises
  }

  /// Standard deviation of S without a trend: n (n - 1) (2n + 5) / 18, more where neighbouring days
  /// are alike, by (1 + r) / (1 - r) for their correlation r (von Storch 1995).
  private static func deviation(_ count: Int, _ residuals: [Double]) -> Double {
    let number = Double(count)
    let variance = number * (number - 1) * (2 * number + 5) / 18
    let square = residuals.reduce(0) { $0 + $1 * $1 }
    let products = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let correlation = square > 0 ? min(0.9, max(0, products / square)) : 0
    return (variance * (1 + correlation) / (1 - correlation)).squareRoot()
  }
}
