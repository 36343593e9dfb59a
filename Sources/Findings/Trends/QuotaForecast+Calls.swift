extension QuotaForecast {
  /// Shares of days below and above which the forecast's band ends: four fifths of days lie within.
  private static let band = (low: 0.1, high: 0.9)

  /// The first day on which a group has more calls than its quota.
  ///
  /// `calls` are those of consecutive UTC days from `first` on (days since 1970-01-01), nil where a day is
  /// not known whole; the forecast is of the days behind the last one. Weekdays have factors of their
  /// own, the levels without them a robust line; the band is that of the line's slope and of days around
  /// it. Nothing is drawn by lot: the same days give the same forecast. O(`basisDays`^2 log).
  static func calls(_ calls: [Int?], first: Int, quota: Int) -> QuotaForecast {
    // Days before a group's first call say nothing about its use.
    let start = max(
      calls.firstIndex { $0.map { $0 > 0 } ?? false } ?? calls.count,
      calls.count - memoryDays)
    let values = calls[min(start, calls.count)...].map { $0.map(Double.init) }
    let known = values.indices.filter { values[$0] != nil }.suffix(basisDays)
    guard let oldest = known.first, known.count >= fewestDays else { return .silent(.tooFewDays) }
    let recent = calls.suffix(fewestDays)
    if recent.contains(where: { $0.map { $0 > quota } ?? false }) { return .silent(.exceeded) }

    let origin = first + start + oldest
    let basis = Array(values[oldest...])
    let factors = WeekdayFactors(basis, first: origin)
    let points = basis.indices.compactMap { index in
      basis[index].flatMap { factors.level($0, on: origin + index) }.map {
        (day: Double(index), height: $0)
      }
    }
    // Where weekends are closed, five days a week are left of four weeks.
    guard points.count >= fewestDays * 5 / 7 else { return .silent(.tooFewDays) }
    guard let line = TrendLine(points), line.isRising else { return .silent(.noTrend) }
    return crossing(line, factors, origin: origin, days: basis.count, quota: quota)
  }

  private static func crossing(
    _ line: TrendLine, _ factors: WeekdayFactors, origin: Int, days: Int, quota: Int
  ) -> QuotaForecast {
    let bands = [
      (slope: line.slope.high, ratio: max(1, line.ratios.quantile(band.high) ?? 1)),
      (slope: line.slope.middle, ratio: 1),
      (slope: line.slope.low, ratio: min(1, line.ratios.quantile(band.low) ?? 1)),
    ]
    let firsts = bands.map { band in
      (days..<days + horizonDays).first { index in
        guard let factor = factors.factor(of: origin + index) else { return false }
        let height = line.height(on: Double(index), slope: band.slope)
        return factor * height * band.ratio > Double(quota)
      }
    }
    guard let day = firsts[1] else { return .silent(.beyondHorizon) }
    return .day(
      CrossingDay(
        day: origin + day, earliest: origin + min(day, firsts[0] ?? day),
        latest: firsts[2].map { origin + $0 }, basisDays: line.ratios.values.count))
  }
}
