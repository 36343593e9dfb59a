internal import Bytes
internal import Findings

extension Document {
  /// A history's trends in words.
  init(_ trends: HistoryTrends) {
    title = "API usage history"
    banner = Banner(trends)
    facts = Document.facts(trends)
    entries = Document.entries(trends)
    let sections: [Section?] = [
      .trendTotals(trends), .trendGroups(trends), .trendFigures(trends), .trendSites(trends),
      .trendDays(trends), .trendRuns(trends), .trendReading(),
    ]
    self.sections = sections.compactMap { $0 }
  }

  private static func facts(_ trends: HistoryTrends) -> [Fact] {
    let total = trends.totals.total
    let unknown = trends.days(.unknown).count
    return [
      Fact(label: "Learn calls", value: total.attempted),
      Fact(label: "Refused", value: total.rejected, tone: total.rejected > 0 ? .bad : .plain),
      Fact(
        label: "Groups over their quota", value: trends.exceededCount,
        tone: trends.exceededCount > 0 ? .bad : .plain),
      Fact(
        label: "Groups forecast to be over", value: trends.forecastCount,
        tone: trends.forecastCount > 0 ? .warn : .plain),
      Fact(label: "Days unknown", value: unknown, tone: unknown > 0 ? .warn : .plain),
      Fact(label: "Runs", value: trends.runCount),
    ]
  }

  private static func entries(_ trends: HistoryTrends) -> [Entry] {
    var entries = [Entry(label: "Days", value: [.words(TrendWording.days(trends))])]
    if let scope = trends.scope { entries.append(Entry(label: "Group", value: [.name(scope)])) }
    let policy: Cell =
      trends.policy.map {
        [.name(ByteString($0.name)), .words("SHA-256"), .name(ByteString($0.sha256))]
      } ?? [.words("none given; documented quotas apply")]
    entries.append(Entry(label: "Policy", value: policy))
    entries.append(
      Entry(label: "Program", value: [.words(trends.tool.name + " " + trends.tool.version)]))
    return entries
  }
}

extension Banner {
  /// What to say first about trends.
  init(_ trends: HistoryTrends) {
    headline = TrendWording.outcome(trends)
    let unknown = trends.days(.unknown).count
    explanation =
      unknown == 0
      ? "Every day below was seen by a run."
      : "Of \(Numbers.counted(unknown, "day")) nothing is known, which is not zero: forecasts skip "
        + (unknown == 1 ? "it." : "them.")
    tone = trends.exceededCount > 0 || trends.forecastCount > 0 ? .warn : .good
    reasons = []
  }
}

extension Section {
  /// What the words mean.
  static func trendReading() -> Section {
    Section(
      id: "reading", title: "How to read this history",
      blocks: [
        .paragraph([
          .words(
            "Calls are attempted Learn calls, refused ones too, of UTC days. The quotas are those in "
              + "force now, by policy or else as documented; an audit judges 24 hours by other clocks "
              + "as well, so its verdicts may differ by a day.")
        ]),
        .paragraph([
          .words(
            "A day is unknown where no run reaches into it, or where nobody called for more than three "
              + "days; partial where runs do not reach from its first into its last hour; provisional "
              + "while late logs may still come; reopened where a run added to it when it was final."
          )
        ]),
        .paragraph([
          .words(
            "A forecast is the first day over the quota if use goes on as it did in at most "
              + "thirteen weeks before: a robust line with a factor for each weekday. The interval "
              + "reaches from the first day on which the upper end of the forecast’s band is over the "
              + "quota to the first day on which the lower end is; four fifths of days lie in the "
              + "band. There is no forecast from fewer than 28 whole days, from a trend that does not "
              + "stand out of its scatter, or beyond \(QuotaForecast.horizonDays) days.")
        ]),
      ])
  }
}
