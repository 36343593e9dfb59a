/// When a quota is first exceeded, as far as the days so far can tell.
public enum QuotaForecast: Sendable, Equatable {
  /// On or about this day.
  case day(CrossingDay)
  /// Not known, and why.
  case silent(ForecastSilence)
}

/// The day on which a quota is first exceeded if everything goes on as it did.
public struct CrossingDay: Sendable, Equatable {
  /// First day on which the forecast is over the quota; days since 1970-01-01.
  public var day: Int
  /// First day on which the upper end of the forecast's band is over it, at most `day`.
  public var earliest: Int
  /// First day on which the lower end is, at least `day`; nil if not within the horizon.
  public var latest: Int?
  /// Days that the forecast rests on.
  public var basisDays: Int
}

/// Why there is no forecast.
public enum ForecastSilence: String, Sendable, CaseIterable {
  /// Fewer than `QuotaForecast.fewestDays` whole days are known.
  case tooFewDays = "fewer than 28 days"
  /// Fewer than four sites were registered in the days that count.
  case tooFewRegistrations = "fewer than 4 registrations"
  /// Nothing rises, or not more than it scatters.
  case noTrend = "no trend that stands out of its scatter"
  /// Nothing is over the quota within `QuotaForecast.horizonDays`.
  case beyondHorizon = "not within 180 days"
  /// The quota was exceeded in the last 28 days; for sites, it is now.
  case exceeded = "exceeded already"
}

extension QuotaForecast {
  /// Days that are looked ahead at most.
  public static let horizonDays = 180
  /// Whole days without which nothing is forecast: four weeks.
  public static let fewestDays = 28
  /// Days back in which days are looked for.
  public static let memoryDays = 182
  /// Latest whole days that a forecast rests on: thirteen weeks.
  static let basisDays = 91
}
