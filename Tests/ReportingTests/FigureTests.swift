import Bytes
import Findings
import Testing

@testable import Reporting

/// Figures and the tables beside them.
@Suite struct FigureTests {
  private func figures(_ report: AuditReport) -> [Figure] {
    Document(report).sections.flatMap(\.blocks).flatMap { block -> [Figure] in
      if case .figures(let figures) = block { figures } else { [] }
    }
  }

  /// Every number of a column, by the column's place.
  private func sum(_ table: Table, _ column: Int) -> Int {
    table.rows.reduce(0) { sum, row in
      if case .number(let number)? = row[column].first { sum + number } else { sum }
    }
  }

  @Test func theSampleHasEveryFigure() throws {
    let report = SampleReport.report(name: "x1")
    #expect(figures(report).count == 7)
    let page = String(decoding: try HTMLReport.render(report), as: UTF8.self)
    #expect(page.components(of: "<figure>") == 7)
    #expect(page.components(of: "<details class=\"twin\">") == 7)
    #expect(page.components(of: "role=\"img\" aria-label=\"") == 7)
  }

  @Test func tablesHoldTheNumbersOfTheirFigures() {
    for figure in figures(SampleReport.report(name: "x1")) {
      switch figure.drawing {
      case .plot(let plot):
        let drawn = plot.panels.flatMap(\.columns).flatMap(\.values).reduce(0, +)
        #expect(sum(figure.table, 1) == drawn, "\(figure.summary)")
      case .heat(let map): #expect(sum(figure.table, 1) == map.values.reduce(0, +))
      case .bars(let list):
        let drawn = list.rows.flatMap(\.values).reduce(0, +)
        let isShare = figure.table.columns[1].title == "Attempted"
        let columns = figure.table.columns.indices.dropFirst(isShare ? 2 : 1)
        #expect(columns.reduce(0) { $0 + sum(figure.table, $1) } == drawn)
      case .roster(let roster): #expect(figure.table.rows.count == roster.rows.count)
      }
    }
  }

  @Test func daysShowWhenTheQuotaWasPassed() throws {
    let report = SampleReport.report(name: "x1")
    let page = String(decoding: try HTMLReport.render(report), as: UTF8.self)
    let text = String(decoding: MarkdownReport.render(report), as: UTF8.self)
    #expect(page.contains(">quota passed 01:00:05Z</text>") && page.contains(">quota 500</text>"))
    for both in [page, text] {
      #expect(both.contains("The quota of 500 was passed at 2026-11-20 01:00:05Z."))
      #expect(both.contains("994 attempted calls, 20 of them refused."))
    }
  }

  /// Twice the height for twice the number, and the quota's line where a column of it would end.
  @Test func heightsAreInProportion() throws {
    let plot = Plot(
      axis: TimeAxis(start: SampleReport.at(0), end: SampleReport.at(120)),
      panels: [
        Plot.Panel(
          unit: "calls", columns: [Plot.Columns(label: "a", shade: .usage, values: [51, 102])],
          quota: 51)
      ])
    let panel = HTMLDrawing(plot, ReportTimes(zone: nil)).panels[0]
    #expect(panel.height == 120)
    // 102 pixels are left below the line of text.
    #expect(panel.paths.first { $0.kind == "usage" }?.d == "M1 69h8V120h-8zM11 18h8V120h-8z")
    #expect(panel.paths.first { $0.kind == "quota" }?.d == "M0 69H20")
  }

  /// 200 sites around the quota are drawn, and the others counted.
  @Test func longRostersAreCut() throws {
    var report = SampleReport.report(name: "x1")
    let index = try #require(report.groups.firstIndex { $0.group == "x1" })
    report.groups[index].sites.quota = 300
    report.groups[index].sites.list = (0..<1000).map { rank in
      SiteReport(
        site: ByteString("s\(rank)"), first: SampleReport.at(Int64(rank)),
        last: SampleReport.at(Int64(rank + 9)), attempted: 1, overQuota: rank >= 300)
    }
    report.groups[index].sites.overQuota = (300..<1000).map { ByteString("s\($0)") }
    let rosters = figures(report).compactMap { figure -> (Roster, Table)? in
      if case .roster(let roster) = figure.drawing { (roster, figure.table) } else { nil }
    }
    let (roster, table) = try #require(rosters.first)
    #expect(roster.firstRank == 201 && roster.rows.count == 200)
    #expect(roster.rows.count { $0.isOver } == 100)
    #expect(
      table.rest
        == "800 more sites are not shown here; report.json (--output json) has all of them.")
    let drawing = HTMLDrawing(roster, ReportTimes(zone: nil))
    // Two pixels for each of the 100 below the quota, and the line of text.
    #expect(drawing.panels[0].paths.contains { $0.kind == "quota" && $0.d == "M0 218H1000" })
  }

  @Test func figuresOfClearGroupsAreFew() {
    var report = AuditReport()
    report.groups = (0..<9).map { index in
      var group = GroupReport()
      group.group = ByteString("g\(index)")
      group.quota = 500
      group.rate = RateVerdict(verdict: .clear)
      group.day = SampleReport.day()
      return group
    }
    report.groups[8].rejected = 1
    guard case .figures(let drawn)? = Section.days(report)?.blocks[1] else {
      Issue.record("no figures")
      return
    }
    #expect(drawn.count == 3)
    report.groups = report.groups.map { group in
      var group = group
      group.day = nil
      return group
    }
    #expect(Section.days(report) == nil)
  }

  @Test func markdownCutsLongTables() throws {
    var report = SampleReport.report(name: "x1")
    report.coverage.hours = (0..<100).map {
      HourCoverage(hour: SampleReport.at($0 * 3600), records: 5)
    }
    let text = String(decoding: MarkdownReport.render(report), as: UTF8.self)
    #expect(text.contains("76 more rows are not shown here; report.html (--output html) has them."))
  }
}

extension String {
  /// How often a text is there.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
