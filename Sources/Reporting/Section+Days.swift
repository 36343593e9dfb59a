internal import Bytes
internal import Findings

extension Section {
  /// Figures that are drawn although all groups are clear.
  private static let fewestDays = 3
  /// Groups whose hours are drawn.
  private static let heatLimit = 12

  /// The day of the worst groups against their quota; nil without any.
  static func days(_ report: AuditReport) -> Section? {
    let groups = report.groups.filter { $0.day != nil }.worstFirst(\.standing)
    let wanted = groups.filter { $0.rate.verdict != .clear || $0.rejected > 0 }
    let calm = groups.filter { $0.rate.verdict == .clear && $0.rejected == 0 }
    let shown = wanted + calm.prefix(max(0, fewestDays - wanted.count))
    guard !shown.isEmpty else { return nil }
    var blocks: [Block] = [
      .paragraph([
        .words(
          "The 24 hours that a verdict rests on, ten minutes by ten minutes: the calls so far against "
            + "the quota, and the calls of each ten minutes with the refused ones. Shown are groups "
            + "that are not clear or were refused calls, the worst first and at most "
            + "\(GroupDay.mostFigures), and at least the \(fewestDays) nearest to their quota. The "
            + "quota is passed here when the attempted calls of the window in these logs are more; "
            + "the platform’s refusals come earlier where its window opened earlier or the logs lack "
            + "calls, and later where it refuses with delay.")
      ]),
      .figures(shown.compactMap { dayFigure($0, ReportTimes(zone: report.zone)) }),
    ]
    let heat = shown.prefix(heatLimit).compactMap(heatFigure)
    if !heat.isEmpty {
      blocks.append(.heading("Hour by hour"))
      blocks.append(.figures(heat))
    }
    return Section(id: "days", title: "Calls through the day", blocks: blocks)
  }

  private static func dayFigure(_ group: GroupReport, _ times: ReportTimes) -> Figure? {
    guard let day = group.day else { return nil }
    let calls = day.calls
    let running = calls.running
    var plot = Plot(
      axis: TimeAxis(start: calls.start, end: calls.end),
      panels: [
        Plot.Panel(unit: "calls so far", line: running, quota: day.quota),
        Plot.Panel(
          unit: "calls in ten minutes",
          columns: [
            Plot.Columns(label: "accepted", shade: .usage, values: calls.accepted),
            Plot.Columns(label: "refused", shade: .bad, values: calls.rejected),
          ]),
      ])
    var summary =
      Numbers.counted(calls.totalAttempted, "attempted call") + ", "
      + Wording.refused(calls.totalRejected) + ". "
    if let exhausted = day.exhausted {
      plot.mark = (exhausted, "quota passed " + Numbers.clock(exhausted))
      summary +=
        "The quota of \(Numbers.grouped(day.quota)) was passed at \(times.full(exhausted))."
    } else {
      summary += "The quota of \(Numbers.grouped(day.quota)) was not passed."
    }
    return Figure(
      caption: [
        .name(group.group), Wording.verdict(group.rate), .span(calls.start, calls.end),
      ], summary: summary, drawing: .plot(plot),
      table: dayTable(calls, running))
  }

  private static func dayTable(_ calls: UsageSeries, _ running: [Int]) -> Table {
    let slices = calls.attempted.indices.filter { calls.attempted[$0] > 0 }
    return Table(
      "Ten minutes with calls",
      [
        .text("Ten minutes from"), .number("Calls"), .number("Refused"), .number("Calls so far"),
      ], slices, noun: "slice"
    ) { slice in
      [
        [.time(calls.start(of: slice))], [.number(calls.attempted[slice])],
        [.number(calls.rejected[slice])], [.number(running[slice])],
      ]
    }
  }

  private static func heatFigure(_ group: GroupReport) -> Figure? {
    guard let hours = group.day?.hours else { return nil }
    let perDay = 24
    let days = hours.attempted.count / perDay
    let starts = (0..<days).map { hours.start(of: $0 * perDay) }
    let map = HeatMap(
      days: starts, unit: "calls in an hour", values: hours.attempted,
      marked: hours.rejected.map { $0 > 0 }, markLabel: "hour with refused calls")
    let columns =
      [.text("Day"), .number("Calls"), .number("Refused")]
      + (0..<perDay).map { Column.number("\($0) h").secondary }
    let table = Table(
      "Calls per UTC hour", columns, Array(starts.indices), noun: "day", isCounted: false
    ) { day in
      let slices = day * perDay..<(day + 1) * perDay
      let totals = hours.totals(slices)
      let first: [Cell] = [
        [.time(starts[day])], [.number(totals.attempted)], [.number(totals.rejected)],
      ]
      return first + slices.map { [.number(hours.attempted[$0])] }
    }
    return Figure(
      caption: [.name(group.group), .words("calls per UTC hour")],
      summary: Numbers.counted(days, "day") + " of 24 hours, "
        + Numbers.counted(hours.totalAttempted, "call") + ", "
        + Wording.refused(hours.totalRejected) + "; at most "
        + Numbers.counted(hours.largest, "call") + " in an hour.",
      drawing: .heat(map), table: table)
  }
}
