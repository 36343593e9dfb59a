internal import Bytes
internal import Findings

extension Section {
  /// Hours with records and hours without: a gap may be silence or a missing log.
  static func coverage(_ report: AuditReport) -> Section {
    let coverage = report.coverage
    var blocks: [Block] = []
    if let hours = Figure.hours(coverage.hours, ReportTimes(zone: report.zone)) {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(coverage.hours.count, "UTC hour") + " with records, "
              + Numbers.counted(coverage.gaps.count, "gap") + " of whole hours without any.")
        ]))
      blocks.append(.figures([hours]))
    } else {
      blocks.append(.paragraph([.words("No records, so there are no hours.")]))
    }
    if !coverage.gaps.isEmpty {
      blocks.append(
        .paragraph([
          .words("A gap may be silence, or a log that was not given. Counts across it may be low.")
        ]))
      blocks.append(
        .table(
          Table("Gaps", [.text("Gap"), .number("Hours")], coverage.gaps, noun: "gap") { gap in
            [[.span(gap.start, gap.end)], [.number(gap.hours)]]
          }))
    }
    if !coverage.endsEarly.isEmpty {
      blocks.append(
        .paragraph([
          .words(
            "These inputs end in the middle of an hour, more than five minutes before its end, while "
              + "the audited period goes on: a log that was cut early or changed within the hour, or "
              + "a node that fell silent.")
        ]))
      blocks.append(
        .table(
          Table(
            "Inputs that end within an hour", [.text("Input"), .text("Last record")],
            coverage.endsEarly, noun: "input"
          ) { [[.name($0.path)], [.time($0.last)]] }))
    }
    return Section(id: "coverage", title: "Coverage", blocks: blocks)
  }

  /// What the words of the report mean.
  static func reading() -> Section {
    Section(
      id: "reading", title: "How to read this report",
      blocks: Glossary.all.map { entry in
        .paragraph([.label(entry.label, .plain), .words(entry.meaning)])
      } + [
        .paragraph([
          .words(
            "All times are UTC (Z). Counts are of attempted requests. Windows include their start "
              + "and not their end. Long names are shortened in the middle, characters that cannot "
              + "be seen are written as escapes; report.json (--output json) has names whole. "
              + "Tokens are hashed.")
        ])
      ])
  }
}

extension Figure {
  /// Hours drawn at most: two weeks, as many columns as a screen can tell apart.
  private static let hourLimit = 336

  /// Records per UTC hour, silent hours included, of hours sorted by time; nil without any.
  static func hours(_ hours: [HourCoverage], _ times: ReportTimes) -> Figure? {
    guard let series = HourSeries(hours, most: hourLimit) else { return nil }
    var table = Table(
      "Hours with records", [.text("Hour from"), .number("Records")],
      Array(hours.prefix(series.hoursWithRecords)), noun: "hour"
    ) { [[.time($0.hour)], [.number($0.records)]] }
    table.rest = Wording.rest(series.hoursLeftOut, "hour")
    return Figure(
      caption: [.words("Records per UTC hour")],
      summary: "Records of " + Numbers.counted(series.records.count, "hour") + " from "
        + times.full(series.start) + ", at most " + Numbers.counted(series.largest, "record")
        + " in one.",
      drawing: .plot(
        Plot(
          axis: TimeAxis(start: series.start, end: series.end),
          panels: [
            Plot.Panel(
              unit: "records an hour",
              columns: [Plot.Columns(label: "records", shade: .usage, values: series.records)])
          ])), table: table)
  }
}
