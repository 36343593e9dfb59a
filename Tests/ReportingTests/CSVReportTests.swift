import Bytes
import Findings
import LimitCatalog
import Testing

@testable import Reporting

@Suite struct CSVReportTests {
  /// A table by name, its bytes read as RFC 4180 says: rows of cells.
  private func table(_ name: String, _ report: AuditReport) throws -> [[String]] {
    let table = try #require(CSVReport.tables.first { $0.name == name })
    return try rows(table.render(report))
  }

  private func rows(_ bytes: [UInt8]) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      switch byte {
      case 0x22 where isQuoted && next == 0x22:
        cell.append(byte)
        position += 1
      case 0x22 where isQuoted || cell.isEmpty: isQuoted.toggle()
      case 0x2C where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0D where !isQuoted:
        try #require(next == 0x0A, "rows end with CR LF")
        position += 1
        rows.append(row + [String(decoding: cell, as: UTF8.self)])
        (row, cell) = ([], [])
      default:
        try #require(isQuoted || (byte != 0x22 && byte != 0x0A))
        cell.append(byte)
      }
      position += 1
    }
    try #require(row.isEmpty && cell.isEmpty && !isQuoted, "the last row ends")
    return rows
  }

  @Test func numbersOfTheSampleStandInTheirColumns() throws {
    let report = SampleReport.report(name: "x1")
    func row(_ name: String, _ index: Int) throws -> [String: String] {
      let rows = try table(name, report)
      return Dictionary(zip(rows[0], rows[index + 1])) { _, _ in "twice" }
    }
    let finding = try row("findings.csv", 0)
    #expect(finding["id"] == "00112233445566aa" && finding["group"] == "x1")
    #expect(finding["measured"] == "994" && finding["alignments_over"] == "70000")
    #expect(finding["window_end"] == "2026-11-21T00:00:00Z" && finding["witness_line"] == "")
    #expect(finding["complete"] == "false")
    let group = try row("groups.csv", 1)
    #expect(group["quota"] == "500" && group["peak_requests"] == "994")
    #expect(group["rolling_peak"] == "1000" && group["anchored_peak"] == "")
    #expect(group["accepted"] == "980" && group["retry_after_ignored"] == "5")
    #expect(try row("groups.csv", 0)["group"] == "-", "a dash is no formula")
    let site = try row("sites.csv", 1)
    #expect(site["rank"] == "2" && site["over_quota"] == "true" && site["attempted"] == "100")
    let triple = try row("triples.csv", 0)
    #expect(triple["rolling_requests"] == "16" && triple["delay_p50_ms"] == "")
    #expect(triple["soft_limited"] == "2" && triple["retry_worst"] == "4")
  }

  /// A table without rows says nothing by itself: one row always says whether it is complete.
  @Test func theRunSaysWhetherEmptyTablesAreComplete() throws {
    func run(_ report: AuditReport) throws -> [String: String] {
      let rows = try table("run.csv", report)
      try #require(rows.count == 2)
      return Dictionary(zip(rows[0], rows[1])) { _, _ in "twice" }
    }
    var report = AuditReport()
    report.status.complete = false
    report.status.reasons = ["\"a\" is damaged", "=b\nis missing"]
    #expect(try table("findings.csv", report).count == 1)
    var row = try run(report)
    #expect(row["complete"] == "false" && row["judged_requests"] == "0")
    #expect(row["reasons"] == "\"a\" is damaged | =b\\nis missing")
    #expect(row["period_first"] == "" && row["rows_findings"] == "0" && row["inputs"] == "0")
    report = SampleReport.report(name: "x1")
    row = try run(report)
    #expect(row["judged_requests"] == "1150" && row["violations"] == "1" && row["notices"] == "1")
    #expect(row["inputs"] == "2" && row["inputs_missing"] == "1" && row["rejected"] == "21")
    for name in ["findings", "groups", "sites", "triples"] {
      #expect(row["rows_\(name)"] == String(try table(name + ".csv", report).count - 1), "\(name)")
    }
    report.scope = ReportScope(.group, "x1")
    row = try run(report)
    #expect(row["inputs"] == "" && row["malformed"] == "" && row["other"] == "")
    #expect(row["learn"] == "1000")
  }

  @Test func nothingIsLeftOut() throws {
    var report = SampleReport.report(name: "x1")
    report.findings = Array(repeating: report.findings[0], count: 1203)
    report.groups = Array(repeating: report.groups[1], count: 701)
    #expect(try table("findings.csv", report).count == 1204)
    #expect(try table("groups.csv", report).count == 702)
    #expect(try table("sites.csv", report).count == 1403)
    let long = ByteString(String(repeating: "n", count: 10_000))
    #expect(try table("triples.csv", SampleReport.report(name: long))[1][1].utf8.count == 10_000)
  }

  /// SPEC section 6: what subjects are made of.
  @Test func everyKeyOfASubjectHasAColumn() {
    #expect(
      Set(CSVReport.subjectKeys)
        == ["group", "site", "app", "client", "uri", "token", "endpoint", "entity"])
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\\t=1"), ("\r=1", "\\r=1"), ("  =1", "'  =1"), ("\"=1", "'\"=1"), ("'=1", "''=1"),
    ("a;=1", "a;'=1"), ("a; \"=1\"", "a;' \"=1\""), ("＝1", "'＝1"), ("-", "-"), ("a=b-c", "a=b-c"),
    ("", ""), ("=\u{301}1", "'=\u{301}1"), ("a\n=1", "a\\n=1"), ("\u{202E}=1", "\\u{202E}=1"),
  ])
  func formulasAreDefused(text: String, cell: String) throws {
    var writer = CSVWriter(["x", "y"])
    writer.text(text)
    writer.number(-5)
    writer.endRow()
    let row = try rows(writer.finish())[1]
    #expect(Array(row[0].utf8) == Array(cell.utf8) && row[1] == "-5")
  }

  @Test func hostileNamesStayInTheirCells() throws {
    for name in SampleReport.hostileNames + ["=HYPERLINK(\"http://x\",\"y\")", "a,b;\"c\"\r\nd"] {
      for table in CSVReport.tables {
        let report = SampleReport.report(name: name)
        let bytes = table.render(report)
        let found = try rows(bytes)
        #expect(found.allSatisfy { $0.count == found[0].count }, "\(table.name) \(name)")
        #expect(found.count == (try rows(table.render(SampleReport.report(name: "x1")))).count)
        for cell in found.joined() {
          #expect(!["=", "+", "@", "\t", "\r"].contains(cell.prefix(1)), "\(cell)")
          #expect(cell.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
          #expect(cell.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format })
        }
      }
    }
  }
}
