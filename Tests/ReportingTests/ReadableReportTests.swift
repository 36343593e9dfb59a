import Bytes
import Findings
import Testing

@testable import Reporting

/// What Markdown and HTML both say.
@Suite struct ReadableReportTests {
  private func both(_ report: AuditReport) throws -> [String] {
    [
      String(decoding: MarkdownReport.render(report), as: UTF8.self),
      String(decoding: try HTMLReport.render(report), as: UTF8.self),
    ]
  }

  @Test func incompleteRunsSaySoFirst() throws {
    for text in try both(SampleReport.report(name: "x1")) {
      let body = text.firstRange(of: "<body>").map { text[$0.upperBound...] } ?? text[...]
      let status = try #require(body.lowercased().firstRange(of: "incomplete"))
      let digit = try #require(body.lowercased().dropFirst(20).firstIndex { $0 == "9" })
      #expect(status.lowerBound < digit)
      #expect(body.contains("is missing"))
    }
    #expect(
      String(decoding: MarkdownReport.render(SampleReport.report(name: "x1")), as: UTF8.self)
        .contains("**THIS AUDIT IS INCOMPLETE.**"))
  }

  @Test func everyNumberOfTheSampleIsThere() throws {
    for text in try both(SampleReport.report(name: "x1")) {
      for number in [
        "994", "500", "1,210", "1,201", "70,000 of 86,400", "190 of 1,000", "3 of 60", "4,000",
        "truncated at byte 1,000,000, gzip member 2", "17 bytes", "4:9", "8:1", "bad-time",
        "7,654,321", "000000ab", "2026-11-20 01:00:00Z", "00112233445566aa", "items",
        "reset headers", "could not be read at all", "the vendor’s own reset header",
        "reported by entity observations", "line 12", "production", "961", "00:00:09Z",
        "2026-11-20 00:20:34Z", "971",
      ] {
        #expect(text.contains(number), "\(number)")
      }
    }
  }

  @Test func certaintyIsSaidInWords() {
    #expect(
      Wording.certainty(.proven, over: 60, of: 60)
        == "proven: over in all 60 ways to lay a minute on the clock")
    #expect(
      Wording.certainty(.proven, over: 59, of: 60)
        == "proven: the vendor’s own reset header closed a window over the quota; "
        + "over in 59 of 60 ways to lay a minute on the clock")
    #expect(
      Wording.certainty(.aligned, over: 19, of: 1000)
        == "aligned: over in 19 of 1,000 ways to lay a second on the clock")
    #expect(Wording.certainty(nil, over: 1, of: 60).hasPrefix("possible: not over in the windows"))
    #expect(Wording.certainty(nil, over: 0, of: 60).hasPrefix("over in none of 60 ways"))
  }

  @Test func longListsAreCutWithASentence() throws {
    var report = SampleReport.report(name: "x1")
    report.findings = Array(repeating: report.findings[0], count: 1203)
    report.groups = Array(repeating: report.groups[1], count: 502)
    report.triples = Array(repeating: report.triples[0], count: 501)
    report.status.reasons = Array(repeating: "Gone.", count: 52)
    for text in try both(report) {
      for sentence in [
        "703 more violations are not shown here; report.json (--output json) has all of them.",
        "2 more groups are not shown here; report.json (--output json) has all of them.",
        "452 more groups are not shown here",
        "504 more sites are not shown here", "1 more triple is not shown here",
        "2 more reasons are not shown here", "Developer groups, the worst first (502)",
      ] {
        #expect(text.contains(sentence), "\(sentence)")
      }
    }
  }

  @Test func hoursBeyondTheChartAreCounted() throws {
    let hours = (0..<400).map { HourCoverage(hour: SampleReport.at($0 * 3600), records: 5) }
    let figure = try #require(Figure.hours(hours, ReportTimes(zone: nil)))
    guard case .plot(let plot) = figure.drawing else {
      Issue.record("hours are no plot")
      return
    }
    #expect(plot.panels[0].columns[0].values.count == 336)
    #expect(figure.table.rows.count == 336)
    #expect(
      figure.table.rest
        == "64 more hours are not shown here; report.json (--output json) has all of them.")
    let edge = [HourCoverage(hour: .earliest, records: 1), HourCoverage(hour: .latest, records: 1)]
    #expect(try #require(Figure.hours(edge, ReportTimes(zone: nil))).table.rows.count == 1)
    #expect(Figure.hours([], ReportTimes(zone: nil)) == nil)
  }

  @Test func worstGroupsComeFirst() {
    func group(_ name: ByteString, _ verdict: Verdict?, _ requests: Int) -> GroupReport {
      var group = GroupReport()
      group.group = name
      group.quota = 100
      group.rate = RateVerdict(verdict: verdict)
      group.peak = GroupWindow(
        start: SampleReport.start, end: SampleReport.at(86_400), requests: requests, accepted: 0,
        partial: false)
      return group
    }
    let groups = [
      group("-", nil, 900), group("clear", .clear, 10), group("over-2", .over, 101),
      group("near", .near, 99), group("over-1", .over, 200), group("maybe", .possible, 90),
    ]
    #expect(
      groups.worstFirst(\.standing).map(\.group.text)
        == ["over-1", "over-2", "maybe", "near", "clear", "-"])
  }
}
