import Bytes
import Findings
import Foundation
import Testing

@testable import Reporting

/// What changed since the last run, and waivers, in every format.
@Suite struct HistoryReportTests {
  private let report = SampleReport.history(name: "x1")

  private func page(_ report: AuditReport) throws -> String {
    String(decoding: try HTMLReport.render(report), as: UTF8.self)
  }

  private func markdown(_ report: AuditReport) -> String {
    String(decoding: MarkdownReport.render(report), as: UTF8.self)
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func pagesSayWhatChanged() throws {
    let text = markdown(report)
    #expect(text.contains("## Since the last run"))
    #expect(
      text.contains(
        "Run 13: 1 new, 1 worse, 1 gone, 1 not in these logs, 1 perhaps gone since run 12."))
    #expect(
      text.contains("- **violation** **worse** **over several nights** **waived** `learn.calls`"))
    #expect(text.contains("- **warning** **waiver expired** `knewton.pair-delayed`"))
    #expect(text.contains("- **notice** **new** `knewton.entity.character-field`"))
    #expect(text.contains("  - Before: 600 (run 12, violation; limit 500 )"))
    #expect(text.contains("| 2026-11-13 | **Reopened** | 1,000 | 1,500 | 7 | 8 |"))
    #expect(text.contains("| 2026-11-20 | **Provisional** |  | 1,201 |  | 0 |"))
    #expect(text.contains("3 more groups got more calls on that day."))
    #expect(text.contains("could not be read for 2 groups or clients"))
    #expect(text.contains("Inputs that were counted before and were left out (1)"))
    #expect(text.contains("| `x1` | 789 | 123,456 | 12 |"))
    let html = try page(report)
    #expect(html.contains("id=\"since-last-run\"") && html.contains("id=\"waivers\""))
    #expect(html.contains("<span class=\"label bad\">worse</span>"))
    #expect(html.contains("<span class=\"label plain\">waived</span>"))
  }

  @Test func waiversAreShownAndExpiredOnesShout() throws {
    let text = markdown(report)
    #expect(text.contains("WAIVER EXPIRED: that of") && text.contains("1 finding counts again."))
    #expect(text.contains("A waiver is about no finding:"))
    let terminal = TerminalSummary.render(report, color: false, width: 200)
    #expect(
      terminal.contains(
        "WAIVER EXPIRED: that of x1 for knewton.pair-delayed, uri * expired on 2026-11-19: 1 finding "
          + "counts again.\n"))
    #expect(terminal.contains("1 finding is waived and does not count for the outcome.\n"))
    #expect(terminal.contains("A waiver is about no finding: learn.sites, site x1.\n"))
    #expect(terminal.contains("Run 13: 1 new, 1 worse"))
    #expect(terminal.contains("1 day that had been final got more: 2026-11-13."))
    let summary = String(decoding: MarkdownReport.summary(report), as: UTF8.self)
    #expect(summary.contains("1 new, 1 worse") && summary.contains("EXPIRED"))
    #expect(ReportSummary(report).lines.count <= 10)
  }

  @Test func reportJSONHasItUnderExtra() throws {
    let extra = try #require(try object(JSONReport.render(report))["extra"] as? [String: Any])
    let history = try #require(extra["history"] as? [String: Any])
    #expect(history["run"] as? Int == 13)
    let states = try #require(history["states"] as? [[String: Any]])
    #expect(states.compactMap { $0["state"] as? String } == ["worse", "same", "new"])
    #expect((states[0]["before"] as? [String: Any])?["measured"] as? Int == 600)
    #expect(states[1]["before"] is NSNull)
    let gone = try #require(history["gone"] as? [[String: Any]])
    #expect(
      gone.compactMap { $0["absence"] as? String } == ["unknown", "not-in-logs", "resolved"])
    let days = try #require(history["days"] as? [[String: Any]])
    #expect(days.compactMap { $0["day"] as? String } == ["2026-11-13", "2026-11-20"])
    #expect(days.compactMap { $0["reopened"] as? Bool } == [true, false])
    let waived = try #require(extra["waived"] as? [[String: Any]])
    #expect(waived.compactMap { $0["id"] as? String } == ["00112233445566aa"])
    #expect(
      waived[0]["owner"] as? String == "x1" && waived[0]["expires"] as? String == "2026-11-20")
    let waivers = try #require(extra["waivers"] as? [[String: Any]])
    #expect(waivers.compactMap { $0["expired"] as? Bool } == [false, true, false])
    #expect(waivers.compactMap { $0["findings"] as? Int } == [1, 1, 0])
    // Everything else is that of a report without.
    var bare = report
    bare.history = nil
    bare.waivers = nil
    var with = try object(JSONReport.render(report))
    with["extra"] = nil
    #expect(with as NSDictionary == (try object(JSONReport.render(bare))) as NSDictionary)
  }

  @Test func keysAreSorted() {
    let lines = String(decoding: JSONReport.render(report), as: UTF8.self).split(separator: "\n")
    var last: [Int: Substring] = [:]
    for line in lines {
      let depth = line.prefix { $0 == " " }.count
      last = last.filter { $0.key <= depth }
      guard line.dropFirst(depth).first == "\"", let key = line.firstRange(of: "\": ") else {
        if line.dropFirst(depth).first == "}" { last[depth + 2] = nil }
        continue
      }
      let name = line[..<key.lowerBound]
      #expect(last[depth].map { $0 < name } ?? true, "\(name)")
      last[depth] = name
    }
  }

  @Test func tablesHaveStatesAndWaivers() throws {
    let table = try #require(CSVReport.tables.first { $0.name == "findings.csv" })
    let rows = String(decoding: table.render(report), as: UTF8.self).split(separator: "\r\n")
    #expect(rows[0].hasSuffix(",complete,state,waived_by,waiver_expires"))
    #expect(rows[1].hasSuffix(",false,worse,x1,2026-11-20"))
    #expect(rows[2].hasSuffix(",false,same,,") && rows[3].hasSuffix(",false,new,,"))
  }

  @Test func sarifKnowsBaselinesAndSuppressions() throws {
    let run = try #require((object(SARIFReport.render(report))["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(
      results.compactMap { $0["baselineState"] as? String }
        == ["updated", "unchanged", "new", "absent", "absent", "absent"])
    let suppressions = results.compactMap { $0["suppressions"] as? [[String: Any]] }
    #expect(suppressions.map(\.count) == [1, 0, 0, 0, 0, 0])
    #expect(suppressions[0][0]["kind"] as? String == "external")
    #expect(
      suppressions[0][0]["justification"] as? String == "Waived by x1 until 2026-11-20: x1")
    let plain = try #require(
      (object(SARIFReport.render(SampleReport.report(name: "x1")))["runs"] as? [[String: Any]])?
        .first?["results"] as? [[String: Any]])
    #expect(plain.allSatisfy { $0["baselineState"] == nil && $0["suppressions"] == nil })
  }

  @Test func aWaivedViolationSkipsItsCase() {
    let text = String(decoding: JUnitReport.render(report), as: UTF8.self)
    #expect(text.contains("<skipped message=\"Waived by x1 until 2026-11-20: x1\"/>"))
    #expect(!text.contains("<failure"))
    #expect(text.contains("(finding 00112233445566aa; worse since run 12)"))
    #expect(text.contains("(finding 00112233445566bb; same since run 12)"))
  }

  @Test func metricsCountThem() {
    let lines = Set(
      String(decoding: MetricsReport.render(report), as: UTF8.self).split(separator: "\n"))
    for line in [
      "quota_audit_findings_waived 1", "quota_audit_waivers{state=\"held\"} 1",
      "quota_audit_waivers{state=\"expired\"} 1", "quota_audit_waivers{state=\"idle\"} 1",
      "quota_audit_history_run 13", "quota_audit_history_findings{state=\"new\"} 1",
      "quota_audit_history_findings{state=\"resolved\"} 1",
      "quota_audit_history_days{state=\"provisional\"} 1",
      "quota_audit_history_days{state=\"reopened\"} 1",
      "quota_audit_history_inputs{condition=\"skipped\"} 1",
    ] { #expect(lines.contains(line[...]), "\(line)") }
    let plain = String(
      decoding: MetricsReport.render(SampleReport.report(name: "x1")), as: UTF8.self)
    #expect(plain.contains("quota_audit_findings_waived 0\n") && !plain.contains("history"))
  }

  @Test func firstRunsAndQuietNights() {
    var first = SampleReport.report(name: "x1")
    first.history = HistoryReport(run: 1)
    let terminal = TerminalSummary.render(first, color: false, width: 80)
    #expect(terminal.contains("Run 1: there is no earlier run to compare with.\n"))
    #expect(!MetricsReport.render(first).isEmpty)
    first.history = HistoryReport(run: 2)
    first.compare(
      with: first.findings.map(RememberedFinding.init),
      of: RunReference(number: 1, period: nil))
    #expect(
      TerminalSummary.render(first, color: false, width: 80).contains(
        "Run 2: nothing changed since run 1.\n"))
  }

  @Test func aViewNamesNobody() throws {
    var view = report
    view.scope = ReportScope(.group, "x1")
    view = view.waived()
    view.takeHistory(run: 13, skipped: [], continued: [], days: [])
    let all =
      [markdown(view), try page(view), TerminalSummary.render(view, color: false, width: 200)]
    for text in all {
      #expect(text.contains("waived") && !text.contains("by x1 until"))
    }
    let extra = try #require(try object(JSONReport.render(view))["extra"] as? [String: Any])
    let waived = try #require(extra["waived"] as? [[String: Any]])
    #expect(waived.count == 1 && waived[0]["owner"] == nil)
  }

  @Test func hostileNamesAreHarmless() throws {
    func tags(_ page: String) -> [Substring] {
      page.split(separator: "<").map { $0.prefix { $0 != ">" } }.filter { !$0.isEmpty }
    }
    // Where a long name may be broken depends on the name.
    func tagCount(_ page: String) -> Int { tags(page).count { $0 != "wbr" } }
    let benign = tagCount(try page(report))
    for name in SampleReport.hostileNames {
      let hostile = SampleReport.history(name: name)
      let html = try page(hostile)
      #expect(tagCount(html) == benign, "\(name)")
      let texts =
        [
          html, markdown(hostile),
          String(decoding: MarkdownReport.summary(hostile), as: UTF8.self),
          TerminalSummary.render(hostile, color: false, width: 80),
        ]
        + [
          JSONReport.render(hostile), SARIFReport.render(hostile), JUnitReport.render(hostile),
          MetricsReport.render(hostile),
        ].map { String(decoding: $0, as: UTF8.self) }
      for (index, text) in texts.enumerated() where index != 4 {
        let isClean = text.unicodeScalars.allSatisfy { scalar in
          scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
        }
        #expect(isClean, "\(index): \(name)")
      }
      #expect(markdown(hostile).utf8.count < 400_000)
      _ = try object(JSONReport.render(hostile))
      _ = try object(SARIFReport.render(hostile))
    }
  }
}
