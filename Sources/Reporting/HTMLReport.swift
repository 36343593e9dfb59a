internal import Bytes
public import Findings
internal import Mustache

/// `report.html`: one self-contained page, for people.
///
/// No network, no scripts: the page's own policy forbids both, so that log text which should get past
/// the escaping still could do nothing. Light and dark by the reader's preference, printable, and
/// readable on a phone. Templates escape everything; there is no unescaped placeholder in them.
public enum HTMLReport {
  /// The whole report, UTF-8; O(report). Throws only where a template is broken.
  public static func render(_ report: AuditReport) throws -> [UInt8] {
    let library = try templates()
    let context = HTMLContext.document(Document(report))
    guard let page = library.render(context, withTemplate: "page") else {
      preconditionFailure("the page template is one of the templates")
    }
    return Array(page.utf8)
  }

  /// The page, its style and one partial for each kind of block and piece.
  private static func templates() throws -> MustacheLibrary {
    let sources: [String: [UInt8]] = [
      "page": PackageResources.page_mustache, "style": PackageResources.style_mustache,
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
