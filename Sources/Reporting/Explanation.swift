internal import Bytes
internal import LimitCatalog

/// What `quota-audit explain` prints: the texts of the reports, by rule or word.
///
/// The JSON form of a rule is {rule, title, severity, meaning, advice [text], limit, policy or null,
/// source {document, address, row, date or null} or null, measuring, certainty}; keys sorted.
public enum Explanation {
  /// All that can be explained: rules, then words.
  public static let names = RuleGuide.all.map(\.rule) + Glossary.all.map(\.word)

  /// One line for each rule and word, where the terminal is wide enough.
  public static func list(width: Int) -> String {
    let entities = EntityKind.allCases.compactMap { RuleGuide.of(RuleGuide.entityPrefix + $0.id) }
    return [
      table(
        "Rules", RuleGuide.all.dropLast(entities.count).map { ($0.rule, $0.wording.title) }, width),
      table(
        "Entity limits; in findings \(RuleGuide.entityPrefix) stands before them",
        entities.map { (last($0.rule), $0.limit) }, width),
      table("Words", Glossary.all.map { ($0.word, $0.label) }, width),
    ].joined(separator: "\n")
  }

  /// The explanation of a rule or word in lines of at most `width` columns (at least 40), or nil for
  /// an unknown one. Addresses are never broken, so that they can be followed.
  public static func text(of name: String, width: Int) -> String? {
    let width = max(40, width)
    if let entry = Glossary.of(name) {
      return "\(entry.word): \(entry.label)\n\n" + wrapped(entry.meaning, "  ", width)
    }
    guard let guide = guide(name) else { return nil }
    var text = wrapped("\(guide.rule): \(guide.wording.title)", "", width)
    text += wrapped("Severity: \(guide.severity)", "", width)
    for part in guide.parts {
      text += "\n\(part.label)\n"
      for paragraph in part.paragraphs {
        let lead = part.paragraphs.count > 1 ? "  - " : "  "
        text += wrapped(paragraph, lead, width)
      }
      if let source = part.source {
        let words = "\(source.document), “\(source.row)”, \(source.dateInWords)"
        text += wrapped(words, "  ", width) + "  \(source.address)\n"
      }
    }
    return text
  }

  /// A rule as JSON, or a list of all; nil for an unknown rule. Words have no JSON form.
  public static func json(of name: String?) -> [UInt8]? {
    var writer = JSONWriter()
    if let name {
      guard let guide = guide(name) else { return nil }
      writer.object { $0.guide(guide) }
    } else {
      writer.list(RuleGuide.all) { writer, guide in writer.object { $0.guide(guide) } }
    }
    return writer.finish()
  }

  /// The known name nearest to a mistyped one, or nil. The part behind the last dot is enough.
  public static func nearest(to name: String) -> String? {
    if let nearest = NearestName.of(name, in: names) { return nearest }
    let typed = last(name)
    return NearestName.of(typed, in: names.map(last)).flatMap { nearest in
      names.first { last($0) == nearest }
    }
  }

  private static func last(_ name: String) -> String {
    String(name.split(separator: ".").last ?? "")
  }

  /// The guide of a rule, or of an entity limit by its id alone.
  private static func guide(_ name: String) -> RuleGuide? {
    RuleGuide.of(name) ?? RuleGuide.of(RuleGuide.entityPrefix + name)
  }

  private static func table(_ title: String, _ rows: [(String, String)], _ width: Int) -> String {
    let column = (rows.map(\.0.count).max() ?? 0) + 2
    return title + "\n"
      + rows.map { name, words in
        let padding = String(repeating: " ", count: column - name.count)
        return wrapped(words, "  " + name + padding, width)
      }.joined()
  }

  /// The text behind `lead`, further lines indented by as many columns.
  private static func wrapped(_ text: String, _ lead: String, _ width: Int) -> String {
    let indentation = String(repeating: " ", count: lead.count)
    return TerminalText.wrapped(text, width: max(20, width - lead.count)).enumerated()
      .map { ($0.offset == 0 ? lead : indentation) + $0.element + "\n" }.joined()
  }
}

extension JSONWriter {
  /// Entries of an explained rule.
  fileprivate mutating func guide(_ guide: RuleGuide) {
    key("advice")
    list(guide.advice) { $0.value($1) }
    field("certainty", guide.certainty)
    field("limit", guide.limit)
    field("meaning", guide.meaning)
    field("measuring", guide.measuring)
    field("policy", guide.policyKey)
    field("rule", guide.rule)
    field("severity", guide.severity)
    field("source", guide.source) { $0.source($1) }
    field("title", guide.wording.title)
  }

  /// Entries of a documented limit's `source`.
  mutating func source(_ source: LimitSource) {
    field("address", source.address)
    field("date", source.date)
    field("document", source.document)
    field("row", source.row)
  }
}
