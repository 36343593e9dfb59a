internal import Bytes
internal import Findings

/// The days of a request as a drawing: a column for each, so that a month is one glance and takes a few
/// lines of the one sheet.
enum RequestDays {
  /// Days from the first to the last, those without a call included, that still are columns to be told
  /// apart.
  private static let mostColumns = 93
  private static let length: Int64 = 86_400

  /// A column for each day against the quota; nil where there are too few days for a drawing, or too many
  /// between the first and the last.
  static func plot(_ days: [DayDemand], _ request: IncreaseRequest) -> Plot? {
    guard days.count >= DayStatistics.fewestDays, let first = days.first, let last = days.last
    else {
      return nil
    }
    let slices = Int((last.end.seconds - first.start.seconds) / length)
    guard slices <= mostColumns else { return nil }
    var accepted = [Int](repeating: 0, count: slices)
    var refused = accepted
    for day in days {
      let slice = Int((day.start.seconds - first.start.seconds) / length)
      accepted[slice] = day.accepted
      refused[slice] = day.rejected
    }
    return Plot(
      axis: TimeAxis(start: first.start, end: last.end),
      panels: [
        Plot.Panel(
          unit: "calls a day",
          columns: [
            Plot.Columns(label: "let through", shade: .usage, values: accepted),
            Plot.Columns(label: "refused", shade: .bad, values: refused),
          ], quota: request.calls.current)
      ])
  }

  /// What the drawing shows, in words.
  static func summary(_ request: IncreaseRequest, _ days: [DayDemand]) -> String {
    guard let first = days.first, let last = days.last else { return "" }
    return
      "Calls of each UTC day with calls, \(name(first)) to \(name(last)), against the quota of "
      + "\(Numbers.grouped(request.calls.current)); the numbers are in the table."
  }

  /// A day as `yyyy-mm-dd`.
  static func name(_ day: DayDemand) -> String { String(Numbers.time(day.start).prefix(10)) }
}
