internal import Bytes
internal import Findings

extension Section {
  /// Sites of groups, those who may soon have too many first; nil without sites.
  static func trendSites(_ trends: HistoryTrends) -> Section? {
    func urgency(_ forecast: QuotaForecast) -> Int {
      switch forecast {
      case .silent(.exceeded): 0
      case .day: 1
      case .silent: 2
      }
    }
    let groups = trends.groups.filter { $0.sites.registered > 0 }.sorted { left, right in
      let order = (urgency(left.sites.forecast), urgency(right.sites.forecast))
      return order.0 != order.1 ? order.0 < order.1 : left.group < right.group
    }
    guard !groups.isEmpty else { return nil }
    var table = Table(
      "Sites of developer groups",
      [
        .text("Group"), .number("Sites"), .number("Site quota"), .number("First seen in 30 days"),
        .text("Forecast of the first day over the quota"),
      ], groups, noun: "group"
    ) { group in
      [
        [.name(group.group)], [.number(group.sites.registered)], [.number(group.sites.quota)],
        [.number(group.sites.lastThirtyDays)], outlook(group.sites.forecast),
      ]
    }
    table.rest = rest(groups.count - table.rows.count, "group")
    return Section(
      id: "sites", title: "Sites",
      blocks: [
        .paragraph([
          .words(
            "Sites with at least one call in the whole history. Registrations are counted on at the "
              + "rate of at most thirteen weeks, the first four of a history or a group left out.")
        ]), .table(table),
      ])
  }

  /// Days that are not to be relied on, and those that changed late; nil without any.
  static func trendDays(_ trends: HistoryTrends) -> Section? {
    var rows: [[Cell]] = []
    for state in [DayState.unknown, .partial, .provisional] {
      let days = trends.days(state)
      guard !days.isEmpty else { continue }
      rows.append([
        [TrendWording.label(state)], [.number(days.count)], [.words(TrendWording.dates(days))],
      ])
    }
    for day in trends.reopened.prefix(Table.rowLimit) {
      rows.append([
        [.label("reopened", .warn)], [.number(1)],
        [.words(TrendWording.date(day.day) + " by run " + Numbers.grouped(day.run))],
      ])
    }
    guard !rows.isEmpty else { return nil }
    return Section(
      id: "days", title: "Days to know about",
      blocks: [
        .table(
          Table(
            caption: "Days that are not final, and final days that changed",
            columns: [.text("State"), .number("Days"), .text("Which")], rows: rows,
            rest: rest(trends.reopened.count - Table.rowLimit, "day")))
      ])
  }

  /// The runs of the days shown.
  static func trendRuns(_ trends: HistoryTrends) -> Section {
    var table = Table(
      "Runs with records of these days, the latest first",
      [
        .text("Run"), .text("State"), .text("Period"), .number("Records"), .number("Calls"),
        .number("Refused"), .text("Program").secondary, .text("Policy, SHA-256").secondary,
      ], trends.runs, noun: "run"
    ) { run in
      [
        [.number(run.number)],
        [run.isComplete ? .label("complete", .good) : .label("incomplete", .bad)],
        run.period.map { [.span($0.first, $0.last)] } ?? [], [.number(run.records)],
        [.number(run.calls)], [.number(run.refused)], [.prose(run.tool)],
        run.policySHA256.map { [.name(ByteString(String($0.prefix(12))))] } ?? [],
      ]
    }
    table.rest = rest(trends.runs.count - table.rows.count, "run")
    return Section(id: "runs", title: "Runs", blocks: [.table(table)])
  }
}
