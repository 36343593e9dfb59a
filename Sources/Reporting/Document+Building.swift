internal import Bytes
internal import Findings

extension Document {
  /// What every report is called.
  static let title = "API usage audit"

  /// The report in words.
  init(_ report: AuditReport) {
    title = Document.title
    banner = Banner(report)
    // The banner says the first two: whether the run is complete, and how many findings there are.
    summary = Array(ReportSummary(report).lines.dropFirst(2))
    facts = Document.facts(report)
    entries = Document.entries(report)
    let sections: [Section?] = [
      .partnerView(report), .changes(report), .waivers(report), .rules(report), .groups(report),
      .days(report), .groupDetails(report),
      .sites(report), .endpoints(report), .pairs(report), .triples(report), .findings(report),
      .whatIf(report), .entities(report), .observability(report), .coverage(report),
      .inputs(report), .reading(),
    ]
    times = ReportTimes(zone: report.zone)
    self.sections = sections.compactMap { $0 }.filter { report.scope?.shows($0.id) ?? true }
    if !report.status.complete { markIncomplete() }
  }

  /// Says in every chapter with totals that they are at least what is shown.
  private mutating func markIncomplete() {
    for index in sections.indices where sections[index].id != "reading" {
      sections[index].blocks.insert(
        .paragraph([
          .label("Incomplete", .bad), .words("Every total in this part is at least what is shown."),
        ]), at: 0)
    }
  }

  private static func facts(_ report: AuditReport) -> [Fact] {
    func fact(_ label: String, _ value: Int, _ tone: Tone) -> Fact {
      Fact(
        label: label + Wording.atLeast(report), value: value, tone: value > 0 ? tone : .plain)
    }
    let totals = report.totals
    return [
      fact("Violations", report.findings(of: .violation), .bad),
      fact("Warnings", report.findings(of: .warning), .warn),
      fact("Notices", report.findings(of: .notice), .plain),
      fact("Learn calls", totals.learn, .plain),
      fact("Knewton requests", totals.knewton, .plain),
      fact("Rejected", totals.rejected, .bad),
      fact("Delayed", totals.delayed, .warn),
      fact("Soft-limited", totals.softLimited, .bad),
    ]
  }

  private static func entries(_ report: AuditReport) -> [Entry] {
    var entries = PartnerView.entries(report)
    if let period = report.period {
      entries.append(
        Entry(label: "Period", value: [.span(period.first, period.last), .words("(UTC)")]))
    } else {
      entries.append(Entry(label: "Period", value: [.words("no records")]))
    }
    if let zone = report.zone {
      entries.append(
        Entry(
          label: "Times", value: [.words("UTC (Z), in brackets"), .name(ByteString(zone.name))]))
    }
    if let policy = report.policy {
      entries.append(
        Entry(
          label: "Policy",
          value: [
            .name(ByteString(policy.name)), .words("SHA-256"), .name(ByteString(policy.sha256)),
          ]))
    } else {
      entries.append(
        Entry(label: "Policy", value: [.words("none given; documented limits apply")]))
    }
    entries.append(
      Entry(label: "Program", value: [.words(report.tool.name + " " + report.tool.version)]))
    return entries
  }
}

extension Banner {
  /// Reasons that are listed; each is a sentence.
  private static let reasonLimit = 50

  /// What to say first about a report.
  init(_ report: AuditReport) {
    if report.status.complete, let nothing = report.nothingJudged {
      tone = .warn
      headline = "There was nothing to judge: " + Wording.cause(nothing)
      explanation =
        "That there are no findings says nothing about any limit. The run is complete: every input "
        + "was read to its end."
    } else if report.status.complete {
      tone = report.findings(of: .violation) > 0 ? .warn : .good
      headline = Wording.outcome(report)
      explanation = "The run is complete: every input was read to its end."
    } else {
      tone = .bad
      headline = "This audit is incomplete."
      let outcome =
        report.nothingJudged.map { "There was nothing to judge: " + Wording.cause($0) }
        ?? Wording.outcome(report)
      explanation =
        "Part of what was named could not be read or understood, so every number below may be too "
        + "low and “clear” may be wrong. " + outcome
    }
    reasons = Array(report.status.reasons.prefix(Banner.reasonLimit))
    rest = Wording.rest(report.status.reasons.count - reasons.count, "reason")
  }
}

extension Table {
  /// Rows of a table that are shown; a page with more is not read but searched, and report.json is
  /// better for that.
  static let rowLimit = 500

  /// A table of the first `limit` items, and a sentence about the others; the caption tells their
  /// number where that means something.
  init<Item>(
    _ caption: String, _ columns: [Column], _ items: [Item], noun: String, plural: String? = nil,
    limit: Int = Table.rowLimit, isCounted: Bool = true, row: (Item) -> [Cell]
  ) {
    self.caption =
      items.isEmpty || !isCounted ? caption : "\(caption) (\(Numbers.grouped(items.count)))"
    self.columns = columns
    rows = items.prefix(limit).map(row)
    rest = Wording.rest(items.count - rows.count, noun, plural: plural)
  }
}
