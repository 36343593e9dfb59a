internal import Bytes
internal import Findings

/// Words about trends that several formats use.
enum TrendWording {
  /// `2026-11-20`
  static func date(_ day: Int) -> String {
    String(Instant(seconds: Int64(day) * 86_400).text.prefix { $0 != "T" })
  }

  /// `98.3 %` of tenths of a percent.
  static func percent(_ permille: Int) -> String {
    Numbers.grouped(permille / 10) + ".\(permille % 10) %"
  }

  /// `about 2026-12-11 (2026-12-01 to 2027-01-15)`
  static func crossing(_ day: CrossingDay) -> String {
    let end =
      day.latest.map { "to " + date($0) }
      ?? "or later than in \(QuotaForecast.horizonDays) days"
    return "about \(date(day.day)) (\(date(day.earliest)) \(end))"
  }

  /// What a forecast says in a table.
  static func short(_ forecast: QuotaForecast) -> String {
    switch forecast {
    case .day(let day): crossing(day)
    case .silent(let reason): reason.rawValue
    }
  }

  /// What is said of a group's calls and sites in a line.
  static func outlook(_ group: GroupTrend) -> String {
    let calls =
      switch group.forecast {
      case .day(let day): "over its quota " + crossing(day)
      case .silent(.exceeded): "its quota was exceeded in the last 28 days"
      case .silent(let reason): "no forecast: " + reason.rawValue
      }
    return calls + "; " + sites(group.sites)
  }

  /// `5 of 6 sites, 2 in 30 days, more than its quota about 2026-12-11 (...)`
  static func sites(_ sites: SiteTrend) -> String {
    var text = "\(Numbers.grouped(sites.registered)) of \(Numbers.grouped(sites.quota)) sites"
    if sites.lastThirtyDays > 0 { text += ", \(Numbers.grouped(sites.lastThirtyDays)) in 30 days" }
    switch sites.forecast {
    case .day(let day): text += ", more than its quota " + crossing(day)
    case .silent(.exceeded): text += ", more than its quota"
    case .silent: break
    }
    return text
  }

  /// Dates apart by commas, stretches of days as `... to ...`; at most `limit` of either, the others
  /// counted.
  static func dates(_ days: [Int], limit: Int = 31) -> String {
    var stretches: [ClosedRange<Int>] = []
    for day in days {
      if let last = stretches.last, last.upperBound + 1 == day {
        stretches[stretches.count - 1] = last.lowerBound...day
      } else {
        stretches.append(day...day)
      }
    }
    var parts = stretches.prefix(limit).map { stretch in
      stretch.count == 1
        ? date(stretch.lowerBound)
        : date(stretch.lowerBound) + (stretch.count == 2 ? ", " : " to ")
          + date(stretch.upperBound)
    }
    let rest = stretches.dropFirst(limit).joined().count
    if rest > 0 { parts.append("and \(Numbers.counted(rest, "more day"))") }
    return parts.joined(separator: ", ")
  }

  /// What the days shown are, in a sentence.
  static func days(_ trends: HistoryTrends) -> String {
    if trends.states.isEmpty { return "no day with calls" }
    return date(trends.first) + " to " + date(trends.last) + ", "
      + Numbers.counted(trends.states.count, "UTC day")
  }

  /// What stands out in all groups together.
  static func outcome(_ trends: HistoryTrends) -> String {
    let groups = Numbers.counted(trends.groups.count, "group")
    let exceeded = Numbers.grouped(trends.exceededCount)
    let forecast = Numbers.grouped(trends.forecastCount)
    return "\(exceeded) of \(groups) exceeded their quota in these days; \(forecast) "
      + (trends.forecastCount == 1 ? "is" : "are") + " forecast to."
  }

  /// A day's state as a label.
  static func label(_ state: DayState) -> Piece {
    switch state {
    case .unknown: .label("unknown", .warn)
    case .partial: .label("partial", .warn)
    case .provisional: .label("provisional", .plain)
    case .final: .label("final", .good)
    }
  }
}
