import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct TerminalSummaryTests {
  @Test func statusComesFirst() {
    let incomplete = TerminalSummary.render(
      SampleReport.report(name: "x1"), color: false, width: 80)
    #expect(incomplete.hasPrefix("INCOMPLETE: "))
    #expect(incomplete.contains("  - The input x1 is missing.\n"))
    #expect(incomplete.contains("1 violation, 1 warning and 1 notice.\n"))
    var complete = SampleReport.report(name: "x1")
    complete.status = RunStatus()
    #expect(TerminalSummary.render(complete, color: false, width: 80).hasPrefix("Complete. "))
  }

  @Test func findingsNameTheirNumbers() {
    let text = TerminalSummary.render(SampleReport.report(name: "x1"), color: false, width: 80)
    #expect(text.contains("  violation learn.calls: 994 (limit 500), proven\n"))
    #expect(text.contains("      Group x1 made 994 calls.\n"))
    #expect(text.contains("      uri x1, client x1\n"))
    #expect(text.contains("2 read, 1 missing, 1 damaged, 1 duplicate, not counted"))
  }

  @Test(arguments: [Int.min, 0, 39, 40, 41, 80, 200])
  func linesKeepToTheWidth(width: Int) {
    for name in SampleReport.hostileNames {
      let text = TerminalSummary.render(
        SampleReport.report(name: name), color: false, width: width)
      #expect(text.hasSuffix("\n"))
      for line in text.split(separator: "\n") {
        #expect(TerminalText.columns(String(line)) <= max(40, width), "\(name): \(line)")
      }
    }
  }

  @Test func nothingSteersTheTerminal() {
    for name in SampleReport.hostileNames {
      let text = TerminalSummary.render(SampleReport.report(name: name), color: false, width: 80)
      let isClean = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
      }
      #expect(isClean, "\(name)")
    }
  }

  @Test func colorAddsOnlySequences() {
    let report = SampleReport.report(name: "x1")
    let colored = TerminalSummary.render(report, color: true, width: 80)
    let stripped = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(colored != stripped)
    #expect(stripped == TerminalSummary.render(report, color: false, width: 80))
  }

  @Test func oneFindingStandsForEachRule() {
    var report = SampleReport.report(name: "x1")
    let rate = report.findings[0]
    report.findings = (0..<14).flatMap { index in
      var finding = rate
      finding.rule = "knewton.entity.\(index)"
      return [finding, finding]
    }
    var learn = rate
    learn.rule = "learn.throttled"
    report.findings.append(learn)
    let text = TerminalSummary.render(report, color: false, width: 80)
    #expect(
      text.contains(
        "5 more rules are not shown here; report.json (--output json) has all of them."))
    #expect(text.contains("knewton.entity.0: 994 (limit 500), proven, and 1 more\n"))
    let (learnAt, entityAt) = (
      text.firstRange(of: "learn.throttled"), text.firstRange(of: "knewton.entity")
    )
    #expect((learnAt?.lowerBound ?? text.endIndex) < (entityAt?.lowerBound ?? text.startIndex))
  }

  @Test(arguments: [
    ("", 10, [""]), ("a b c", 3, ["a b", "c"]), ("abcdef", 4, ["abcd", "ef"]),
    ("日本語", 4, ["日本", "語"]), ("日本", 1, ["日", "本"]), ("aa bbbbb", 4, ["aa", "bbbb", "b"]),
  ])
  func wrapping(text: String, width: Int, lines: [String]) {
    #expect(TerminalText.wrapped(text, width: width) == lines)
  }
}
