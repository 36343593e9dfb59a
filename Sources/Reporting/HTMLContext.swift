internal import Bytes
internal import Findings

/// A document as the fields that the templates read.
///
/// Every field that a template tests is set wherever it is used: the engine looks a missing one up in the
/// surroundings.
struct HTMLContext {
  /// How times are shown.
  let times: ReportTimes

  /// What `start.mustache` reads; the sources are those of the page's own style and script.
  func start(_ document: Document, style: String, script: String) -> HTMLFields {
    ["title": document.title, "style": style, "script": script]
  }

  /// What `foot.mustache` reads.
  func foot(_ document: Document) -> HTMLFields {
    ["title": document.title, "headline": document.banner.headline]
  }

  /// What `head.mustache` reads.
  func head(_ document: Document) -> HTMLFields {
    [
      "title": document.title, "isOnePage": document.isOnePage,
      "banner": banner(document.banner),
      "hasSummary": !document.summary.isEmpty,
      "summary": document.summary.map { ["pieces": pieces($0)] as HTMLFields },
      "entries": document.entries.map(entry),
      "facts": document.facts.map { fact in
        [
          "label": fact.label, "value": Numbers.grouped(fact.value), "tone": fact.tone.rawValue,
        ] as HTMLFields
      },
      "sections": document.sections.map { section in
        ["id": section.id, "heading": section.title] as HTMLFields
      },
    ]
  }

  /// What `section.mustache` reads.
  func section(_ section: Section) -> HTMLFields {
    ["id": section.id, "heading": section.title, "blocks": section.blocks.map(block)]
  }

  private func banner(_ banner: Banner) -> HTMLFields {
    [
      "tone": banner.tone.rawValue, "headline": banner.headline,
      "explanation": banner.explanation,
      "hasReasons": !banner.reasons.isEmpty,
      "reasons": banner.reasons.map { VisibleText.line($0, limit: VisibleText.sentenceLimit) },
      "rest": optional(banner.rest),
    ]
  }

  private func block(_ block: Block) -> HTMLFields {
    switch block {
    case .paragraph(let cell): ["block": "paragraph", "pieces": pieces(cell)]
    case .heading(let title): ["block": "heading", "heading": title]
    case .table(let table): self.table(table)
    case .findings(let findings): ["block": "findings", "findings": findings.map(finding)]
    case .detail(let detail): self.detail(detail, isGuide: false)
    case .guide(let guide): detail(guide, isGuide: true)
    case .figures(let figures): ["block": "figures", "figures": figures.map(figure)]
    }
  }

  private func detail(_ detail: Detail, isGuide: Bool) -> HTMLFields {
    [
      "block": "detail", "isOpen": detail.isOpen, "isGuide": isGuide,
      "pieces": pieces(detail.title),
      "entries": detail.entries.map(entry),
      "tables": detail.tables.map(table),
    ]
  }

  /// What `table.mustache` reads.
  func table(_ table: Table) -> HTMLFields {
    let numeric = table.columns.map(\.isNumeric)
    func cell(_ cell: Cell, _ position: Int) -> HTMLFields {
      ["numeric": numeric[position], "pieces": pieces(cell)]
    }
    return [
      "block": "table", "caption": table.caption, "rest": optional(table.rest),
      // Tall tables scroll inside their frame, so that their headings stay in sight.
      "isTall": table.rows.count > 25,
      "isDense": table.columns.count > 12,
      "columns": table.columns.map { column in
        ["title": column.title, "numeric": column.isNumeric] as HTMLFields
      },
      "rows": table.rows.map { row in
        [
          "head": pieces(row.first ?? []),
          "cells": zip(row, row.indices).dropFirst().map(cell),
        ] as HTMLFields
      },
    ]
  }

  private func finding(_ finding: FindingEntry) -> HTMLFields {
    [
      "severity": finding.severity, "tone": finding.tone.rawValue, "rule": finding.rule,
      "badges": finding.badges.map {
        ["text": $0.text, "tone": $0.tone.rawValue] as HTMLFields
      },
      "message": VisibleText.line(finding.message, limit: VisibleText.sentenceLimit),
      "entries": (finding.words + finding.entries).map(entry),
    ]
  }

  private func entry(_ entry: Entry) -> HTMLFields {
    ["label": entry.label, "pieces": pieces(entry.value)]
  }

  /// What `pieces.mustache` reads.
  func pieces(_ cell: Cell) -> [HTMLFields] {
    cell.map(piece)
  }

  private func piece(_ piece: Piece) -> HTMLFields {
    switch piece {
    case .words(let words): ["piece": "text", "text": words]
    case .prose(let prose):
      ["piece": "text", "text": VisibleText.line(prose, limit: VisibleText.sentenceLimit)]
    case .name(let name):
      nameFields(VisibleText.line(name.text, limit: VisibleText.nameLimit))
    case .code(let code): ["piece": "name", "parts": [String](), "text": code]
    case .number(let number): ["piece": "text", "text": Numbers.grouped(number)]
    case .label(let label, let tone): ["piece": "label", "text": label, "tone": tone.rawValue]
    case .time(let time):
      [
        "piece": "time", "text": Numbers.time(time), "machine": time.text,
        "local": optional(times.local(time)),
      ]
    case .span(let start, let end):
      [
        "piece": "span", "text": Numbers.time(start), "machine": start.text,
        "endText": Numbers.end(end, after: start), "endMachine": end.text,
        "local": optional(times.local(start)), "endLocal": optional(times.local(end)),
      ]
    case .meter(let used, let limit, let tone):
      [
        "piece": "meter", "tone": tone.rawValue,
        "width": String(Int(min(1, Double(used) / Double(max(1, limit))) * 100)),
      ]
    }
  }

  /// A name; a long one may be broken behind the marks that its parts end in, where browsers by themselves
  /// break anywhere or nowhere.
  private func nameFields(_ name: String) -> HTMLFields {
    let (longest, shortestPart) = (20, 8)
    guard name.utf8.count > longest else {
      return ["piece": "name", "parts": [String](), "text": name]
    }
    var parts: [String] = []
    var part = ""
    var endsInMark = false
    for character in name {
      let isMark = "/._&=".contains(character)
      if endsInMark, !isMark, part.utf8.count >= shortestPart {
        parts.append(part)
        part = ""
      }
      part.append(character)
      endsInMark = isMark
    }
    return ["piece": "name", "parts": parts, "text": part]
  }

  /// The text, or false, which the engine takes for absent.
  private func optional(_ text: String?) -> Any {
    if let text { text } else { false }
  }
}
