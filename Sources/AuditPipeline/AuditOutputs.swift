public import Findings
internal import Reporting

/// The reports of one audit as files.
public enum AuditOutputs {
  /// Writes report.html, report.md and report.json, the last of them last (SPEC section 8).
  public static func write(_ report: AuditReport, to directory: String) throws {
    let contents = try Threads.map([HTMLReport.render, MarkdownReport.render, JSONReport.render]) {
      render in try render(report)
    }
    try ReportFiles.write(
      zip(names, contents).map { ReportFile(name: $0, content: $1) }, to: directory)
  }

  /// The names of the files that `write` makes.
  public static let names = ["report.html", "report.md", "report.json"]
}
