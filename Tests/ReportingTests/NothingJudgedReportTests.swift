import Bytes
import Findings
import Testing

@testable import Reporting

/// A run that held nothing against any limit does not read like success, in no format.
@Suite struct NothingJudgedReportTests {
  private func report(complete: Bool = true, others: Int = 0) -> AuditReport {
    var report = AuditReport()
    (report.totals.records, report.totals.other) = (others, others)
    report.observability = [
      ObservabilityRow(
        id: "account-get", service: "knewton", status: .nothingToCheck,
        reason: "The logs hold no Knewton requests.")
    ]
    if !complete {
      report.status.complete = false
      report.status.reasons = ["\"gone.log\" does not exist"]
    }
    return report
  }

  private func summary(_ report: AuditReport) -> [Substring] {
    String(decoding: MarkdownReport.summary(report), as: UTF8.self).split(separator: "\n")
  }

  @Test func summariesSayItFirst() {
    let terminal = TerminalSummary.render(report(), color: false, width: 80)
    #expect(terminal.hasPrefix("NOTHING TO JUDGE: no record was read.\n"))
    #expect(summary(report())[1].hasPrefix("* **Nothing to judge:** no record was read. **Compl"))
    let others = TerminalSummary.render(report(others: 1234), color: false, width: 100)
    #expect(others.hasPrefix("NOTHING TO JUDGE: of 1,234 records none is a Learn call that counts"))
    #expect(!summary(report(others: 3)).contains { $0.contains("refused") })
  }

  /// That a run is incomplete goes before everything (SPEC section 8).
  @Test func incompletenessComesBefore() {
    let incomplete = report(complete: false)
    let terminal = TerminalSummary.render(incomplete, color: false, width: 80)
    #expect(terminal.hasPrefix("INCOMPLETE: ") && terminal.contains("\nNOTHING TO JUDGE: no rec"))
    let line = summary(incomplete)[1]
    #expect(line.hasPrefix("* **Incomplete:**") && line.contains("**Nothing to judge:**"))
    #expect(
      Banner(incomplete).explanation.hasSuffix("There was nothing to judge: no record was read."))
  }

  @Test func pagesSayItFirst() throws {
    let banner = Banner(report())
    #expect(banner.tone == .warn)
    #expect(banner.headline == "There was nothing to judge: no record was read.")
    for text in [
      String(decoding: MarkdownReport.render(report()), as: UTF8.self),
      String(decoding: try HTMLReport.render(report()), as: UTF8.self),
    ] {
      let found = try #require(text.firstRange(of: "There was nothing to judge"))
      let facts = try #require(text.firstRange(of: "Violations"))
      #expect(found.lowerBound < facts.lowerBound)
      #expect(text.contains("Of 1 there was nothing to check"))
      #expect(text.contains("The logs hold no Knewton requests."))
    }
  }

  @Test func machinesAreToldToo() {
    let junit = String(decoding: JUnitReport.render(report()), as: UTF8.self)
    #expect(
      junit.contains("<skipped message=\"Nothing to check: The logs hold no Knewton requests.\"/>"))
    #expect(junit.contains("<skipped message=\"Nothing to judge: no record was read.\"/>"))
    let sarif = String(decoding: SARIFReport.render(report()), as: UTF8.self)
    #expect(sarif.contains("There was nothing to judge: no record was read."))
    let metrics = String(decoding: MetricsReport.render(report()), as: UTF8.self)
    #expect(metrics.contains("\nquota_audit_judged_requests 0\n"))
    #expect(metrics.contains("quota_audit_limits{status=\"nothing-to-check\"} 1\n"))
    let judged = MetricsReport.render(SampleReport.report(name: "x1"))
    #expect(String(decoding: judged, as: UTF8.self).contains("judged_requests 1150\n"))
  }

  /// Where nothing is over a limit because nothing was counted, no row says “Within”.
  @Test func entityLimitsOfNobodyAreNotKept() {
    var idle = report()
    var row = EntityReport()
    (row.id, row.status, row.largest) = ("events-per-batch", "within", 0)
    idle.entities = [row]
    idle.observability[0].id = "events-per-batch"
    func text() -> String { String(decoding: MarkdownReport.render(idle), as: UTF8.self) }
    #expect(text().contains("Nothing to check") && !text().contains("| **Within**"))
    idle.observability[0].status = .checked
    #expect(text().contains("Within"))
  }

  @Test func sameInputsThatCountAreNoted() {
    var same = SampleReport.report(name: "x1")
    var copy = same.inputs[0]
    copy.path = "copy.log"
    same.inputs.append(copy)
    let text = String(decoding: MarkdownReport.render(same), as: UTF8.self)
    #expect(text.contains("1 input is the same as another, by SHA-256, and counted nevertheless"))
    #expect(text.contains("Inputs with the same content that count (1)"))
  }
}
