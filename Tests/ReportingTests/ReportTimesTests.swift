import Bytes
import Findings
import Testing

@testable import Reporting

/// Times of a zone beside UTC.
@Suite struct ReportTimesTests {
  private static func zone(_ seconds: Int) -> LocalZone {
    LocalZone(name: "Some/Where") { _ in seconds }
  }

  @Test(arguments: [
    (-18_000, "07:05:09-05:00"), (0, "12:05:09+00:00"), (20_700, "17:50:09+05:45"),
    (46_800, "2026-11-21 01:05:09+13:00"), (-43_200, "00:05:09-12:00"),
    (-46_800, "2026-11-19 23:05:09-13:00"),
  ])
  func datesStandWhereTheyDiffer(offset: Int, local: String) {
    let noon = SampleReport.at(43_509)
    #expect(ReportTimes(zone: Self.zone(offset)).local(noon) == local)
    #expect(ReportTimes(zone: nil).local(noon) == nil)
  }

  @Test func axesShowClocksOrDates() {
    let times = ReportTimes(zone: Self.zone(-18_000))
    let day = TimeAxis(start: SampleReport.at(0), end: SampleReport.at(86_400))
    let tick = times.tick(SampleReport.at(21_600), on: day)
    #expect(tick.utc == "06:00Z" && tick.local == "01:00")
    let hour = TimeAxis(start: SampleReport.at(0), end: SampleReport.at(3600))
    #expect(times.tick(SampleReport.at(61), on: hour) == ("00:01:01Z", "19:01:01"))
    let week = TimeAxis(start: SampleReport.at(0), end: SampleReport.at(604_800))
    #expect(times.tick(SampleReport.at(86_400), on: week) == ("11-21", nil))
  }

  @Test func everyTimeHasItsLocalTime() throws {
    var report = SampleReport.report(name: "x1")
    let without = MarkdownReport.render(report)
    report.zone = Self.zone(-18_000)
    let text = String(decoding: MarkdownReport.render(report), as: UTF8.self)
    let page = String(decoding: try HTMLReport.render(report), as: UTF8.self)
    #expect(text.contains("UTC (Z), in brackets `Some/Where`"))
    #expect(
      text.contains(
        "2026-11-20 00:00:00Z (2026-11-19 19:00:00-05:00) to 2026-11-21 00:00:00Z "
          + "(2026-11-20 19:00:00-05:00)"))
    #expect(
      page.contains(
        "<time datetime=\"2026-11-20T02:00:00Z\">02:00:00Z</time></span> "
          + "<span class=\"local\">(2026-11-19 21:00:00-05:00)</span>"))
    #expect(!String(decoding: without, as: UTF8.self).contains("-05:00"))
    #expect(JSONReport.render(report) == JSONReport.render(SampleReport.report(name: "x1")))
  }
}
