import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct ReportSummaryTests {
  private func summary(_ report: AuditReport) -> String {
    String(decoding: MarkdownReport.summary(report), as: UTF8.self)
  }

  private func lines(_ report: AuditReport) -> [Substring] {
    summary(report).split(separator: "\n").filter { $0.hasPrefix("* ") }
  }

  @Test func tenLinesAtMostAndTheStatusFirst() {
    let found = lines(SampleReport.report(name: "x1"))
    #expect(found.count == 10)
    #expect(found[0].hasPrefix("* **Incomplete:** every number here is at least"))
    #expect(found[0].hasSuffix("The input `x1` is missing.") || found[0].hasSuffix("is missing."))
    #expect(found[1] == "* 1 violation, 1 warning and 1 notice. (incomplete: at least)")
    #expect(found[2].hasSuffix("150 Knewton requests. (incomplete: at least)"))
    #expect(
      found[3].contains("1 of 1 developer group was over the quota of calls; the worst: `x1`"))
    #expect(found[3].contains("994 calls in 24 hours, the quota is 500 (proven)."))
    #expect(
      found[4].contains("the worst: `x1` on 2 sites where 1 are allowed. 24 calls were refused"))
    #expect(found[7].contains("refused 21 requests, delayed 22 and dropped 23"))
    #expect(found[8].hasPrefix("* 3 of 5 documented limits cannot be seen"))
    #expect(found[1...7].allSatisfy { $0.hasSuffix(" (incomplete: at least)") })
    #expect(found[9].hasPrefix("* **First:** Cache"))
    #expect(summary(SampleReport.report(name: "x1")).hasPrefix("# API usage audit\n\n* "))
  }

  @Test func aQuietNightIsShort() {
    var report = AuditReport()
    let complete = "**Complete:** every input was read to its end, 0 in all."
    #expect(lines(report).first == "* **Nothing to judge:** no record was read. \(complete)")
    var group = SampleReport.report(name: "g1").groups[1]
    group.rate = RateVerdict(verdict: .clear)
    group.sites.overQuota = []
    report.groups = [group]
    report.totals.learn = 1000
    #expect(lines(report).first == "* \(complete)")
    let found = lines(report)
    #expect(
      found.contains(
        "* None of 1 developer group was over its quota of calls; the nearest: `g1` with 994 of 500."
      ))
    #expect(found.contains("* None of 1 developer group used more sites than it may have."))
    #expect(!found.contains { $0.contains("Knewton client") || $0.contains("First:") })
  }

  /// “None was over” is not all that is known where other windows would be over.
  @Test func possiblyOverIsSaid() throws {
    var report = SampleReport.report(name: "g1")
    report.status = RunStatus()
    var rate = report.findings[0]
    (rate.rule, rate.severity, rate.certainty) = ("knewton.triple-rate", .warning, nil)
    (rate.measured, rate.limit, rate.alignmentsOver, rate.alignments) = (12, 10, 3, 60)
    report.findings = [rate]
    var group = report.groups[1]
    group.rate = RateVerdict(verdict: .possible, alignmentsOver: 3, alignments: 86_400)
    group.quota = 10
    group.peak?.requests = 9
    group.rollingPeak?.requests = 12
    var clear = group
    (clear.group, clear.rate) = ("g2", RateVerdict(verdict: .clear))
    report.groups = [clear, group]
    let none = "* None of 2 developer groups was over its quota of calls"
    #expect(lines(report).contains("\(none[...]), 1 possibly: `g1` with 12 of 10."))
    let client =
      "* No Knewton client was over a quota of requests, 1 possibly: `g1` with 12 requests"
    #expect(
      lines(report).contains { $0.hasPrefix(client) && $0.contains("the quota is 10 (possible") })

    report.groups.append(group)
    report.findings.append(rate)
    #expect(
      lines(report).contains {
        $0.contains(
          "of 3 developer groups was over its quota of calls, 2 possibly, the worst: `g1`")
      })
    (rate.severity, rate.certainty) = (.violation, .proven)
    report.findings.append(rate)
    #expect(lines(report).contains { $0.contains("clients without token (2 more possibly); the") })
  }

  /// Whom a view is about and by which key it hides names stand where it is handed over in short.
  @Test func aViewSaysWhoseItIs() {
    var report = SampleReport.report(name: "x1")
    report.scope = ReportScope(.group, "o*wn")
    report.privacy = PrivacyReport(level: .strict, keyID: "0a1b2c3d")
    report.inputs = []
    let (view, key) = (
      "**Partner view:** of the developer group `o*wn`",
      "**Privacy:** tokens, client addresses and user ids are pseudonyms; key `0a1b2c3d`"
    )
    let incomplete = lines(report)
    #expect(incomplete.count == 10)
    #expect(incomplete[0].hasPrefix("* **Incomplete:** every number"))
    #expect(incomplete[0].hasSuffix("\(view) \(key)"))
    report.status = RunStatus()
    #expect(lines(report).first == "* **Complete:** all logs were read. \(view) \(key)")
    report.scope = nil
    #expect(
      lines(report).first
        == "* **Complete:** every input was read to its end, 0 in all. \(key)")
  }

  @Test func aZoneStandsBesideUTC() {
    var report = SampleReport.report(name: "x1")
    report.zone = LocalZone(name: "America/New_York") { _ in -18_000 }
    let found = lines(report)
    #expect(found.count == 10)
    #expect(found[2].contains("-05:00) (UTC), in brackets `America/New_York` time: 1,000 Learn"))
  }

  @Test func bothPagesBeginWithIt() throws {
    let report = SampleReport.report(name: "x1")
    let markdown = String(decoding: MarkdownReport.render(report), as: UTF8.self)
    let page = String(decoding: try HTMLReport.render(report), as: UTF8.self)
    for text in [markdown, page] {
      let line = try #require(text.firstRange(of: "over the quota of calls; the worst:"))
      let table = try #require(text.firstRange(of: "Findings by rule"))
      #expect(line.lowerBound < table.lowerBound)
    }
  }

  /// Every chapter with totals says so, and so do the numbers at the top.
  @Test func incompleteRunsSaySoEverywhere() throws {
    var report = SampleReport.report(name: "x1")
    let marked = Document(report)
    for section in marked.sections where section.id != "reading" {
      guard case .paragraph(let cell) = section.blocks.first, case .label(let label, _) = cell.first
      else {
        Issue.record("\(section.id) does not begin with it")
        continue
      }
      #expect(label == "Incomplete")
    }
    #expect(marked.facts.allSatisfy { $0.label.hasSuffix(" (incomplete: at least)") })
    let terminal = TerminalSummary.render(report, color: false, width: 200)
    for entry in ["Lines ", "Requests ", "Limited "] {
      let line = terminal.split(separator: "\n").first { $0.hasPrefix(entry) }
      #expect(line?.hasSuffix("(incomplete: at least)") == true, "\(entry)")
    }
    report.status = RunStatus()
    #expect(!String(decoding: MarkdownReport.render(report), as: UTF8.self).contains("ncomplete"))
  }

  @Test func findingsSayHowSureWhatTheDocumentSaysAndWhatNext() {
    let entry = FindingEntry(SampleReport.findings("x1")[0])
    #expect(entry.words.map(\.label) == ["Certainty", "Document", "Next"])
    let markdown = String(
      decoding: MarkdownReport.render(SampleReport.report(name: "x1")), as: UTF8.self)
    for sentence in [
      "over in 70,000 of 86,400 ways to lay 24 hours on the clock",
      "- Document: 10,000 calls per 24 hours for a developer group over all its applications",
      "2023-05-09); held against 500 here, by policy or rate header",
      "- Next: Cache what seldom changes",
    ] { #expect(markdown.contains(sentence), "\(sentence)") }
  }

  @Test func hostileNamesStayOnTheirLines() {
    let count = summary(SampleReport.report(name: "x1")).split(separator: "\n").count
    for name in SampleReport.hostileNames {
      let text = summary(SampleReport.report(name: name))
      #expect(text.split(separator: "\n").count == count, "\(name)")
      #expect(text.utf8.count < 6000)
    }
  }
}
