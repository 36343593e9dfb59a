import Bytes
import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct ObservabilitySectionTests {
  private func both(_ report: AuditReport) throws -> [String] {
    [
      String(decoding: MarkdownReport.render(report), as: UTF8.self),
      String(decoding: try HTMLReport.render(report), as: UTF8.self),
    ]
  }

  @Test func theMatrixIsAlwaysThere() throws {
    for text in try both(SampleReport.report(name: "x1")) {
      for words in [
        "Of 5 documented limits 1 are checked, 1 only from below, and 3 cannot be observed",
        "2 rates of endpoints, such as", "Not observable", "Lower bound", "Checked",
        "6 of 1000 Learn calls name no developer group.", "No occasion", "Not seen",
      ] {
        #expect(text.contains(words), "\(words)")
      }
      #expect(!text.contains("account-current"))
    }
    #expect(try both(AuditReport())[0].contains("This was not examined."))
  }

  @Test func endpointRatesJudgedOtherwiseHaveTheirOwnRow() throws {
    var report = SampleReport.report(name: "x1")
    report.observability[3].reason = "3 batch goal assignments do not tell assigning."
    for text in try both(report) {
      #expect(text.contains("account-current") && text.contains("account-get"))
      #expect(!text.contains("rates of endpoints"))
    }
  }

  @Test func everyMissingFieldHasItsDirectives() throws {
    let page = try both(SampleReport.report(name: "x1"))
    for line in [
      "token=\"$http_authorization\"", "token=\\\"%{Authorization}i\\\"",
      "\"token\":\"$http_authorization\"", "items=\"$upstream_http_x_audit_items\"",
      "items=\\\"%{X-Audit-Items}o\\\"", "group=\"$http_x_developer_group\"",
      // A signal that was never seen, although it might have been.
      "remaining=\"$upstream_http_x_rate_limit_remaining\"",
    ] {
      #expect(page[0].contains("`\(line)`"), "\(line)")
      let escaped = line.replacing("\"", with: "&quot;")
      #expect(page[1].contains(escaped) || page[1].contains(line), "\(line)")
    }
    // Seen fields need no directive, nor do those that nothing could have had.
    #expect(!page[0].contains("x_rate_limit_limit") && !page[0].contains("upstream_http_retry"))
  }

  @Test func directivesKnowEveryFieldThatCanBeMissing() {
    for field in [
      "group", "app", "site", "client", "token", "uri", "action", "items", "account", "analytics",
      "target", "entities", "limit", "remaining", "reset", "retry_after", "delay", "exceeded",
      "error",
    ] {
      #expect(FieldDirective.of(field) != nil, "\(field)")
    }
    #expect(FieldDirective.all.count == 19)
  }

  @Test func jsonHoldsTheMatrixOnlyWhenAsked() throws {
    var report = SampleReport.report(name: "x")
    let without = JSONReport.render(report)
    #expect(!String(decoding: without, as: UTF8.self).contains("\"extra\""))
    report.showsMatrixInJSON = true
    let bytes = JSONReport.render(report)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let extra = try #require(object["extra"] as? [String: Any])
    let rows = try #require(extra["observability"] as? [[String: Any]])
    #expect(
      rows.map { $0["status"] as? String } == [
        "lower-bound", "checked", "not-observable", "not-observable", "not-observable",
      ])
    #expect(
      rows[0]["missing"] as? [String] == ["group"] && rows[0]["id"] as? String == "learn.calls")
    let signals = try #require(extra["signals"] as? [[String: Any]])
    #expect(signals[0]["requests"] as? Int == 971 && signals[0]["of"] as? Int == 1000)
    // All else is as without.
    var rest = object
    rest["extra"] = nil
    let plain = try JSONSerialization.jsonObject(with: Data(without)) as? NSDictionary
    #expect(plain == rest as NSDictionary)
  }

  @Test func groupsShowWhenTheirLimitChanged() throws {
    var report = SampleReport.report(name: "x1")
    for text in try both(report) {
      #expect(text.contains("Limits that the rate headers named (2)"))
    }
    report.groups[1].header.quotaSpans.removeFirst()
    report.groups[1].header.quotasSeen = [500]
    for text in try both(report) {
      #expect(
        !text.contains("Limits that the rate headers named") && text.contains("Limit in headers"))
    }
    report.groups[1].quota = 400
    for text in try both(report) {
      #expect(text.contains("Limits that the rate headers named (1)"))
    }
  }

  @Test func inputsThatEndEarlyAreListed() throws {
    var report = SampleReport.report(name: "x1")
    for text in try both(report) { #expect(text.contains("Inputs that end within an hour (1)")) }
    report.coverage.endsEarly = []
    for text in try both(report) { #expect(!text.contains("end within an hour")) }
  }
}
