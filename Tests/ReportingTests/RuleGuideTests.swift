import Bytes
import Findings
import LimitCatalog
import Testing

@testable import Reporting

@Suite struct RuleGuideTests {
  /// SPEC section 6, in its order.
  private let rules = [
    "learn.calls", "learn.sites", "learn.sites-near", "learn.throttled", "learn.install-refused",
    "learn.limit-mismatch", "learn.unlogged-calls", "learn.application-groups",
    "learn.retry-episode", "knewton.pair-rate", "knewton.pair-delayed", "knewton.pair-rejected",
    "knewton.triple-rate", "knewton.triple-rejected", "knewton.triple-delayed",
    "knewton.soft-limited", "knewton.unexplained-rejection", "knewton.retry-episode",
  ]

  @Test func everyRuleHasOneGuideInTheOrderOfTheSpecification() {
    let entities = EntityLimit.all.map { "knewton.entity." + $0.id }
    #expect(RuleGuide.all.map(\.rule) == rules + entities)
    #expect(entities.count == 28)
  }

  @Test func everyTextIsASentenceThatMarkdownLeavesAlone() {
    for guide in RuleGuide.all {
      let texts = guide.parts.flatMap(\.paragraphs)
      for text in texts {
        #expect(text.hasSuffix(".") && !text.contains("  "), "\(guide.rule): \(text)")
        // Longer ones would be cut in the middle; other scalars would stand in code spans.
        #expect(text.unicodeScalars.count <= VisibleText.sentenceLimit, "\(guide.rule): \(text)")
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x60 }, "\(text)")
      }
      #expect(!guide.advice.isEmpty && !guide.wording.title.isEmpty && !guide.severity.isEmpty)
    }
  }

  @Test func limitsAndSourcesAreThoseOfTheCatalogue() throws {
    for limit in DocumentedLimit.all {
      let rule = EntityKind(id: limit.id) == nil ? limit.id : "knewton.entity." + limit.id
      guard let guide = RuleGuide.of(rule) else {
        // Rates of endpoints share one rule.
        #expect(KnewtonAction(id: String(limit.id.prefix { $0 != " " })) != nil)
        continue
      }
      #expect(guide.limit.contains(Numbers.grouped(limit.limit)), "\(rule)")
      #expect(guide.source == limit.source, "\(rule)")
    }
    let rates = try #require(RuleGuide.of("knewton.triple-rate"))
    #expect(rates.limit.hasPrefix("10 to 750 requests per minute"))
    #expect(rates.source?.address == KnewtonRate.all[0].source.address)
  }

  @Test func entityGuidesNameTheirMeasure() throws {
    for entity in EntityLimit.all {
      let guide = try #require(RuleGuide.of("knewton.entity." + entity.id))
      #expect(guide.measuring.contains(entity.basis), "\(entity.id)")
      #expect(guide.measuring.contains("resource \(entity.id)"), "\(entity.id)")
      #expect(guide.severity == entity.level.rawValue)
      #expect(guide.policyKey == "knewton.entities." + entity.id)
    }
  }

  @Test func unknownRulesAreCalledByTheirName() {
    #expect(RuleGuide.of("a.new-rule") == nil)
    #expect(RuleWording("a.new-rule").title == "a.new-rule")
    #expect(RuleWording("learn.calls").title == "Calls of a developer group")
  }

  /// The folded guide of HTML and of Markdown stands before a rule's first finding.
  @Test func reportsExplainEachRuleOnce() throws {
    var report = SampleReport.report(name: "x1")
    report.findings += report.findings
    let page = String(decoding: try HTMLReport.render(report), as: UTF8.self)
    let text = String(decoding: MarkdownReport.render(report), as: UTF8.self)
    let guide = try #require(RuleGuide.of("learn.calls"))
    #expect(page.components(separatedBy: guide.meaning).count == 2)
    #expect(text.components(separatedBy: "<summary>About learn.calls</summary>").count == 2)
    #expect(page.contains("<summary>About <code dir=\"auto\">learn.calls</code>"))
    let address = try #require(guide.source?.address)
    #expect(page.contains(address) && text.contains("`\(address)`"))
    #expect(!page.contains(guide.measuring))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
