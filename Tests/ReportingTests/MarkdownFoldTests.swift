import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct MarkdownFoldTests {
  private func markdown(_ report: AuditReport) -> String {
    String(decoding: MarkdownReport.render(report), as: UTF8.self)
  }

  @Test func longListsAreFoldedAfterTheirStart() throws {
    var report = SampleReport.report(name: "x1")
    report.groups = Array(repeating: report.groups[1], count: 26)
    report.findings = Array(repeating: report.findings[0], count: 40)
    let text = markdown(report)
    #expect(text.contains("\n<details>\n<summary>16 more rows</summary>\n\n| Group |"))
    #expect(text.contains("\n<details>\n<summary>30 more findings</summary>\n\n- **violation**"))
    #expect(text.contains("<summary>About learn.calls</summary>\n\n- **What it means:**"))
    #expect(text.ranges(of: "<details").count == text.ranges(of: "</details>").count)
  }

  @Test func shortListsAreNot() {
    var report = AuditReport()
    var group = SampleReport.report(name: "x1").groups[1]
    group.sites.list = []
    report.groups = Array(repeating: group, count: 25)
    #expect(!markdown(report).contains("more rows</summary>"))
  }

  @Test func columnsWithoutRoomAreNamed() throws {
    let text = markdown(SampleReport.report(name: "x1"))
    #expect(
      text.contains(
        "Columns that only the HTML page shows: Quota from; Windows laid by; Attempted."))
    for line in text.split(separator: "\n") where line.hasPrefix("| ---") {
      #expect(line.split(separator: "|").count <= 9 + 1, "\(line)")
    }
  }
}
