internal import Bytes
public import Findings

/// What a run prints on standard output when it is done: a screenful, the status first.
///
/// Text from logs and file names comes without control characters, so that it cannot steer the
/// terminal. Where the reports are is not said here: the program knows, the report does not.
public enum TerminalSummary {
  /// Rules shown; the others are in the reports.
  private static let findingLimit = 10
  /// Reasons of an incomplete run shown.
  private static let reasonLimit = 10
  /// Longest sentence shown whole, in scalars: three lines of a usual terminal.
  private static let sentenceLimit = 240
  /// Columns of the labels in front of totals.
  private static let labelWidth = 10

  /// The summary in lines of at most `width` columns (at least 40), each ended by a line feed; with
  /// escape sequences for colour if `color`.
  public static func render(_ report: AuditReport, color: Bool, width: Int) -> String {
    var page = Page(color: color, width: max(40, width))
    page.status(report)
    page.totals(report)
    page.changes(report)
    page.findings(report)
    page.whatIf(report)
    return page.text
  }

  /// Only why a run is incomplete, empty for a complete one: what even a quiet run must say.
  public static func incompleteness(_ report: AuditReport, color: Bool, width: Int) -> String {
    guard !report.status.complete else { return "" }
    var page = Page(color: color, width: max(40, width))
    page.status(report)
    return page.text
  }

  /// Lines of the summary so far.
  private struct Page {
    let color: Bool
    let width: Int
    var text = ""

    mutating func status(_ report: AuditReport) {
      if report.status.complete {
        if let nothing = report.nothingJudged {
          line("", "NOTHING TO JUDGE: " + Wording.cause(nothing), .yellow)
          line("", "Complete: all inputs were read to their end.")
        } else {
          let style: TerminalStyle = report.findings(of: .violation) > 0 ? .bold : .green
          line("", "Complete. " + Wording.outcome(report), style)
        }
        return line("", "")
      }
      line("", "INCOMPLETE: the numbers below do not cover all that was named.", .red)
      for reason in report.status.reasons.prefix(reasonLimit) {
        self.reason(VisibleText.line(reason, limit: sentenceLimit))
      }
      if let rest = Wording.rest(report.status.reasons.count - reasonLimit, "reason") {
        line("  - ", rest, .red)
      }
      if let nothing = report.nothingJudged {
        line("", "NOTHING TO JUDGE: " + Wording.cause(nothing), .yellow)
      } else {
        line("", Wording.outcome(report), .bold)
      }
      line("", "")
    }

    /// A command that mends it stands on a line of its own, however long, so that it can be copied.
    private mutating func reason(_ visible: String) {
      let opener = "; use: "
      guard let range = visible.ranges(of: opener).last else { return line("  - ", visible, .red) }
      line("  - ", String(visible[..<range.lowerBound] + opener.dropLast()), .red)
      text += "      " + visible[range.upperBound...] + "\n"
    }

    mutating func totals(_ report: AuditReport) {
      let totals = report.totals
      let atLeast = Wording.atLeast(report)
      let period = report.period.map { Numbers.span($0.first, $0.last) } ?? "no records"
      if let scope = report.scope {
        entry(
          "View",
          "\(PartnerView.noun(scope.kind)) "
            + VisibleText.line(scope.name.text, limit: VisibleText.nameLimit))
      }
      entry("Period", period)
      if report.scope == nil { inputs(report) }
      entry(
        "Requests",
        join([
          (totals.learn, "Learn"), (totals.knewton, "Knewton"), (totals.other, "other"),
          (totals.excluded, "excluded"), (totals.unattributed, "without group"),
        ]) + atLeast)
      entry(
        "Limited",
        join([
          (totals.rejected, "rejected"), (totals.delayed, "delayed"),
          (totals.softLimited, "soft-limited"), (totals.installRefused, "installations refused"),
        ]) + atLeast)
      if let privacy = report.privacy {
        entry("Privacy", "\(PartnerView.hidden(privacy.level)); key \(privacy.keyID)")
      }
      line("", "")
    }

    /// What is new since the last run, and who answers for what; what needs somebody is red.
    mutating func changes(_ report: AuditReport) {
      let lines = ChangeWords.lines(report)
      guard !lines.isEmpty else { return }
      for (text, tone) in lines {
        line(
          "", VisibleText.line(text, limit: sentenceLimit),
          tone == .bad ? .red : tone == .warn ? .yellow : nil)
      }
      line("", "")
    }

    private mutating func inputs(_ report: AuditReport) {
      let totals = report.totals
      let atLeast = Wording.atLeast(report)
      let inputs = report.inputCounts
      entry(
        "Inputs",
        join([
          (inputs.read, "read"), (inputs.missing, "missing"), (inputs.damaged, "damaged"),
          (inputs.duplicates, "duplicate, not counted"),
        ]))
      entry(
        "Lines",
        join([
          (totals.lines, "lines"), (totals.records, "records"), (totals.malformed, "malformed"),
          (totals.badFields, "unusable fields"),
        ]) + atLeast)
    }

    mutating func findings(_ report: AuditReport) {
      if report.findings.isEmpty { return }
      let rules = RuleCount.all(report.findings)
      line("", "Worst finding of each rule, by multiple of its limit", .bold)
      for rule in rules.prefix(findingLimit) {
        let finding = rule.worst
        let style: TerminalStyle =
          switch finding.severity {
          case .violation: .red
          case .warning: .yellow
          case .notice: .dim
          }
        var facts =
          "\(finding.severity.name) \(finding.rule): \(Numbers.grouped(finding.measured))"
          + " (limit \(Numbers.grouped(finding.limit)))"
        if let certainty = finding.certainty { facts += ", " + certainty.rawValue }
        if rule.others > 0 { facts += ", and \(Numbers.grouped(rule.others)) more" }
        line("  ", VisibleText.line(facts, limit: sentenceLimit), style)
        line("      ", message(finding))
      }
      if let rest = Wording.rest(rules.count - findingLimit, "rule") { line("  ", rest, .dim) }
    }

    /// What the quotas of `--what-if` would change, in a line; the reports have it group by group.
    mutating func whatIf(_ report: AuditReport) {
      guard let tried = report.whatIf else { return }
      let quotas = tried.overrides.map { "\($0.key) of \(Numbers.grouped($0.value))" }
      let rules = tried.rulesThatDiffer.map {
        "\($0.rule) \(Numbers.grouped($0.ruling)) to \(Numbers.grouped($0.tried))"
      }
      let findings = rules.isEmpty ? "as many" : rules.joined(separator: ", ")
      line("", "")
      line(
        "",
        VisibleText.line(
          "With other quotas: " + quotas.joined(separator: " and "), limit: sentenceLimit), .bold)
      line(
        "  ",
        "\(Numbers.grouped(tried.groupsJudgedOtherwise)) of \(Numbers.counted(tried.groups.count, "group")) judged "
          + "otherwise; findings: \(findings)")
      guard !tried.absentGroups.isEmpty else { return }
      let names = tried.absentGroups.map {
        "\"" + VisibleText.line($0.text, limit: VisibleText.nameLimit) + "\""
      }
      line(
        "  ",
        VisibleText.line(
          "no such group in these logs: " + names.joined(separator: ", "), limit: sentenceLimit),
        .yellow)
    }

    private func message(_ finding: Finding) -> String {
      if finding.message.isEmpty {
        return finding.subject.map {
          $0.key + " " + VisibleText.line($0.value.text, limit: VisibleText.nameLimit)
        }.joined(separator: ", ")
      }
      return VisibleText.line(finding.message, limit: sentenceLimit)
    }

    /// The first part always, the others where they are not zero.
    private func join(_ parts: [(Int, String)]) -> String {
      parts.enumerated().filter { $0.offset == 0 || $0.element.0 != 0 }
        .map { Numbers.grouped($0.element.0) + " " + $0.element.1 }.joined(separator: ", ")
    }

    private mutating func entry(_ label: String, _ value: String) {
      let padding = String(repeating: " ", count: max(1, labelWidth - label.count))
      line(label + padding, value)
    }

    /// Adds a text behind `lead`, further lines of it indented by as many columns.
    private mutating func line(_ lead: String, _ value: String, _ style: TerminalStyle? = nil) {
      let indentation = String(repeating: " ", count: lead.count)
      let lines = TerminalText.wrapped(value, width: width - lead.count)
      for (position, part) in lines.enumerated() {
        let styled = style.map { $0(part, color: color) } ?? part
        text += (position == 0 ? lead : indentation) + styled + "\n"
      }
    }
  }
}
