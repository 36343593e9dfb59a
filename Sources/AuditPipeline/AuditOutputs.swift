public import Findings
internal import Reporting

/// The reports of one audit as files.
public enum AuditOutputs {
  /// Writes report.html, report.md and report.json, the last of them last (SPEC section 8); they are
  /// rendered by at most `jobs` threads.
  public static func write(_ report: AuditReport, to directory: String, jobs: Int) throws {
    let page = try HTMLReport(report)
    var parts: [@Sendable () -> [UInt8]] = (0..<page.partCount).map { index in
      { page.part(index) }
    }
    parts.append { MarkdownReport.render(report) }
    parts.append { JSONReport.render(report) }
    let contents = try Threads.map(parts, jobs: jobs) { render in render() }
    let others = contents.dropFirst(page.partCount)
    let files = [Array(contents.prefix(page.partCount).joined())] + others
    try ReportFiles.write(
      zip(names, files).map { ReportFile(name: $0, content: $1) }, to: directory)
  }

  /// The names of the files that `write` makes.
  public static let names = ["report.html", "report.md", "report.json"]
}
