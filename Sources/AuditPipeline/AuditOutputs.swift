public import Findings
internal import Reporting

/// The reports of one audit as files.
public enum AuditOutputs {
  /// Writes the reports and what goes with them, report.json behind the other reports (SPEC section 8) and
  /// a manifest last; they are rendered by at most `jobs` threads.
  public static func write(
    _ report: AuditReport, to directory: String, jobs: Int,
    with companions: RunCompanions = RunCompanions()
  ) throws {
    try ReportFiles.write(companions.around(files(report, jobs: jobs)), to: directory)
  }

  /// report.html, report.md and report.json, rendered by at most `jobs` threads.
  public static func files(_ report: AuditReport, jobs: Int) throws -> [ReportFile] {
    let page = try HTMLReport(report)
    var parts: [@Sendable () -> [UInt8]] = (0..<page.partCount).map { index in
      { page.part(index) }
    }
    parts.append { MarkdownReport.render(report) }
    parts.append { JSONReport.render(report) }
    let contents = try Threads.map(parts, jobs: jobs) { render in render() }
    let others = contents.dropFirst(page.partCount)
    let files = [Array(contents.prefix(page.partCount).joined())] + others
    return zip(names, files).map { ReportFile(name: $0, content: $1) }
  }

  /// The names of the files that `files` makes.
  public static let names = ["report.html", "report.md", "report.json"]
}
