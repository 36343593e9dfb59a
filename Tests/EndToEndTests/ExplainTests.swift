import Foundation
import Testing

/// `explain`, and what options add to report.json.
@Suite struct ExplainTests {
  @Test func everyRuleOfTheListCanBeExplained() throws {
    let list = try Program.run(["explain"])
    #expect(list.ending == .exit(0))
    let rules = list.outputText.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first.map(String.init)
    }.filter { $0.hasPrefix("learn.") || $0.hasPrefix("knewton.") }
    #expect(rules.count == 18)
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    _ = try Program.run(["--out", scratch.path("out"), log])
    let entities = try scratch.report()["entities"].elements.compactMap { $0["id"].string }
    #expect(entities.count == 28)
    for entity in entities { #expect(list.outputText.contains("  " + entity + " ")) }
    for rule in rules + entities.map({ "knewton.entity." + $0 }) {
      let one = try Program.run(["explain", rule])
      #expect(one.ending == .exit(0))
      for heading in ["What it means", "What to do", "Limit", "Source", "How it is measured"] {
        #expect(one.outputText.contains("\n" + heading + "\n"), "\(rule): \(heading)")
      }
    }
  }

  @Test func unknownRulesAreRefusedWithTheNearest() throws {
    let outcome = try Program.run(["explain", "lern.calls"])
    #expect(outcome.ending == .exit(64))
    #expect(outcome.errorText.contains("did you mean \"learn.calls\"?"))
  }

  @Test func theMatrixIsInTheReportOnlyWhenAskedFor() throws {
    let scratch = try Scratch()
    let log = try scratch.write("a.log", Line.learn())
    #expect(try Program.run(["--out", scratch.path("plain"), log]).ending == .exit(0))
    #expect(try scratch.report("plain")["extra"] == .null)
    let asked = try Program.run(["--matrix", "json", "--out", scratch.path("asked"), log])
    #expect(asked.ending == .exit(0))
    let rows = try scratch.report("asked")["extra"]["observability"].elements
    // Learn's two, the pairs' one, 33 actions with one more for the second direction, 28 entities.
    #expect(rows.count == 2 + 1 + 34 + 28)
    for row in rows {
      let status = try #require(row["status"].string)
      // Of Knewton these logs hold no request.
      #expect((status == "nothing-to-check") == (row["service"].string == "knewton"))
      #expect((status == "not-observable") == false || !row["missing"].elements.isEmpty)
    }
    #expect(try Program.run(["--matrix", "xml", log]).ending == .exit(64))
  }
}
