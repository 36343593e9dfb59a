import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct ExplanationTests {
  @Test(arguments: [1, 40, 80, 200])
  func linesFitTheTerminal(width: Int) throws {
    for name in Explanation.names {
      let text = try #require(Explanation.text(of: name, width: width))
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
      for line in text.split(separator: "\n") where !line.hasPrefix("  https://") {
        #expect(TerminalText.columns(String(line)) <= max(40, width), "\(name): \(line)")
      }
    }
  }

  @Test func aRuleIsToldWhole() throws {
    let guide = try #require(RuleGuide.of("learn.unlogged-calls"))
    let text = try #require(Explanation.text(of: guide.rule, width: 10_000))
    #expect(text.hasPrefix("learn.unlogged-calls: Calls the logs do not show\nSeverity: notice\n"))
    for part in [guide.meaning, guide.limit, guide.measuring, guide.certainty] + guide.advice {
      #expect(text.contains("  " + part + "\n") || text.contains("  - " + part + "\n"))
    }
    #expect(text.contains("No vendor document"))
  }

  @Test func sourcesKeepTheirAddressWhole() throws {
    let text = try #require(Explanation.text(of: "learn.calls", width: 40))
    #expect(
      text.contains(
        "\n  https://docs.anthology.com/docs/developer-portal/production-groups"
          + "-rest-api-and-site-registration-limits\n"))
    #expect(text.contains("2023-05-09"))
  }

  @Test func everyWordOfAVerdictCanBeExplained() {
    let words =
      [
        "violation", "warning", "notice", Certainty.proven.rawValue, Certainty.aligned.rawValue,
        Verdict.possible.rawValue, Verdict.near.rawValue, Verdict.clear.rawValue, "utc", "header",
        "anchored", "rolling",
      ] + Observability.allCases.map(\.rawValue)
    for word in words { #expect(Explanation.text(of: word, width: 80) != nil, "\(word)") }
    #expect(
      Explanation.text(of: "possible", width: 80)
        == "possible: Possibly over\n\n"
        + "  Not over in the windows judged, but over if laid otherwise.\n")
  }

  @Test func entityLimitsGoByTheirIdToo() {
    #expect(
      Explanation.text(of: "events-per-batch", width: 80)
        == Explanation.text(of: "knewton.entity.events-per-batch", width: 80))
  }

  @Test(arguments: [
    ("learn.call", "learn.calls"), ("pair-rat", "knewton.pair-rate"),
    ("Knewton.Triple_Rate", "knewton.triple-rate"), ("provn", "proven"),
    ("event-per-batch", "knewton.entity.events-per-batch"),
  ])
  func mistypedNamesHaveANearest(typed: String, nearest: String) {
    #expect(Explanation.text(of: typed, width: 80) == nil)
    #expect(Explanation.nearest(to: typed) == nearest)
  }

  @Test(arguments: ["", ".", "...", "zzzzzz", String(repeating: "x", count: 10_000)])
  func whatIsNearNothingHasNoNearest(typed: String) {
    #expect(Explanation.text(of: typed, width: 80) == nil)
    #expect(Explanation.json(of: typed) == nil)
    #expect(Explanation.nearest(to: typed) == nil)
  }

  @Test func theListNamesEverything() {
    let list = Explanation.list(width: 120)
    for name in Explanation.names {
      let shown = name.hasPrefix("knewton.entity.") ? String(name.dropFirst(15)) : name
      #expect(list.contains("\n  \(shown) "), "\(name)")
    }
    // One line each, three headings, two empty lines between them.
    #expect(list.split(separator: "\n").count == Explanation.names.count + 3)
  }

  @Test func jsonHoldsTheSameTexts() throws {
    let one = try #require(Explanation.json(of: "learn.sites"))
    let rule = try #require(try JSONSerialization.jsonObject(with: Data(one)) as? [String: Any])
    #expect(rule["meaning"] as? String == RuleGuide.of("learn.sites")?.meaning)
    #expect((rule["source"] as? [String: Any])?["row"] as? String == "Site Registration Limits")
    let bytes = try #require(Explanation.json(of: nil))
    let all = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    #expect(all.compactMap { $0["rule"] as? String } == RuleGuide.all.map(\.rule))
  }
}
