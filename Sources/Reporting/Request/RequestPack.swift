public import Findings

/// `request.md` and `request.html`: what a partner sends the vendor to be given more quota.
///
/// Both are rendered from one document, as the report is, so that they say the same and look like it.
public enum RequestPack {
  /// The pack as GitHub-flavoured Markdown, for a ticket or an e-mail, UTF-8.
  public static func markdown(_ request: IncreaseRequest) -> [UInt8] {
    var writer = MarkdownWriter()
    writer.document(Document(request))
    return writer.finish()
  }

  /// The pack as one self-contained page, UTF-8. Throws only where a template is broken.
  public static func html(_ request: IncreaseRequest) throws -> [UInt8] {
    let page = try HTMLReport(document: Document(request))
    return Array((0..<page.partCount).map(page.part).joined())
  }

  /// What is asked for, in one sentence.
  public static func summary(_ request: IncreaseRequest) -> String {
    RequestWording.asked(request)
  }
}
