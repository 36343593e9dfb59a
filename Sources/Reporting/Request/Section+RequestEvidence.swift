internal import Bytes
internal import Findings

extension Section {
  /// Days of a request: a month, which is what a quota is argued with.
  private static let dayLimit = 31

  /// What was used, refused and left undone.
  static func requestEvidence(_ request: IncreaseRequest) -> Section {
    var blocks: [Block] = [.table(peaks(request)), dailyTotals(request)]
    blocks.append(.paragraph(typicalDay(request)))
    if request.silentHours > 0 {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(request.silentHours, "whole UTC hour")
              + " of the period without a record of any group: silence, or logs that were not given."
          )
        ]))
    }
    blocks.append(.paragraph(refusals(request)))
    if !request.exhaustions.isEmpty {
      blocks.append(.table(exhaustions(request)))
      blocks.append(.paragraph(whyTheyDiffer(request)))
    }
    blocks.append(.paragraph(sites(request)))
    return Section(id: "evidence", title: "Evidence", blocks: blocks)
  }

  private static func peaks(_ request: IncreaseRequest) -> Table {
    let group = request.group
    let lenses = [
      ("utc", group.utcPeak), ("header", group.headerPeak), ("anchored", group.anchoredPeak),
      ("rolling", group.rollingPeak),
    ]
    return Table(
      "Busiest 24 hours by way of laying windows",
      [.text("Windows laid by"), .text("Window"), .number("Calls"), .number("Let through")],
      lenses, noun: "lens", isCounted: false
    ) { lens, window in
      let mark = lens == group.lens ? " (judged)" : ""
      let name: Cell = [.words(Wording.lens(lens) + mark)]
      guard let window else { return [name, [.words("not available")], [], []] }
      return [
        name, [.span(window.start, window.end)], [.number(window.requests)],
        [.number(window.accepted)],
      ]
    }
  }

  /// The days as a table, or drawn with that table below where they are many.
  private static func dailyTotals(_ request: IncreaseRequest) -> Block {
    let days = Array(request.days.suffix(dayLimit))
    let table = dayTable(request, days)
    guard let plot = RequestDays.plot(days, request) else { return .table(table) }
    return .figures([
      Figure(
        caption: [.words("Daily totals, UTC")], summary: RequestDays.summary(request, days),
        drawing: .plot(plot), table: table, isListedWhole: true)
    ])
  }

  private static func dayTable(_ request: IncreaseRequest, _ days: [DayDemand]) -> Table {
    var table = Table(
      "Daily totals, UTC",
      [
        .text("Day"), .number("Calls"), .number("Refused"), .number("Let through"),
        .number("Unmet demand"), .text("Remark"),
      ], days, noun: "day", isCounted: false
    ) { day in
      [
        [.words(RequestDays.name(day))], [.number(day.attempted)],
        [.number(day.rejected)], [.number(day.accepted)],
        day.unmet.map { [.number($0)] } ?? [.words("not observable")],
        day.isComplete ? [] : [.words("the logs do not cover all of it")],
      ]
    }
    let earlier = request.days.count - days.count
    if earlier > 0 { table.rest = "\(Numbers.counted(earlier, "earlier day")) not shown." }
    return table
  }

  private static func typicalDay(_ request: IncreaseRequest) -> Cell {
    guard let days = request.dayStatistics else {
      return [
        .words(
          "No UTC day is covered by the logs from its first to its last hour, so nothing is said "
            + "about a typical day.")
      ]
    }
    let complete = Numbers.counted(days.completeDays, "complete UTC day")
    guard let percentiles = days.percentiles else { return fewDays(request, days, complete) }
    return [
      .words("Calls a day over \(complete): half of"),
      .words("them at most"), .number(percentiles.p50), .words("(p50), 95 of 100 at most"),
      .number(percentiles.p95), .words("(p95), the busiest"), .number(percentiles.max),
      .words("(max)."),
    ]
  }

  /// The days themselves, where they are too few for percentiles.
  private static func fewDays(
    _ request: IncreaseRequest, _ days: DayStatistics, _ complete: String
  ) -> Cell {
    var calls = request.days.filter(\.isComplete).map {
      "\(Numbers.counted($0.attempted, "call")) on \(RequestDays.name($0))"
    }
    if days.quietDays > 0 { calls.append("none on " + Numbers.grouped(days.quietDays)) }
    return [
      .words(
        "Calls a day over \(complete): \(calls.joined(separator: ", ")). No p50, p95 or max is given, "
          + "since of fewer than \(DayStatistics.fewestDays) complete days they would say nothing "
          + "about a usual or a busy day: give the logs of more days.")
    ]
  }

  private static func refusals(_ request: IncreaseRequest) -> Cell {
    let refused = Numbers.counted(request.group.rejected, "refused call")
    guard request.group.rejected > 0 else { return [.words("No call was refused.")] }
    guard let unmet = request.unmet else {
      return [
        .words(
          "\(refused). How many different calls these are is not observable from usage files: give "
            + "the logs.")
      ]
    }
    return [
      .words(
        "\(refused). With retries counted once: \(Numbers.counted(unmet.demands, "demand")). Met by "
          + "a call let through soon after: \(Numbers.grouped(unmet.met)). Never met, the unmet "
          + "demand: \(Numbers.grouped(unmet.unmet)).")
    ]
  }

  private static func exhaustions(_ request: IncreaseRequest) -> Table {
    Table(
      request: "Windows in which the quota was used up or calls were refused",
      [
        .text("Window"), .number("Calls"), .number("Let through"), .text("Quota used up at"),
        .text("First refusal at"),
      ], request.exhaustions, noun: "window"
    ) { exhaustion in
      let window = exhaustion.window
      return [
        [.span(window.start, window.end)], [.number(window.requests)],
        [.number(window.accepted)],
        exhaustion.exhausted.map { [.time($0)] } ?? [.words("not by the calls in these logs")],
        exhaustion.firstRefusal.map { [.time($0)] } ?? [.words("no refusal")],
      ]
    }
  }

  /// What the two times of the table above are, and why they are seldom the same.
  private static func whyTheyDiffer(_ request: IncreaseRequest) -> Cell {
    [
      .words(
        "Quota used up at: when the attempted calls of the window in these logs, refused ones "
          + "included, came to \(Numbers.grouped(request.calls.current)). First refusal at: when "
          + "the platform gave its first "
          + "\(request.refusalStatuses.map(String.init).joined(separator: " or ")). They differ "
          + "where the platform’s window opened at a different time than this one, or where these logs "
          + "lack calls of the group (then refusals come first); the platform also refuses with some "
          + "delay (then they come later).")
    ]
  }

  private static func sites(_ request: IncreaseRequest) -> Cell {
    var cell: Cell = [
      .words("Sites with calls:"), .number(request.group.sites.list.count),
      .words("of"), .number(request.sites.current), .words("that the quota allows."),
    ]
    let over = request.group.sites.overQuota.count
    if over > 0 { cell.append(.words("\(Numbers.counted(over, "site")) beyond the quota.")) }
    if request.refusedInstallations > 0 {
      cell.append(
        .words(
          Numbers.counted(request.refusedInstallations, "call was", plural: "calls were")
            + " answered that the application is on too many sites."))
    }
    return cell
  }
}
