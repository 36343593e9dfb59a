public import Findings
internal import Reporting

/// The reports of one audit as files.
public enum AuditOutputs {
  /// Writes report.html, report.md and report.json, the last of them last (SPEC section 8).
  public static func write(_ report: AuditReport, to directory: String) throws {
    try ReportFiles.write(
      [
        ReportFile(name: "report.html", content: HTMLReport.render(report)),
        ReportFile(name: "report.md", content: MarkdownReport.render(report)),
        ReportFile(name: "report.json", content: JSONReport.render(report)),
      ], to: directory)
  }

  /// The names of the files that `write` makes.
  public static let names = ["report.html", "report.md", "report.json"]
}
