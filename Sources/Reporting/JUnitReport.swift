internal import Findings

/// `report.junit.xml`: each documented limit a test case, as Jenkins, GitLab and others read it.
///
/// A violation of a limit fails its case; warnings and notices are its output; a limit that the logs
/// cannot show is skipped, with the field to log, and so is one of which they hold no request. Whether the run is complete is a case of its own,
/// which is an error where it is not. Times are 0: the report knows no clock.
enum JUnitReport {
  /// Findings listed in one case.
  private static let listLimit = 100

  /// The whole report, UTF-8; O(report).
  static func render(_ report: AuditReport) -> [UInt8] {
    let suites = JUnitSuite.all(report)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"quota-audit\" \(counts(suites.flatMap(\.cases))) time=\"0\">\n"
    for suite in suites {
      text += "  <testsuite name=\"\(XMLText.line(suite.name))\" \(counts(suite.cases))"
      // The schema of Jenkins' xUnit plugin has this count on suites only.
      text += " skipped=\"\(suite.cases.count { $0.outcome.tag == "skipped" })\" time=\"0\">\n"
      text += "    <properties>\n"
      text += "      <property name=\"complete\" value=\"\(report.status.complete)\"/>\n"
      text += "    </properties>\n"
      for testCase in suite.cases { text += render(testCase, suite, report) }
      text += "  </testsuite>\n"
    }
    return Array((text + "</testsuites>\n").utf8)
  }

  private static func counts(_ cases: [JUnitCase]) -> String {
    func count(_ isCounted: (JUnitCase) -> Bool) -> String {
      "\"\(cases.count(where: isCounted))\""
    }
    return "tests=\"\(cases.count)\" failures=\(count { $0.outcome.tag == "failure" })"
      + " errors=\(count { $0.outcome.tag == "error" })"
  }

  private static func render(_ testCase: JUnitCase, _ suite: JUnitSuite, _ report: AuditReport)
    -> String
  {
    let names =
      "name=\"\(XMLText.line(testCase.name))\" classname=\"quota-audit.\(XMLText.line(suite.id))\""
    var content = ""
    switch testCase.outcome {
    case .passed: break
    case .failed(let findings):
      let worst = findings.first.map { line($0, report) } ?? ""
      let message = Numbers.counted(findings.count, "violation") + "; " + worst
      content += "      <failure type=\"violation\" message=\"\(XMLText.line(message))\">"
      content += list(findings, report) + "</failure>\n"
    case .incomplete(let reasons):
      let message = reasons.first ?? "part of the inputs could not be read"
      content += "      <error type=\"incomplete\" message=\"\(XMLText.line(message))\">"
      content += lines(reasons, noun: "reason") + "</error>\n"
    case .skipped(let reason):
      content += "      <skipped message=\"\(XMLText.line(reason))\"/>\n"
    }
    let output =
      testCase.remarks.map { XMLText.line($0) + "\n" }.joined() + list(testCase.others, report)
    if !output.isEmpty { content += "      <system-out>\(output)</system-out>\n" }
    let open = "    <testcase \(names) time=\"0\""
    return content.isEmpty ? open + "/>\n" : open + ">\n" + content + "    </testcase>\n"
  }

  private static func list(_ findings: [Finding], _ report: AuditReport) -> String {
    lines(findings.lazy.map { line($0, report) }, noun: "finding")
  }

  private static func lines(_ all: some Collection<String>, noun: String) -> String {
    let shown = all.prefix(listLimit).map { XMLText.line($0) + "\n" }.joined()
    return shown + (Wording.rest(all.count - listLimit, noun).map { $0 + "\n" } ?? "")
  }

  /// A finding in one line.
  private static func line(_ finding: Finding, _ report: AuditReport) -> String {
    "\(finding.severity.name) \(finding.rule), \(finding.subjectInWords): \(finding.sentence) "
      + "(finding \(finding.id)\(ChangeWords.state(finding, report)))"
  }
}
