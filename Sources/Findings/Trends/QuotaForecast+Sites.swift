extension QuotaForecast {
  /// Registrations without which nothing is forecast.
  private static let fewestRegistrations = 4
  /// A tenth of a standard normal variable lies above it, a tenth below its negative.
  private static let tenth = 1.2816

  /// The first day on which a group has more sites than its quota.
  ///
  /// `firsts` are the days on which its sites were first seen, ascending, `known` the days whose
  /// registrations count, the last of them the last whole day (days since 1970-01-01). Registrations are
  /// taken to come by themselves at a steady rate, in clusters where weeks differ more than chance would
  /// have it. How long the next ones take, over how long the last ones took, then has the F distribution,
  /// whose tenths are the interval. O(sites).
  static func sites(_ firsts: [Int], known: Range<Int>, quota: Int) -> QuotaForecast {
    if firsts.count > quota { return .silent(.exceeded) }
    guard known.count >= fewestDays else { return .silent(.tooFewDays) }
    let counted = firsts.filter(known.contains)
    guard counted.count >= fewestRegistrations else { return .silent(.tooFewRegistrations) }
    let clusters = clustering(counted, known)
    let wanted = Double(quota + 1 - firsts.count)
    let interval = Double(known.count) / Double(counted.count)
    let (next, last) = (2 * wanted / clusters, 2 * Double(counted.count) / clusters)
    func day(_ days: Double?) -> Int? {
      guard let days, days <= Double(horizonDays) else { return nil }
      return known.upperBound - 1 + max(1, Int(days.rounded(.up)))
    }
    guard let middle = day(wanted * interval) else { return .silent(.beyondHorizon) }
    let low = ratio(next, last, at: -tenth).map { $0 * wanted * interval }
    let high = ratio(next, last, at: tenth).map { $0 * wanted * interval }
    return .day(
      CrossingDay(
        day: middle, earliest: min(middle, day(low) ?? middle),
        latest: day(high).map { max(middle, $0) }, basisDays: known.count))
  }

  /// How much more weeks scatter than they would by chance, at least 1: variance over mean of
  /// registrations in whole weeks.
  private static func clustering(_ days: [Int], _ known: Range<Int>) -> Double {
    let weeks = known.count / 7
    var counts = [Double](repeating: 0, count: weeks)
    for day in days {
      let week = (known.upperBound - 1 - day) / 7
      if week < weeks { counts[week] += 1 }
    }
    let mean = counts.reduce(0, +) / Double(weeks)
    guard weeks > 1, mean > 0 else { return 1 }
    let variance =
      counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weeks - 1)
    return max(1, variance / mean)
  }

  /// A quantile of F with these degrees of freedom where a standard normal variable has the quantile
  /// `normal` (Paulson 1942); nil where the formula has none, as for an upper tail that a few events
  /// cannot bound.
  private static func ratio(_ next: Double, _ last: Double, at normal: Double) -> Double? {
    let (a, b) = (2 / (9 * next), 2 / (9 * last))
    let square = normal * normal
    let below = (1 - b) * (1 - b) - square * b
    let scatter = (1 - a) * (1 - a) * b + (1 - b) * (1 - b) * a - square * a * b
    guard below > 0, scatter >= 0 else { return nil }
    let root = ((1 - a) * (1 - b) + normal * scatter.squareRoot()) / below
    return max(0, root * root * root)
  }
}
