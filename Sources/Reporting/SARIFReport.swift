internal import Bytes
internal import Findings
internal import LimitCatalog

/// `report.sarif`: findings as results of SARIF 2.1.0, for viewers and code-scanning services.
///
/// Every rule with its help; every finding with its id as fingerprint, so that services know it again.
/// The location is the line of the witness where there is one; what counts many lines has none and is
/// located by its subject alone. Keys stand in the order of the SARIF specification.
enum SARIFReport {
  /// The whole report, UTF-8; O(report).
  static func render(_ report: AuditReport) -> [UInt8] {
    var writer = JSONWriter(capacity: 65_536 + 1536 * report.findings.count)
    writer.object { writer in
      writer.field(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
          + "sarif-schema-2.1.0.json")
      writer.field("version", "2.1.0")
      writer.rows("runs", [report]) { $0.run($1) }
    }
    return writer.finish()
  }

  /// Where the rules stand in the list of rules.
  static let positions = Dictionary(
    RuleGuide.all.enumerated().map { ($1.rule, $0) }, uniquingKeysWith: { first, _ in first })

  /// The level of a severity.
  static func level(_ severity: Severity) -> String {
    switch severity {
    case .violation: "error"
    case .warning: "warning"
    case .notice: "note"
    }
  }
}

extension JSONWriter {
  /// Entries of the run.
  fileprivate mutating func run(_ report: AuditReport) {
    key("tool")
    object { writer in
      writer.key("driver")
      writer.object { writer in
        writer.field("name", report.tool.name)
        writer.field("version", report.tool.version)
        writer.rows("rules", RuleGuide.all) { $0.rule($1) }
      }
    }
    let reasons = report.status.reasons.map { (level: "error", text: $0) }
    let nothing = report.nothingJudged.map {
      (level: "warning", text: "There was nothing to judge: " + Wording.cause($0))
    }
    rows("invocations", [report.status]) { writer, status in
      writer.field("executionSuccessful", status.complete)
      writer.rows("toolExecutionNotifications", reasons + (nothing.map { [$0] } ?? [])) {
        writer, row in
        writer.field("level", row.level)
        writer.message("message", row.text)
      }
    }
    field("columnKind", "unicodeCodePoints")
    key("results")
    list(SARIFResult.all(report)) { writer, row in
      writer.object { $0.result(row.finding, row) }
    }
    // The schema knows no null: what is not there has no entry.
    if let period = report.period {
      field("properties", period) { writer, period in
        writer.field("first", period.first)
        writer.field("last", period.last)
      }
    }
  }

  private mutating func rule(_ guide: RuleGuide) {
    field("id", guide.rule)
    message("shortDescription", guide.wording.title)
    message("fullDescription", guide.meaning)
    key("help")
    object { writer in
      writer.field("text", guide.plainHelp)
      writer.field("markdown", guide.markdownHelp)
    }
    if let source = guide.source { field("helpUri", source.address) }
    let worst = Severity.allCases.first { guide.severity.hasPrefix($0.name) }
    key("defaultConfiguration")
    object { $0.field("level", SARIFReport.level(worst ?? .notice)) }
  }

  private mutating func result(_ finding: Finding, _ row: SARIFResult) {
    field("ruleId", finding.rule)
    if let position = SARIFReport.positions[finding.rule] { field("ruleIndex", position) }
    field("level", SARIFReport.level(finding.severity))
    message("message", "\(finding.sentence) (\(finding.subjectInWords))")
    rows("locations", [finding]) { $0.location($1) }
    key("partialFingerprints")
    object { $0.field("quotaAuditFinding/v1", finding.id) }
    if let suppressions = row.suppressions {
      rows("suppressions", suppressions) { writer, waiver in
        writer.field("kind", "external")
        writer.field("status", "accepted")
        writer.field("justification", SARIFText.message(ChangeWords.reason(waiver)))
      }
    }
    if let state = row.baselineState { field("baselineState", state) }
    key("properties")
    object { writer in
      writer.field("alignments", finding.alignments)
      writer.field("alignments_over", finding.alignmentsOver)
      writer.field("certainty", finding.certainty?.rawValue)
      writer.field("first", finding.first)
      writer.field("last", finding.last)
      writer.field("limit", finding.limit)
      writer.field("measured", finding.measured)
      writer.field("occurrences", finding.occurrences)
    }
  }

  private mutating func location(_ finding: Finding) {
    if let witness = finding.witness {
      key("physicalLocation")
      object { writer in
        writer.key("artifactLocation")
        writer.object { $0.field("uri", SARIFText.address(witness.input)) }
        writer.key("region")
        writer.object { $0.field("startLine", witness.line) }
      }
    }
    rows("logicalLocations", finding.subject) { writer, part in
      writer.field("name", VisibleText.line(part.value.text, limit: VisibleText.nameLimit))
      writer.field("kind", part.key)
    }
  }

  private mutating func message(_ key: String, _ text: String) {
    self.key(key)
    object { $0.field("text", SARIFText.message(text)) }
  }
}

extension RuleGuide {
  /// The guide as plain text, a paragraph for each part.
  fileprivate var plainHelp: String {
    helpLines.map { "\($0.label): \(SARIFText.message($0.text))" }.joined(separator: "\n\n")
  }

  /// The guide as Markdown, whose braces are doubled too.
  fileprivate var markdownHelp: String {
    helpLines.map {
      "**\($0.label):** " + MarkdownText.prose($0.text, inTable: false)
    }.joined(separator: "\n\n").replacing("{", with: "{{").replacing("}", with: "}}")
  }

  /// Each paragraph behind its label.
  private var helpLines: [(label: String, text: String)] {
    parts.flatMap { part in
      part.paragraphs.map { (part.label, $0) }
        + (part.source.map { [(part.label, "\($0.document), \($0.row), \($0.dateInWords)")] } ?? [])
    }
  }
}
