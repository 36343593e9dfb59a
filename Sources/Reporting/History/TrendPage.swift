internal import Bytes
internal import Findings

/// Sets the parts of `HistoryTrends` for a terminal.
struct TrendPage {
  /// Groups shown; the others are counted.
  private static let groupLimit = 50
  /// Runs shown.
  private static let runLimit = 5
  /// Columns of labels, of the longest name, and of each column of numbers.
  private static let labelWidth = 12
  private static let nameWidths = 8...24
  private static let numbers = [
    ("Busiest", 12), ("of quota", 10), (">60%", 6), (">80%", 6), (">100%", 6),
  ]

  let color: Bool
  let spark: Sparkline
  let width: Int
  private(set) var text = ""

  /// A page with nothing on it.
  init(color: Bool, spark: Sparkline, width: Int) {
    self.color = color
    self.spark = spark
    self.width = width
  }

  /// What is shown, all calls, and which days are not to be relied on.
  mutating func summary(_ trends: HistoryTrends) {
    line("History: " + TrendWording.days(trends), .bold)
    if trends.states.isEmpty { return }
    line("")
    let total = trends.totals.total
    if trends.scope == nil {
      entry("Calls", spark.text(trends.totals, width: width - TrendPage.labelWidth))
      entry(
        "", Numbers.grouped(total.attempted) + " Learn calls, " + Wording.refused(total.rejected)
      )
      entry("Groups", TrendWording.outcome(trends))
    }
    for (label, state) in [
      ("Unknown", DayState.unknown), ("Partial", .partial), ("Provisional", .provisional),
    ] {
      let days = trends.days(state)
      if !days.isEmpty { entry(label, TrendWording.dates(days)) }
    }
    if !trends.reopened.isEmpty {
      let days = trends.reopened.prefix(TrendPage.groupLimit).map {
        TrendWording.date($0.day) + " by run \($0.run)"
      }
      let rest = trends.reopened.count - days.count
      entry("Reopened", days.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : ""))
    }
  }

  /// The latest runs.
  mutating func runs(_ trends: HistoryTrends) {
    for (index, run) in trends.runs.prefix(TrendPage.runLimit).enumerated() {
      let period = run.period.map { Numbers.span($0.first, $0.last) } ?? "no records"
      entry(
        index == 0 ? "Runs" : "",
        "\(run.number) \(run.isComplete ? "complete" : "INCOMPLETE"), \(period), "
          + Numbers.counted(run.records, "record"), run.isComplete ? nil : .red)
    }
    let rest = trends.runCount - min(trends.runs.count, TrendPage.runLimit)
    if rest > 0 { entry("", "and \(Numbers.counted(rest, "more run"))", .dim) }
  }

  /// All groups, the nearest to their quota first.
  mutating func groups(_ trends: HistoryTrends) {
    guard !trends.groups.isEmpty else { return }
    let shown = trends.groups.prefix(TrendPage.groupLimit)
    let names = shown.map { TrendPage.short($0.group) }
    let longest = names.map(TerminalText.columns).max() ?? 0
    let nameWidth = max(TrendPage.nameWidths.lowerBound, longest)
    let numbersWidth = TrendPage.numbers.map(\.1).reduce(into: 0) { $0 += $1 }
    let sparkWidth = max(8, min(trends.states.count, width - nameWidth - numbersWidth - 2))
    line("")
    line(
      TerminalText.padded("Group", to: nameWidth) + "  "
        + TerminalText.padded("Calls a day", to: sparkWidth)
        + TrendPage.numbers.map { padded($0.0, to: $0.1) }.joined(), .bold)
    for (group, name) in zip(shown, names) {
      let counts = [
        Numbers.grouped(group.busiest?.calls ?? 0),
        TrendWording.percent(group.busiest?.quotaPermille ?? 0),
      ]
      let values = counts + group.over.map { Numbers.grouped($0.days.count) }
      line(
        TerminalText.padded(name, to: nameWidth) + "  "
          + TerminalText.padded(spark.text(group.days, width: sparkWidth), to: sparkWidth)
          + zip(values, TrendPage.numbers).map { padded($0, to: $1.1) }.joined(),
        style(group))
      paragraph("    " + TrendWording.outlook(group), indent: 4)
    }
    let rest = trends.groups.count - shown.count
    if rest > 0 {
      line(
        Numbers.counted(rest, "more group") + (rest == 1 ? " is" : " are")
          + " not shown here; --output json has all of them.", .dim)
    }
  }

  /// One group with all dates.
  mutating func group(_ group: GroupTrend) {
    line("")
    line(VisibleText.line(group.group.text, limit: VisibleText.nameLimit), .bold)
    entry("Calls", spark.text(group.days, width: width - TrendPage.labelWidth))
    entry(
      "",
      Numbers.grouped(group.total.attempted) + " in these days, "
        + Wording.refused(group.total.rejected))
    entry(
      "Quota",
      Numbers.grouped(group.quota) + " calls a day, "
        + Wording.quotaSource(group.isQuotaByPolicy ? "policy" : "documented"))
    if let busiest = group.busiest {
      entry(
        "Busiest",
        "\(TrendWording.date(busiest.day)) with \(Numbers.grouped(busiest.calls)), "
          + TrendWording.percent(busiest.quotaPermille) + " of the quota", style(group))
    }
    for days in group.over {
      let dates = days.days.isEmpty ? "no day" : TrendWording.dates(days.days)
      entry("Over \(days.percent) %", dates, days.percent == 100 ? style(group) : nil)
    }
    entry("Outlook", TrendWording.outlook(group))
  }

  private func style(_ group: GroupTrend) -> TerminalStyle? {
    if !group.daysOverQuota.isEmpty { return .red }
    if case .day = group.forecast { return .yellow }
    return nil
  }

  /// A name in as many columns as names have, its middle left out where it is longer.
  private static func short(_ name: ByteString) -> String {
    let text = VisibleText.line(name.text, limit: VisibleText.nameLimit)
    let most = nameWidths.upperBound
    guard TerminalText.columns(text) > most else { return text }
    let scalars = Array(text.unicodeScalars)
    func part(_ scalars: some Sequence<Unicode.Scalar>, _ columns: Int) -> [Unicode.Scalar] {
      var used = 0
      return scalars.prefix {
        used += TerminalText.columns($0)
        return used <= columns
      }
    }
    var result = String.UnicodeScalarView(part(scalars, most * 2 / 3))
    result.append("…")
    result.append(contentsOf: part(scalars.reversed(), most / 3 - 1).reversed())
    return String(result)
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(1, width - TerminalText.columns(text))) + text
  }

  private mutating func entry(_ label: String, _ value: String, _ style: TerminalStyle? = nil) {
    let lead = TerminalText.padded(label, to: TrendPage.labelWidth)
    let lines = TerminalText.wrapped(value, width: width - TrendPage.labelWidth)
    // Blanks of a sparkline are days, and it is never longer than a line.
    let whole = TerminalText.columns(value) <= width - TrendPage.labelWidth ? [value] : lines
    for (index, part) in whole.enumerated() {
      let start = index == 0 ? lead : String(repeating: " ", count: TrendPage.labelWidth)
      text += start + (style?(part, color: color) ?? part) + "\n"
    }
  }

  private mutating func paragraph(_ value: String, indent: Int) {
    for part in TerminalText.wrapped(value, width: width - indent) {
      text += String(repeating: " ", count: indent) + TerminalStyle.dim(part, color: color) + "\n"
    }
  }

  private mutating func line(_ value: String, _ style: TerminalStyle? = nil) {
    text += (style?(value, color: color) ?? value) + "\n"
  }
}
