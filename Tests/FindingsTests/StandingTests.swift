import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// What “the worst” means: one order for findings, rows and figures.
@Suite struct StandingTests {
  /// Worse verdicts first, then larger multiples; a limit of 0 counts as 1, and fractions are exact.
  @Test func verdictThenMultiple() {
    let ordered = [
      Standing(.over, measured: 3, limit: 0), Standing(.over, measured: 21, limit: 10),
      Standing(.over, measured: .max, limit: .max - 1),
      Standing(.over, measured: 101, limit: 100, isThrottled: true),
      Standing(.possible, measured: 900, limit: 1), Standing(.near, measured: 9, limit: 10),
      Standing(.near, measured: 8, limit: 10, isThrottled: true),
      Standing(.clear, measured: 1, limit: 10, isThrottled: true),
      Standing(.clear, measured: 7, limit: 10), Standing(nil, measured: 99, limit: 1),
    ]
    let expected = [0, 1, 3, 2, 4, 5, 6, 7, 8, 9]
    #expect(ordered.indices.worstFirst { ordered[$0] } == expected)
    #expect(ordered.indices.reversed().worstFirst { ordered[$0] } == expected)
    let same = [Standing(.near, measured: 1, limit: 2), Standing(.near, measured: 2, limit: 4)]
    #expect([1, 0].worstFirst { same[$0] } == [1, 0], "equal ones keep their order")
  }

  /// A group that is over in 24 hours however laid, yet by less than one that is only aligned, is not
  /// the worst: rows and figures stand as the findings of their rule do.
  @Test func groupsStandAsTheirFindings() throws {
    let day: Int64 = 86_400
    var records: [ReferenceRecord] = []
    func add(_ group: ByteString, _ count: Int, at second: Int64) {
      records += times(count, call(second, group: group))
    }
    // Six calls in one second lie in one window however it is laid; ten calls do not, half a day apart.
    add("proven", 6, at: 9)
    add("aligned", 5, at: 0)
    add("aligned", 5, at: day / 2)
    add("maybe", 4, at: day - 5)
    add("maybe", 4, at: day + 5)
    add("near", 5, at: 9)
    add("clear", 1, at: 9)
    records += [call(9, group: "refused", status: 429)]
    let report = audit(records, policy: try policy("learn: {calls_per_day: 5, lens: utc}"))
    #expect(report.groups.first { $0.group == "proven" }?.rate.certainty == .proven)
    #expect(report.groups.first { $0.group == "aligned" }?.rate.certainty == .aligned)
    let rows = report.groups.worstFirst(\.standing).map(\.group.text)
    #expect(rows == ["aligned", "proven", "maybe", "near", "refused", "clear"])
    let found = report.findings("learn.calls").map { $0.names[0] }
    #expect(found == Array(rows.prefix(4)))
    #expect(Finding.worstRate(of: report.findings)?.names == ["aligned"])
    #expect(Finding.worstRate(of: report.findings("learn.throttled")) == nil)
  }

  /// A batch of unknown direction is held against 10 although its row's quota is 100.
  @Test func triplesStandAsTheirFindings() throws {
    let batch = "/learning-instances/1/scoped-goals/2/registrations"
    let records =
      times(40, request("PUT", batch)) + times(10, request("GET", "/accounts/1", at: 59))
      + times(10, request("GET", "/accounts/1", at: 61))
    let report = audit(records)
    let rows = report.triples.worstFirst(\.standing).map(\.endpoint)
    #expect(rows == report.findings("knewton.triple-rate").compactMap { $0.subject.last?.value })
    #expect(rows.first?.text.contains("registrations") == true)
  }

  @Test func sitesStandByTheirOwnQuota() {
    var records: [ReferenceRecord] = []
    for (group, sites) in [("far", 5), ("over", 8), ("near", 6)] {
      for site in 0..<sites {
        var record = call(0, group: ByteString(group))
        record.site = ByteString("s\(site).example")
        records.append(record)
      }
    }
    let report = audit(records)
    #expect(report.groupsBySites.map(\.group) == ["over", "near", "far"])
    #expect(report.siteCount == 19)
    #expect(report.groupCounts.overBySites == 1 && report.groupCounts.judgedBySites == 3)
  }
}
