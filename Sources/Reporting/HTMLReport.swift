internal import Bytes
public import Findings
internal import Mustache

/// `report.html`: one self-contained page, for people.
///
/// No network: the page's own policy forbids it, and all styles and scripts but its own two, which it
/// names by their digests, so that log text which should get past the escaping still could do nothing.
/// Light and dark by the reader's preference, printable, and readable on a phone. The script only adds
/// sorting, filtering and copying. Templates escape everything; there is no unescaped placeholder in
/// them.
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
    let context = HTMLContext(times: document.times)
    switch index {
    case 0:
      let start = context.start(
        document, style: HTMLDigest.source(of: PackageResources.style_css),
        script: HTMLDigest.source(of: PackageResources.page_js))
      // The digests are those of the very bytes between the tags.
      return render("start", start) + Array("<style>".utf8) + PackageResources.style_css
        + Array("</style>\n".utf8) + render("head", context.head(document))
    case document.sections.count + 1:
      return render("foot", context.foot(document)) + Array("<script>".utf8)
        + PackageResources.page_js + Array("</script>\n</body>\n</html>\n".utf8)
    default: return render("section", context.section(document.sections[index - 1]))
    }
  }

  private func render(_ template: String, _ fields: HTMLFields) -> [UInt8] {
    guard let text = templates.render(fields, withTemplate: template) else {
      preconditionFailure("the page's parts are templates")
    }
    return Array(text.utf8)
  }

  /// The parts of the page and one partial for each kind of block and piece.
  private static func templates() throws -> MustacheLibrary {
    let sources: [String: [UInt8]] = [
      "start": PackageResources.start_mustache,
      "head": PackageResources.head_mustache, "section": PackageResources.section_mustache,
      "foot": PackageResources.foot_mustache,
      "blocks": PackageResources.blocks_mustache, "pieces": PackageResources.pieces_mustache,
      "table": PackageResources.table_mustache, "findings": PackageResources.findings_mustache,
      "detail": PackageResources.detail_mustache, "figures": PackageResources.figures_mustache,
      "figure": PackageResources.figure_mustache,
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
