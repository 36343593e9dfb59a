internal import Bytes
internal import Findings

/// Writes a document as Markdown, block by block.
struct MarkdownWriter {
  /// Rows and findings of a longer list that are shown at once; the others are folded.
  private static let shownCount = 10
  /// Rows and findings up to which a list is shown whole.
  private static let foldLimit = 25

  private var text = ""
  /// How times are shown.
  private var times: ReportTimes
  /// Rows of a figure's table that are shown: a ticket wants no more.
  private static let figureRows = 24

  /// A writer that has written nothing, and shows times in UTC alone unless told otherwise.
  init(times: ReportTimes = ReportTimes(zone: nil)) {
    self.times = times
  }

  /// The bytes written, with one line feed at the end.
  consuming func finish() -> [UInt8] {
    while text.hasSuffix("\n\n") { text.removeLast() }
    return Array(text.utf8)
  }

  /// The whole document.
  mutating func document(_ document: Document) {
    times = document.times
    heading(document.title)
    banner(document.banner)
    if !document.summary.isEmpty {
      summary(document.summary)
      line("")
    }
    for entry in document.entries { line("- **\(entry.label):** " + cell(entry.value)) }
    line("")
    for fact in document.facts { line("* **\(fact.label):** " + Numbers.grouped(fact.value)) }
    line("")
    for section in document.sections {
      line("## " + section.title)
      line("")
      for block in section.blocks { self.block(block) }
    }
  }

  /// The heading of all.
  mutating func heading(_ title: String) {
    line("# " + title)
    line("")
  }

  /// The lines of a summary, as a list. Another mark than that of the next list keeps them apart
  /// (CommonMark 5.3).
  mutating func summary(_ lines: [Cell]) {
    for line in lines { self.line("* " + cell(line)) }
  }

  private mutating func banner(_ banner: Banner) {
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
    case .guide(let guide): return self.guide(guide)
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
    if hidden > 0, !figure.isListedWhole {
      table.rows.removeLast(hidden)
      table.rest =
        Numbers.counted(hidden, "more row") + (hidden == 1 ? " is" : " are")
        + " not shown here; report.html (--output html) has them."
    }
    self.table(table)
  }

  private mutating func findings(_ findings: [FindingEntry]) {
    inParts(findings, "finding") { writer, findings in
      for finding in findings { writer.finding(finding) }
      writer.line("")
    }
  }

  private mutating func finding(_ finding: FindingEntry) {
    let message = VisibleText.line(finding.message, limit: VisibleText.sentenceLimit)
    line(
      "- **\(finding.severity)** " + finding.badges.map { "**\($0.text)** " }.joined()
        + MarkdownText.code(finding.rule, inTable: false) + " "
        + MarkdownText.prose(message, inTable: false))
    for entry in finding.words + finding.entries {
      line("  - \(entry.label): " + cell(entry.value))
    }
  }

  private mutating func detail(_ detail: Detail) {
    line("### " + cell(detail.title))
    line("")
    for entry in detail.entries { line("- \(entry.label): " + cell(entry.value)) }
    line("")
    guard !detail.tables.isEmpty else { return }
    fold(detail.tables.map(\.caption).joined(separator: "; ")) { writer in
      for table in detail.tables { writer.table(table) }
    }
  }

  /// What a rule or field is about; its words are ours, so that they may stand in HTML.
  private mutating func guide(_ guide: Detail) {
    let title = guide.title.map { piece in
      switch piece {
      case .words(let words), .code(let words): words
      default: ""
      }
    }.joined(separator: " ")
    fold(title, isOpen: guide.isOpen) { writer in
      for entry in guide.entries {
        writer.line("- **\(entry.label):** " + writer.cell(entry.value))
      }
      writer.line("")
    }
  }

  private mutating func table(_ table: Table) {
    line("**\(table.caption)**")
    line("")
    inParts(table.rows, "row") { $0.rows(Array($1), of: table.columns) }
    let others = table.columns.filter(\.isSecondary).map(\.title)
    if !others.isEmpty {
      line("Columns that only the HTML page shows: \(others.joined(separator: "; ")).")
      line("")
    }
    if let rest = table.rest {
      line(rest)
      line("")
    }
  }

  /// Rows under their headings, without the columns there is no room for.
  private mutating func rows(_ rows: [[Cell]], of columns: [Column]) {
    let shown = columns.indices.filter { !columns[$0].isSecondary }
    line("| " + shown.map { columns[$0].title }.joined(separator: " | ") + " |")
    line(
      "| " + shown.map { columns[$0].isNumeric ? "---:" : "---" }.joined(separator: " | ") + " |")
    for row in rows {
      line("| " + shown.map { cell(row[$0], inTable: true) }.joined(separator: " | ") + " |")
    }
    line("")
  }

  /// A list; of a long one only the start is to be seen at once.
  private mutating func inParts<Item>(
    _ items: [Item], _ noun: String, _ body: (inout MarkdownWriter, ArraySlice<Item>) -> Void
  ) {
    guard items.count > MarkdownWriter.foldLimit else { return body(&self, items[...]) }
    body(&self, items.prefix(MarkdownWriter.shownCount))
    let rest = items.dropFirst(MarkdownWriter.shownCount)
    fold(Numbers.counted(rest.count, "more " + noun)) { body(&$0, rest) }
  }

  /// What `body` writes, to be opened by a click. `summary` is ours: Markdown means nothing there, and
  /// no text from a log may stand in HTML.
  private mutating func fold(
    _ summary: String, isOpen: Bool = false, _ body: (inout MarkdownWriter) -> Void
  ) {
    line(isOpen ? "<details open>" : "<details>")
    line("<summary>\(HTMLEscaping().escapeText(summary))</summary>")
    line("")
    body(&self)
    line("</details>")
    line("")
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
