public import Findings

/// `report.md`: the report as GitHub-flavoured Markdown, for tickets and pull requests.
///
/// Summary first, and before it whether the run is complete. Long lists are cut with a sentence about
/// what is left out. Text from logs is inert: see `MarkdownText`.
public enum MarkdownReport {
  /// The whole report, UTF-8; O(report).
  public static func render(_ report: AuditReport) -> [UInt8] {
    var writer = MarkdownWriter()
    writer.document(Document(report))
    return writer.finish()
  }

  /// The summary alone: a heading and at most ten lines, for a ticket or a chat.
  public static func summary(_ report: AuditReport) -> [UInt8] {
    var writer = MarkdownWriter(times: ReportTimes(zone: report.zone))
    writer.heading(Document.title)
    writer.summary(ReportSummary(report).lines)
    return writer.finish()
  }
}
