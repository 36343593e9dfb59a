import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// Numbers in sentences, and sums that reports print.
@Suite struct WordingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (100_000, "100,000"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func thousandsAreApart(number: Int, text: String) {
    #expect(Numbers.grouped(number) == text)
  }

  /// No sentence of any rule has four digits in a row.
  @Test func everySentenceSeparatesThousands() {
    let rules = [
      "learn.calls", "learn.sites", "learn.sites-near", "learn.throttled", "learn.install-refused",
      "learn.limit-mismatch", "learn.unlogged-calls", "learn.application-groups",
      "learn.retry-episode", "knewton.pair-rate", "knewton.pair-delayed", "knewton.pair-rejected",
      "knewton.triple-rate", "knewton.triple-rejected", "knewton.triple-delayed",
      "knewton.soft-limited", "knewton.unexplained-rejection", "knewton.retry-episode",
      "knewton.entity.modules-per-graph",
    ]
    for rule in rules {
      for (severity, over) in [(Severity.violation, 41_234), (.warning, 41_234), (.warning, 0)] {
        var finding = Finding(
          rule: rule, severity: severity, subject: [], measured: 1_234_567, limit: 20_000,
          occurrences: 1, message: "", id: "")
        (finding.alignmentsOver, finding.alignments) = (over, 86_400)
        let sentence = Wording.message(finding)
        #expect(sentence.contains("1,234,567"), "\(sentence)")
        #expect(!sentence.contains(/[0-9]{4}/), "\(sentence)")
      }
    }
  }

  @Test func reasonsOfTheMatrixSeparateThousands() {
    let nameless = (0..<1200).map { call(Int64($0), group: nil) }
    let row = audit(nameless + [call(0)]).observability.first { $0.id == "learn.calls" }
    #expect(
      row?.reason == "1,200 of 1,201 Learn calls name no developer group and count for nobody.")
    let site = audit(nameless).observability.first { $0.id == "learn.sites" }
    #expect(site?.reason == "None of 1,200 Learn calls names its developer group.")
  }

  @Test func sumsAreThoseOfTheirParts() {
    var counts = RequestCounts()
    (counts.attempted, counts.rejected, counts.delayed, counts.softLimited) = (9, 3, 2, 1)
    #expect(counts.throttled == 6)
    #expect(CoverageGap(start: at(3600), end: at(3600 * 30)).hours == 29)
    var input = InputReport()
    input.malformed = ["bad-time": 3, "bad-line": 4]
    #expect(input.malformedLines == 7)
    var series = UsageSeries(start: 0, end: 20, step: 10)
    series.add(second: 3, attempted: 5, rejected: 2)
    #expect(series.accepted == [3, 0])
    var sites = SitesReport()
    sites.list = ["a", "b"].map {
      SiteReport(site: $0, first: at(0), last: at(1), attempted: 1, overQuota: false)
    }
    #expect(sites.ranked.map(\.rank) == [1, 2] && sites.ranked.map(\.site.site) == ["a", "b"])
  }

  /// Silent hours are there, hours behind the last one are counted.
  @Test func hoursAreASeries() throws {
    let hours = [(0, 7), (2, 9), (5, 1)].map { HourCoverage(hour: at($0.0 * 3600), records: $0.1) }
    let all = try #require(HourSeries(hours, most: 100))
    #expect(all.records == [7, 0, 9, 0, 0, 1] && all.hoursLeftOut == 0 && all.end == at(6 * 3600))
    let some = try #require(HourSeries(hours, most: 3))
    #expect(some.records == [7, 0, 9] && some.hoursLeftOut == 1 && some.hoursWithRecords == 2)
    #expect(some.largest == 9 && HourSeries([], most: 3) == nil)
  }
}
