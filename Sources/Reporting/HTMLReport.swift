internal import Bytes
public import Findings
internal import Mustache

/// `report.html`: one self-contained page, for people.
///
/// No network, no scripts: the page's own policy forbids both, so that log text which should get past
/// the escaping still could do nothing. Light and dark by the reader's preference, printable, and
/// readable on a phone. Templates escape everything; there is no unescaped placeholder in them.
public struct HTMLReport: Sendable {
  private let document: Document
  private let templates: MustacheLibrary

  /// The page on `report`, to be rendered in parts. Throws only where a template is broken.
  public init(_ report: AuditReport) throws {
    try self.init(document: Document(report))
  }

  /// The page of a document, to be rendered in parts. Throws only where a template is broken.
  init(document: Document) throws {
    self.document = document
    templates = try HTMLReport.templates()
  }

  /// The whole report, UTF-8; O(report). Throws only where a template is broken.
  public static func render(_ report: AuditReport) throws -> [UInt8] {
    let page = try HTMLReport(report)
    return Array((0..<page.partCount).map(page.part).joined())
  }

  /// How many parts follow one another: the head, the sections and the foot.
  public var partCount: Int { document.sections.count + 2 }

  /// A part of the page, UTF-8; parts can be rendered at the same time.
  public func part(_ index: Int) -> [UInt8] {
    switch index {
    case 0: render("head", HTMLContext.head(document))
    case document.sections.count + 1: render("foot", [:])
    default: render("section", HTMLContext.section(document.sections[index - 1]))
    }
  }

  private func render(_ template: String, _ fields: HTMLFields) -> [UInt8] {
    guard let text = templates.render(fields, withTemplate: template) else {
      preconditionFailure("the page's parts are templates")
    }
    return Array(text.utf8)
  }

  /// The parts of the page, its style and one partial for each kind of block and piece.
  private static func templates() throws -> MustacheLibrary {
    let sources: [String: [UInt8]] = [
      "head": PackageResources.head_mustache, "section": PackageResources.section_mustache,
      "foot": PackageResources.foot_mustache, "style": PackageResources.style_mustache,
      "blocks": PackageResources.blocks_mustache, "pieces": PackageResources.pieces_mustache,
      "table": PackageResources.table_mustache, "findings": PackageResources.findings_mustache,
      "detail": PackageResources.detail_mustache, "hours": PackageResources.hours_mustache,
      "text": PackageResources.text_mustache, "name": PackageResources.name_mustache,
      "label": PackageResources.label_mustache, "time": PackageResources.time_mustache,
      "span": PackageResources.span_mustache, "meter": PackageResources.meter_mustache,
      "paragraph": PackageResources.paragraph_mustache,
      "heading": PackageResources.heading_mustache,
    ]
    return MustacheLibrary(
      templates: try sources.mapValues { source in
        try MustacheTemplate(string: HTMLEscaping.pragma + String(decoding: source, as: UTF8.self))
      })
  }
}
