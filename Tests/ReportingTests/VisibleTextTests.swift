import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a\nb\r\tc", "a\\nb\\r\\tc"), ("\u{1B}[0m", "\\u{1B}[0m"),
    ("\u{0}", "\\u{0}"), ("\u{9B}31m", "\\u{9B}31m"), ("\u{202E}x", "\\u{202E}x"),
    ("a\u{200B}b", "a\\u{200B}b"), ("\u{2028}", "\\u{2028}"), ("\u{A0}", "\\u{A0}"),
    ("\u{FEFF}", "\\u{FEFF}"), ("\u{E0041}", "\\u{E0041}"), ("\u{115F}", "\\u{115F}"),
    ("é日😀", "é日😀"), ("\u{7F}", "\\u{7F}"),
  ])
  func invisibleScalarsAreShown(text: String, shown: String) {
    #expect(VisibleText.line(text, limit: 100) == shown)
  }

  @Test func middleIsLeftOutAndCounted() {
    let text = String(repeating: "a", count: 6) + "bb" + String(repeating: "c", count: 3)
    #expect(VisibleText.line(text, limit: 11) == text)
    #expect(VisibleText.line(text, limit: 9) == "aaaaaa…[2 more]…ccc")
    let long = VisibleText.line(String(repeating: "é", count: 10_000), limit: 96)
    #expect(long.contains("…[9,904 more]…"))
    #expect(long.unicodeScalars.count { $0 == "é" } == 96)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (1_234_567, "1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"), (-999, "-999"),
  ])
  func numbersAreGrouped(number: Int, text: String) {
    #expect(Numbers.grouped(number) == text)
  }

  @Test func nounsAgree() {
    #expect(Numbers.counted(1, "group") == "1 group")
    #expect(Numbers.counted(0, "group") == "0 groups")
    #expect(Wording.rest(0, "group") == nil)
    #expect(Wording.rest(-3, "group") == nil)
    #expect(
      Wording.rest(1, "group")
        == "1 more group is not shown here; report.json (--output json) has all of them.")
    #expect(
      Wording.rest(1200, "entry", plural: "entries")
        == "1,200 more entries are not shown here; report.json (--output json) has all of them.")
  }

  @Test func timesAreUTC() {
    let start = SampleReport.start
    #expect(Numbers.time(SampleReport.at(1, 5)) == "2026-11-20 00:00:01.005Z")
    #expect(Numbers.span(start, SampleReport.at(60)) == "2026-11-20 00:00:00Z to 00:01:00Z")
    #expect(
      Numbers.span(start, SampleReport.at(86_400))
        == "2026-11-20 00:00:00Z to 2026-11-21 00:00:00Z")
  }
}
