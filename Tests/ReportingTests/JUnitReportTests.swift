import Bytes
import Findings
import LimitCatalog
import Testing

@testable import Reporting

@Suite struct JUnitReportTests {
  private func text(_ report: AuditReport) -> String {
    String(decoding: JUnitReport.render(report), as: UTF8.self)
  }

  /// Tags in order, and that they nest.
  private func tags(_ text: String) throws -> [String] {
    var open: [Substring] = []
    var tags: [String] = []
    for part in text.split(separator: "<").dropFirst() {
      let tag = try #require(part.firstIndex(of: ">").map { part[..<$0] })
      tags.append(String(tag))
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
    return tags
  }

  private func element(_ text: String, _ id: String) throws -> Substring {
    let start = try #require(text.firstRange(of: "<testcase name=\"\(id):"))
    let rest = text[start.lowerBound...]
    let end = try #require(
      rest.firstRange(of: "\n    <testcase") ?? rest.firstRange(of: "</testsuite>"))
    return rest[..<end.lowerBound]
  }

  @Test func everyDocumentedLimitIsACase() throws {
    let report = AuditReport()
    let names = JUnitSuite.all(report).flatMap(\.cases).map { $0.name.prefix { $0 != ":" } }
    #expect(
      Set(names)
        == Set((DocumentedLimit.all.map(\.id) + ["complete", "judged", "other"]).map { $0[...] }))
    #expect(names.count == DocumentedLimit.all.count + 3)
    let all = text(report)
    #expect(
      all.contains(
        "<testsuites name=\"quota-audit\" tests=\"68\" failures=\"0\" errors=\"0\" time=\"0\">"))
    #expect(try tags(all).count { $0.hasPrefix("testcase") } == 68)
  }

  @Test func violationsFailAndTheRestIsOutput() throws {
    let all = text(SampleReport.report(name: "x1"))
    let calls = try element(all, "learn.calls")
    #expect(
      calls.contains("<failure type=\"violation\" message=\"1 violation; violation learn.calls"))
    #expect(calls.contains("Group x1 made 994 calls."))
    #expect(calls.contains("Checked only from below: 6 of 1000 Learn calls"))
    let pairs = try element(all, "knewton.pair-rate")
    #expect(!pairs.contains("<failure"))
    #expect(pairs.contains("<system-out>") && pairs.contains("warning knewton.pair-delayed"))
    let entity = try element(all, "character-field")
    #expect(entity.contains("notice knewton.entity.character-field") && !entity.contains("<fail"))
  }

  @Test func whatCannotBeSeenIsSkipped() throws {
    let all = text(SampleReport.report(name: "x1"))
    #expect(
      try element(all, "account-get").contains(
        "<skipped message=\"Not observable: No access token is logged. Field to log: token.\"/>"))
    // Two endpoints and an entity limit.
    #expect(all.contains("tests=\"35\" failures=\"0\" errors=\"0\" skipped=\"2\""))
    #expect(all.contains("tests=\"28\" failures=\"0\" errors=\"0\" skipped=\"1\""))
  }

  @Test func anIncompleteRunIsAnError() throws {
    let all = text(SampleReport.report(name: "x1"))
    #expect(
      try element(all, "complete").contains(
        "<error type=\"incomplete\" message=\"The input x1 is missing.\">"))
    #expect(all.contains("errors=\"1\""))
    #expect(try element(all, "knewton.pair-rate").contains("Incomplete run: usage is at least"))
  }

  @Test func findingsWithoutADocumentedLimitAreKept() throws {
    var report = AuditReport()
    var finding = SampleReport.findings("x1")[0]
    finding.rule = "knewton.soft-limited"
    finding.subject = [SubjectPart("endpoint", "unlisted")]
    report.findings = Array(repeating: finding, count: 102)
    let other = try element(text(report), "other")
    #expect(other.contains("102 violations"))
    #expect(other.contains("2 more findings are not shown here"))
  }

  @Test(arguments: [
    ("PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations (assign)", "(assign)"),
    ("PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations (unassign)", "(unassign)"),
    ("PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations", "(unassign)"),
  ])
  func batchesBelongToTheirDirection(endpoint: String, direction: String) {
    var finding = SampleReport.findings("x1")[0]
    finding.rule = "knewton.triple-rejected"
    finding.subject = [SubjectPart("endpoint", ByteString(endpoint))]
    #expect(finding.documentedLimit?.id == "goal-assign-batch " + direction)
    finding.alignmentsOver = 0
    if direction == "(unassign)", !endpoint.hasSuffix(")") {
      #expect(finding.documentedLimit?.id == "goal-assign-batch (assign)")
    }
  }

  @Test func hostileNamesChangeNoElement() throws {
    let benign = try tags(text(SampleReport.report(name: "x1"))).map { $0.prefix { $0 != " " } }
    for name in SampleReport.hostileNames + ["]]>", "\u{FFFE}\u{FFFF}", "a\"/><error x='"] {
      let all = text(SampleReport.report(name: name))
      #expect(try tags(all).map { $0.prefix { $0 != " " } } == benign, "\(name)")
      for scalar in all.unicodeScalars where scalar != "\n" {
        let category = scalar.properties.generalCategory
        #expect(category != .control && category != .format, "\(name)")
        #expect(scalar.value & 0xFFFE != 0xFFFE || scalar.value > 0xFFFF)
      }
      #expect(!all.contains("]]>"))
    }
  }
}
