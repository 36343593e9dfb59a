internal import Bytes
internal import Findings

extension Section {
  /// Groups whose days are drawn.
  private static let trendFigureLimit = 12

  /// All groups together, day by day; nil where only one is told of.
  static func trendTotals(_ trends: HistoryTrends) -> Section? {
    guard trends.scope == nil, !trends.states.isEmpty else { return nil }
    let total = trends.totals.total
    return Section(
      id: "totals", title: "Calls per day",
      blocks: [
        .figures([
          dayFigure(
            [.words("All Learn calls")], trends.totals, trends.states, quota: nil,
            summary: Numbers.counted(total.attempted, "call") + ", "
              + Wording.refused(total.rejected) + ".")
        ])
      ])
  }

  /// Each group against its quota, the nearest first.
  static func trendGroups(_ trends: HistoryTrends) -> Section {
    guard !trends.groups.isEmpty else {
      return Section(
        id: "groups", title: "Developer groups",
        blocks: [.paragraph([.words("No calls of developer groups in these days.")])])
    }
    var table = Table(
      "Developer groups, the nearest to their quota first",
      [
        .text("Group"), .text("Forecast of the first day over the quota"), .number("Busiest day"),
        .number("Quota"), .text("Quota from").secondary, .text("Of the quota"), .text("On"),
        .number("Days over 60 %"), .number("Days over 80 %"), .number("Days over 100 %"),
        .number("Calls").secondary, .number("Refused").secondary,
      ], trends.groups, noun: "group", row: groupRow)
    table.rest = rest(trends.groups.count - table.rows.count, "group")
    var blocks: [Block] = [.table(table)]
    let over = trends.groups.filter { $0.over.contains { !$0.days.isEmpty } }
    if !over.isEmpty {
      var dates = Table(
        "Days over shares of the quota",
        [.text("Group")] + GroupTrend.shares.map { .text("Over \($0) %") }, over, noun: "group"
      ) { group in
        [[.name(group.group)]] + group.over.map { [.words(TrendWording.dates($0.days))] }
      }
      dates.rest = rest(over.count - dates.rows.count, "group")
      blocks.append(.table(dates))
    }
    return Section(id: "groups", title: "Developer groups", blocks: blocks)
  }

  private static func groupRow(_ group: GroupTrend) -> [Cell] {
    let tone: Tone = group.daysOverQuota.isEmpty ? .plain : .bad
    let share: Cell =
      group.busiest.map {
        [
          .meter(used: $0.calls, limit: group.quota, tone),
          .words(TrendWording.percent($0.quotaPermille)),
        ]
      } ?? []
    return [
      [.name(group.group)], outlook(group.forecast),
      group.busiest.map { [.number($0.calls)] } ?? [],
      [.number(group.quota)],
      [.words(Wording.quotaSource(group.isQuotaByPolicy ? "policy" : "documented"))], share,
      group.busiest.map { [.words(TrendWording.date($0.day))] } ?? [],
    ] + group.over.map { [.number($0.days.count)] } + [
      [.number(group.total.attempted)], [.number(group.total.rejected)],
    ]
  }

  /// A forecast in a cell.
  static func outlook(_ forecast: QuotaForecast) -> Cell {
    switch forecast {
    case .day(let day): [.label("Forecast", .warn), .words(TrendWording.crossing(day))]
    case .silent(.exceeded): [.label("Exceeded", .bad)]
    case .silent(let reason): [.words("none: " + reason.rawValue)]
    }
  }

  /// Days of the groups nearest to their quota.
  static func trendFigures(_ trends: HistoryTrends) -> Section? {
    let shown = trends.groups.filter { $0.busiest != nil }.prefix(trendFigureLimit)
    guard !shown.isEmpty else { return nil }
    var blocks: [Block] = []
    if trends.scope == nil {
      blocks.append(
        .paragraph([
          .words(
            "The groups nearest to their quota, at most \(trendFigureLimit); --group draws any.")
        ]))
    }
    blocks.append(
      .figures(
        shown.map { group in
          dayFigure(
            [.name(group.group)], group.days, trends.states, quota: group.quota,
            summary: Numbers.counted(group.total.attempted, "call") + ", "
              + Wording.refused(group.total.rejected) + "; "
              + Numbers.counted(group.daysOverQuota.count, "day") + " over the quota of "
              + Numbers.grouped(group.quota) + ". Outlook: "
              + TrendWording.short(group.forecast) + ".")
        }))
    return Section(id: "group-days", title: "Days against the quota", blocks: blocks)
  }

  private static func dayFigure(
    _ caption: Cell, _ days: DaySeries, _ states: [DayState], quota: Int?, summary: String
  ) -> Figure {
    let known = days.counts.map { $0 ?? StatusCounts() }
    func start(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }
    var table = Table(
      "Calls per UTC day", [.text("Day"), .number("Calls"), .number("Refused"), .text("State")],
      Array(days.counts.indices), noun: "day", isCounted: false
    ) { index in
      let counts = days.counts[index]
      return [
        [.words(TrendWording.date(days.first + index))],
        counts.map { [.number($0.attempted)] } ?? [],
        counts.map { [.number($0.rejected)] } ?? [], [TrendWording.label(states[index])],
      ]
    }
    table.rest = rest(days.counts.count - table.rows.count, "day")
    let plot = Plot(
      axis: TimeAxis(start: start(days.first), end: start(days.first + days.counts.count)),
      panels: [
        Plot.Panel(
          unit: "calls per UTC day",
          columns: [
            Plot.Columns(
              label: "let through", shade: .usage,
              values: known.map(\.accepted)),
            Plot.Columns(label: "refused", shade: .bad, values: known.map(\.rejected)),
          ], quota: quota)
      ])
    return Figure(caption: caption, summary: summary, drawing: .plot(plot), table: table)
  }

  /// What a list that was cut says at its end, or nil.
  static func rest(_ count: Int, _ noun: String) -> String? {
    guard count > 0 else { return nil }
    return Numbers.counted(count, "more " + noun) + (count == 1 ? " is" : " are")
      + " not shown here; --output json has all of them."
  }
}
