import Bytes
import Findings
import Foundation
import LimitCatalog
import Testing

@testable import Reporting

/// Trends as text, page and JSON.
@Suite struct TrendReportTests {
  private static let first = 20_780

  /// Forty days of two groups, the second one's name given.
  private static func trends(name: ByteString = "b", groups: Int = 0) -> HistoryTrends {
    var rows: [GroupDayCounts] = []
    func add(_ day: Int, _ group: ByteString, _ calls: Int) {
      rows.append(
        GroupDayCounts(
          day: first + day, group: group,
          counts: StatusCounts(attempted: calls, rejected: calls / 9)))
    }
    for day in 0..<40 {
      add(day, "acme", 9000 + 40 * day)
      add(day, name, 100)
      for index in 0..<groups { add(day, ByteString("g\(index)"), 10) }
    }
    var totals: [Int: StatusCounts] = [:]
    for row in rows { totals[row.day, default: StatusCounts()].merge(row.counts) }
    let runs = (0..<40).reversed().map { day in
      PastRun(
        number: day + 1, tool: "quota-audit 1", policy: nil, policySHA256: nil,
        period: Period(
          first: Instant(seconds: Int64(first + day) * 86_400),
          last: Instant(seconds: Int64(first + day) * 86_400 + 86_399)),
        isComplete: day != 39, records: 5, calls: 4, refused: 1)
    }
    var usage = HistoryUsage(runs: runs, totals: totals)
    usage.days = rows
    return HistoryTrends(
      usage, days: 40, policy: .standard, identity: nil, graceSeconds: 0,
      tool: ToolIdentity(name: "quota-audit", version: "1"))
  }

  private static func text(_ trends: HistoryTrends, isUnicode: Bool = false) -> String {
    TrendReport.text(trends, color: false, isUnicode: isUnicode, width: 100)
  }

  @Test func theTerminalHasATableInItsWidth() {
    let text = Self.text(Self.trends())
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.first == "History: 2026-11-23 to 2027-01-01, 40 UTC days")
    for expected in [
      "Group     Calls a day                                  Busiest  of quota  >60%  >80% >100%",
      "    its quota was exceeded in the last 28 days; 0 of 6 sites",
      "    no forecast: no trend that stands out of its scatter; 0 of 6 sites",
      "Runs        40 INCOMPLETE, 2027-01-01 00:00:00Z to 23:59:59Z, 5 records",
    ] {
      #expect(text.contains(expected + "\n"), "\(expected)\n\(text)")
    }
    let acme = lines.first { $0.hasPrefix("acme ") }.map(String.init) ?? ""
    #expect(acme.hasSuffix("10,560   105.6 %    40    40    14"), "\(acme)")
    #expect(text.allSatisfy { $0.isASCII })
    #expect(Self.text(Self.trends(), isUnicode: true).contains("▇█"))
  }

  @Test func fiftyGroupsAreShownAndTheOthersCounted() {
    let text = Self.text(Self.trends(groups: 60))
    #expect(text.contains("\n12 more groups are not shown here; --output json has all of them.\n"))
  }

  @Test func hostileNamesChangeNoTagAndSteerNothing() throws {
    func tags(_ trends: HistoryTrends) throws -> Int {
      // Where a long name may be broken depends on the name.
      String(decoding: try TrendReport.html(trends), as: UTF8.self)
        .replacing("<wbr>", with: "").count { $0 == "<" }
    }
    let benign = try tags(Self.trends())
    for name in SampleReport.hostileNames where name != "acme" {
      let trends = Self.trends(name: name)
      #expect(try tags(trends) == benign, "\(name)")
      let text = Self.text(trends, isUnicode: true)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .format })
      #expect(text.split(separator: "\n").allSatisfy { TerminalText.columns(String($0)) <= 100 })
      _ = try JSONSerialization.jsonObject(with: Data(TrendReport.json(trends)))
    }
  }

  @Test func thePageHasAFigureWithItsTable() throws {
    let page = String(decoding: try TrendReport.html(Self.trends()), as: UTF8.self)
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
    for expected in [
      "calls per UTC day, at most 10,560", "quota 10,000", "Calls per UTC day",
      "1 of 2 groups exceeded their quota in these days; 0 are forecast to.",
      "2026-12-19 to 2027-01-01",
    ] {
      #expect(page.contains(expected), "\(expected)")
    }
    // A row in the figures of all and of two groups, and three times in the row of the run.
    #expect(page.ranges(of: "2026-12-05").count == 6)
  }

  @Test func datesAreStretches() {
    let days = [0, 2, 3, 5, 6, 7].map { Self.first + $0 }
    #expect(
      TrendWording.dates(days)
        == "2026-11-23, 2026-11-25, 2026-11-26, 2026-11-28 to 2026-11-30")
    #expect(TrendWording.dates(days, limit: 1) == "2026-11-23, and 5 more days")
    #expect(TrendWording.dates([]) == "")
  }

  @Test func anEmptyHistoryIsSaid() throws {
    let trends = HistoryTrends(
      HistoryUsage(runs: [], totals: [:]), days: 90, policy: .standard, identity: nil,
      graceSeconds: 0, tool: ToolIdentity(name: "quota-audit", version: "1"))
    #expect(Self.text(trends) == "History: no day with calls\n")
    #expect(String(decoding: try TrendReport.html(trends), as: UTF8.self).contains("No calls of"))
    #expect(String(decoding: TrendReport.json(trends), as: UTF8.self).contains("\"first\": null"))
  }

  @Test func tablesAreWrittenRowByRow() {
    var csv = TableWriter(.csv, columns: ["a", "b"])
    csv.row([.integer(-1), .text("=1+1")])
    csv.row([.empty, .text("x, y")])
    #expect(String(decoding: csv.take(), as: UTF8.self) == "a,b\r\n-1,'=1+1\r\n,\"x, y\"\r\n")
    #expect(csv.take().isEmpty)
    var json = TableWriter(.ndjson, columns: ["a", "b"])
    json.row([.integer(5), .text("\"\u{1B}")])
    json.row([.empty, .empty])
    #expect(
      String(decoding: json.take(), as: UTF8.self)
        == "{\"a\": 5, \"b\": \"\\\"\\u001b\"}\n{\"a\": null, \"b\": null}\n")
  }
}
