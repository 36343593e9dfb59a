internal import Bytes
internal import Findings

extension FormatReport {
  /// The report in lines of at most `width` columns (at least 40), each ended by a line feed; with
  /// escape sequences for colour if `color`. Text from the log steers no terminal.
  public func text(color: Bool, width: Int) -> String {
    let page = FormatPage(color: color, width: max(40, width))
    let name = SecretMask.masked(path.text)
    return page.heading(VisibleText.line(name, limit: VisibleText.sentenceLimit))
      + page.verdict(self) + samples.map { page.sample($0) }.joined()
      + page.support(self) + page.directives(self)
  }
}

/// Sets the parts of a `FormatReport`.
struct FormatPage {
  private static let labelWidth = 12
  /// Longest value shown whole, in scalars.
  private static let valueLimit = 160

  let color: Bool
  let width: Int

  func heading(_ text: String) -> String { TerminalStyle.bold(text, color: color) + "\n" }

  /// What the file is taken for and how sure that is.
  func verdict(_ report: FormatReport) -> String {
    let name = VisibleText.line(report.format, limit: VisibleText.sentenceLimit)
    let summary = report.summary.isEmpty ? "" : ": " + report.summary
    var text = entry(report.isGiven ? "Read as" : "Taken for", name + summary)
    text += entry("Fits", FormatPage.fit(report))
    if let misfit = report.misfit {
      text += entry(
        "Misfit",
        "No format fits most of these lines; closest is \(misfit.format), which stops fitting at "
          + "column \(misfit.column) of line \(misfit.line).")
    }
    for note in report.notes {
      text += entry("Note", VisibleText.line(note, limit: VisibleText.sentenceLimit))
    }
    return text
  }

  private static func fit(_ report: FormatReport) -> String {
    guard report.seen > 0 else { return "There is no line to tell by." }
    let lines = Numbers.counted(report.seen, "line")
    var text = "\(report.fitting) of the first \(lines) that \(report.seen == 1 ? "is" : "are") "
    text += "not blank"
    if let next = report.runnerUp {
      let fits = next.fitting == report.fitting ? "as many" : String(next.fitting)
      text += "; the next best format, \(next.name), fits \(fits)"
    } else if !report.isGiven {
      text += "; no other format fits any"
    }
    return text + "."
  }

  /// A line as an aligned table, or where it stops fitting.
  func sample(_ sample: LineSample) -> String {
    if let malformed = sample.malformed { return self.malformed(malformed, sample.outline) }
    var text = "\n" + heading("Line \(sample.line)")
    let nameWidth = (sample.fields.map { TerminalText.columns($0.name) }.max() ?? 0) + 2
    for field in sample.fields {
      let lead = "  " + TerminalText.padded(field.name, to: nameWidth)
      text += TerminalText.paragraph(FormatPage.value(field), lead: lead, width: width)
    }
    return text
  }

  private static func value(_ field: SampledField) -> String {
    guard let value = field.value else { return "(\(field.name), not shown)" }
    return VisibleText.line(SecretMask.masked(value.text), limit: valueLimit)
  }

  private func malformed(_ malformed: MalformedReport, _ outline: LineOutline?) -> String {
    var text = "\n" + heading("Line \(malformed.line)")
    text += TerminalText.paragraph(
      "Malformed (\(malformed.reason)): reading stopped at column \(malformed.column).",
      lead: "  ", width: width)
    guard let outline else { return text }
    text += "  The form of the line there, letters and digits masked:\n  \(outline.text)\n"
    return text + "  " + String(repeating: " ", count: outline.caret)
      + TerminalStyle.red("^", color: color) + "\n"
  }

  /// Which limits the format can show.
  func support(_ report: FormatReport) -> String {
    guard report.isDeclared || report.fitting > 0 else { return "" }
    let basis =
      report.isDeclared
      ? "by the fields the format has"
      : "by the fields seen in these lines; others may have more"
    var text = "\n" + heading("Limits it can show, " + basis)
    for row in SupportRow.rows(FormatSupport(fields: report.fields).rows()) {
      let label = FormatPage.label(row.row.status)
      let padded = TerminalText.padded(label, to: 16)
      text += "  " + style(row.row.status)(padded, color: color) + row.name + "\n"
      let missing =
        row.row.missing.isEmpty ? "" : " Missing: \(row.row.missing.joined(separator: ", "))."
      text += TerminalText.paragraph(
        row.row.reason + missing, lead: String(repeating: " ", count: 18), width: width)
    }
    let absent = report.absentSignals
    let seen = FormatSupport.signals.map(\.field).filter { !absent.contains($0) }
    var signals = "Fields that explain the numbers:"
    signals += seen.isEmpty ? " none" : " " + seen.joined(separator: ", ")
    if !absent.isEmpty { signals += "; missing: " + absent.joined(separator: ", ") }
    return text + TerminalText.paragraph(signals + ".", lead: "  ", width: width)
  }

  /// What to write into the server's format for each missing field.
  func directives(_ report: FormatReport) -> String {
    guard report.isDeclared || report.fitting > 0 else { return "" }
    let missing = Set(
      FormatSupport(fields: report.fields).rows().flatMap(\.missing) + report.absentSignals)
    let directives = FieldDirective.all.filter { missing.contains($0.field) }
    guard !directives.isEmpty else { return "" }
    var text = "\n" + heading("To log what is missing, add")
    for directive in directives {
      text += "  \(directive.field)\n"
      text += "    nginx   \(directive.nginx)\n    Apache  \(directive.apache)\n"
      text += "    JSON    \(directive.json)\n"
      if !directive.note.isEmpty {
        text += TerminalText.paragraph(directive.note, lead: "    ", width: width)
      }
    }
    return text
  }

  private func entry(_ label: String, _ value: String) -> String {
    TerminalText.paragraph(
      value, lead: "  " + TerminalText.padded(label, to: FormatPage.labelWidth), width: width)
  }

  private static func label(_ status: Observability) -> String {
    switch status {
    case .checked: "supported"
    case .lowerBound: "lower bound"
    case .notObservable: "not observable"
    case .nothingToCheck: "nothing to check"
    }
  }

  private func style(_ status: Observability) -> TerminalStyle {
    switch status {
    case .checked: .green
    case .lowerBound: .yellow
    case .notObservable: .red
    case .nothingToCheck: .dim
    }
  }
}

extension FormatReport {
  /// Fields that would explain the numbers and are not there.
  fileprivate var absentSignals: [String] {
    FormatSupport.signals.map(\.field).filter { !fields.contains($0) }
  }
}

/// Limits that are judged alike, as one row.
private struct SupportRow {
  var row: ObservabilityRow
  var count = 1

  /// The limit, or how many of which kind there are.
  var name: String {
    count == 1
      ? row.id
      : "\(count) \(row.service == "learn" ? "Learn" : "Knewton") limits, such as \(row.id)"
  }

  /// The rows, alike ones joined at the place of the first.
  static func rows(_ rows: [ObservabilityRow]) -> [SupportRow] {
    var result: [SupportRow] = []
    for row in rows {
      if let index = result.firstIndex(where: {
        $0.row.service == row.service && $0.row.status == row.status
          && $0.row.reason == row.reason
      }) {
        result[index].count += 1
      } else {
        result.append(SupportRow(row: row))
      }
    }
    return result
  }
}
