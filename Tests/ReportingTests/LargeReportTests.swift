import Bytes
import Findings
import Testing

@testable import Reporting

/// Ten thousand findings are a page that can be read.
@Suite struct LargeReportTests {
  @Test func pagesStayBelowFiveMegabytes() throws {
    let name = ByteString("Some Developer Group of a Long Name - Production \(1234)")
    var report = SampleReport.report(name: name)
    report.findings = (0..<10_000).map { report.findings[$0 % 3] }
      .sorted { $0.severity < $1.severity }
    report.groups = (0..<600).map { index in
      var group = report.groups[1]
      if index >= GroupDay.mostFigures { group.day = nil }
      return group
    }
    report.triples = Array(repeating: report.triples[0], count: 600)
    for index in 12..<600 { report.triples[index].minutes = nil }
    report.pairs = Array(repeating: report.pairs[0], count: 600)
    report.endpoints = Array(repeating: report.endpoints[0], count: 600)
    let start = ContinuousClock.now
    let page = try HTMLReport.render(report)
    let elapsed = ContinuousClock.now - start
    #expect(page.count < 5_000_000, "\(page.count) bytes")
    // Without optimisation, on a busy machine; a quadratic step would take minutes.
    #expect(elapsed < .seconds(90), "\(elapsed)")
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("more violations are not shown here"))
  }
}
