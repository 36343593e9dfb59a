internal import Bytes

/// Writes a document as Markdown, block by block.
struct MarkdownWriter {
  private var text = ""
  /// How times are shown.
  private var times = ReportTimes(zone: nil)
  /// Rows of a figure's table that are shown: a ticket wants no more.
  private static let figureRows = 24

  /// A writer that has written nothing.
  init() {}

  /// The bytes written, with one line feed at the end.
  consuming func finish() -> [UInt8] {
    while text.hasSuffix("\n\n") { text.removeLast() }
    return Array(text.utf8)
  }

  /// The whole document.
  mutating func document(_ document: Document) {
    times = document.times
    line("# " + document.title)
    banner(document.banner)
    for entry in document.entries { line("- **\(entry.label):** " + cell(entry.value)) }
    line("")
    for fact in document.facts { line("- **\(fact.label):** " + Numbers.grouped(fact.value)) }
    line("")
    for section in document.sections {
      line("## " + section.title)
      line("")
      for block in section.blocks { self.block(block) }
    }
  }

  private mutating func banner(_ banner: Banner) {
    line("")
    line("> **\(banner.tone == .bad ? banner.headline.uppercased() : banner.headline)**")
    line(">")
    line("> " + banner.explanation)
    if !banner.reasons.isEmpty { line(">") }
    for reason in banner.reasons {
      let visible = VisibleText.line(reason, limit: VisibleText.sentenceLimit)
      line("> - " + MarkdownText.prose(visible, inTable: false))
    }
    if let rest = banner.rest { line("> - " + rest) }
    line("")
  }

  private mutating func block(_ block: Block) {
    switch block {
    case .paragraph(let cell): line(self.cell(cell))
    case .heading(let title): line("### " + title)
    case .table(let table): return self.table(table)
    case .findings(let findings): return self.findings(findings)
    case .detail(let detail): return self.detail(detail)
    case .guide(let guide):
      let parts = guide.entries.map { "**\($0.label):** " + cell($0.value) }
      line("**" + cell(guide.title) + "** " + parts.joined(separator: " "))
    case .figures(let figures):
      for figure in figures { self.figure(figure) }
      return
    }
    line("")
  }

  /// The numbers of a figure; a drawing is for other formats.
  private mutating func figure(_ figure: Figure) {
    line("#### " + cell(figure.caption))
    line("")
    line(figure.summary)
    line("")
    var table = figure.table
    let hidden = table.rows.count - MarkdownWriter.figureRows
    if hidden > 0 {
      table.rows.removeLast(hidden)
      table.rest =
        Numbers.counted(hidden, "more row") + (hidden == 1 ? " is" : " are")
        + " not shown here; report.html has them."
    }
    self.table(table)
  }

  private mutating func findings(_ findings: [FindingEntry]) {
    for finding in findings {
      let message = VisibleText.line(finding.message, limit: VisibleText.sentenceLimit)
      line(
        "- **\(finding.severity)** " + MarkdownText.code(finding.rule, inTable: false) + " "
          + MarkdownText.prose(message, inTable: false))
      for entry in finding.entries { line("  - \(entry.label): " + cell(entry.value)) }
    }
    line("")
  }

  private mutating func detail(_ detail: Detail) {
    line("### " + cell(detail.title))
    line("")
    for entry in detail.entries { line("- \(entry.label): " + cell(entry.value)) }
    line("")
    for table in detail.tables { self.table(table) }
  }

  private mutating func table(_ table: Table) {
    line("**\(table.caption)**")
    line("")
    line("| " + table.columns.map(\.title).joined(separator: " | ") + " |")
    line("| " + table.columns.map { $0.isNumeric ? "---:" : "---" }.joined(separator: " | ") + " |")
    for row in table.rows {
      line("| " + row.map { cell($0, inTable: true) }.joined(separator: " | ") + " |")
    }
    line("")
    if let rest = table.rest {
      line(rest)
      line("")
    }
  }

  private func cell(_ cell: Cell, inTable: Bool = false) -> String {
    cell.map { piece($0, inTable: inTable) }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func piece(_ piece: Piece, inTable: Bool) -> String {
    switch piece {
    case .words(let words): return words
    case .prose(let prose):
      let visible = VisibleText.line(prose, limit: VisibleText.sentenceLimit)
      return MarkdownText.prose(visible, inTable: inTable)
    case .name(let name):
      let visible = VisibleText.line(name.text, limit: VisibleText.nameLimit)
      return MarkdownText.code(visible, inTable: inTable)
    case .code(let code): return MarkdownText.code(code, inTable: inTable)
    case .number(let number): return Numbers.grouped(number)
    case .label(let label, _): return "**\(label)**"
    case .time(let time): return times.full(time)
    case .span(let start, let end):
      return times.full(start) + " to " + Numbers.end(end, after: start)
        + times.beside(end)
    case .meter: return ""
    }
  }

  private mutating func line(_ line: String) {
    text += line
    text += "\n"
  }
}
