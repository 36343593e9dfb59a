internal import LimitCatalog

extension RuleGuide {
  /// One part of a guide under its heading.
  struct Part {
    /// What the part is about.
    var label: String
    /// Paragraphs; words of this program, with names of fields and headers in them.
    var paragraphs: [String]
    /// Where to read on, for the part about the source.
    var source: LimitSource?
  }

  /// The guide part by part; the rest of it is for those who ask.
  var parts: [Part] {
    briefParts + [
      Part(label: "How it is measured", paragraphs: [measuring]),
      Part(label: "How sure it is", paragraphs: [certainty]),
    ]
  }

  /// What a reader of findings wants to know at once.
  var briefParts: [Part] {
    [
      Part(label: "What it means", paragraphs: [meaning]),
      Part(label: "What to do", paragraphs: advice),
      Part(label: "Limit", paragraphs: [limit] + policyHint),
      source.map { Part(label: "Source", paragraphs: [], source: $0) }
        ?? Part(
          label: "Source", paragraphs: ["No vendor document: the threshold is this program's own."]),
    ]
  }

  private var policyHint: [String] { policyKey.map { ["Policy: \($0)."] } ?? [] }
}

extension Detail {
  /// The brief of a guide as a part of a page.
  init(_ guide: RuleGuide) {
    title = [.words("About"), .code(guide.rule)]
    entries = guide.briefParts.map { part in
      var value: Cell = part.paragraphs.map { .prose($0) }
      if let source = part.source {
        value = [
          .words(source.document + ","), .code(source.row), .words("(\(source.dateInWords)):"),
          .code(source.address),
        ]
      }
      return Entry(label: part.label, value: value)
    }
    tables = []
  }
}

extension LimitSource {
  /// The page's date, or that it has none.
  var dateInWords: String { date ?? "undated" }
}
