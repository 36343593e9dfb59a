internal import Bytes
internal import Findings

extension Section {
  /// Hours with records and hours without: a gap may be silence or a missing log.
  static func coverage(_ report: AuditReport) -> Section {
    let coverage = report.coverage
    var blocks: [Block] = []
    if let chart = HourChart(coverage.hours) {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(coverage.hours.count, "UTC hour") + " with records, "
              + Numbers.counted(coverage.gaps.count, "gap") + " of whole hours without any.")
        ]))
      blocks.append(.hours(chart))
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
            let hours = Int((gap.end.seconds - gap.start.seconds) / 3600)
            return [[.span(gap.start, gap.end)], [.number(hours)]]
          }))
    }
    return Section(id: "coverage", title: "Coverage", blocks: blocks)
  }

  /// What the words of the report mean.
  static func reading() -> Section {
    func entry(_ label: String, _ words: String) -> Block {
      .paragraph([.label(label, .plain), .words(words)])
    }
    return Section(
      id: "reading", title: "How to read this report",
      blocks: [
        entry("Over quota, proven", "The limiter’s own windows show it, or every way to lay them."),
        entry("Over quota, aligned", "Over in the windows judged; laid otherwise they may not be."),
        entry("Possibly over", "Not over in the windows judged, but over if laid otherwise."),
        entry("Near quota", "Not over however laid; the peak reaches the policy’s warning share."),
        entry("UTC clock", "Windows start at whole days, minutes or seconds of UTC."),
        entry("Reset headers", "Windows end where the vendor’s reset headers say."),
        entry(
          "From the first request", "A window opens at a request and lasts 24 hours; then the next."
        ),
        entry("Rolling", "The busiest stretch of a window’s length, wherever it starts."),
        .paragraph([
          .words(
            "All times are UTC (Z). Counts are of attempted requests. Windows include their start "
              + "and not their end. Long names are shortened in the middle, characters that cannot "
              + "be seen are written as escapes; report.json has names whole. Tokens are hashed.")
        ]),
      ])
  }
}

extension HourChart {
  /// Hours drawn at most: two weeks, as many columns as a screen can tell apart.
  private static let hourLimit = 336

  /// The chart of hours sorted by time, or nil without any.
  init?(_ hours: [HourCoverage]) {
    guard let start = hours.first?.hour, let end = hours.last?.hour else { return nil }
    first = start
    let all = Int((end.seconds - start.seconds) / 3600) + 1
    let shown = max(1, min(all, HourChart.hourLimit))
    records = Array(repeating: 0, count: shown)
    for hour in hours {
      let position = Int((hour.hour.seconds - start.seconds) / 3600)
      guard records.indices.contains(position) else { continue }
      records[position] = hour.records
    }
    last = Instant(seconds: start.seconds + Int64(shown - 1) * 3600)
    rest = Wording.rest(all - shown, "hour")
  }
}
