import Bytes
import TestSupport
import Testing

@testable import Findings

/// Ids and the order of findings (SPEC section 6).
@Suite struct OrderTests {
  private func finding(
    _ rule: String, _ severity: Severity, _ measured: Int, _ limit: Int, _ names: [ByteString]
  ) -> Finding {
    Finding(
      rule, severity, names.enumerated().map { SubjectPart("k\($0.offset)", $0.element) },
      measured: measured, limit: limit)
  }

  /// Digests made with: printf 'learn.calls\x1facme' | sha256sum | cut -c -16
  @Test func idsAreThoseOfOtherPrograms() {
    #expect(finding("learn.calls", .notice, 1, 1, ["acme"]).id == "103567cbee697d08")
    #expect(finding("learn.calls", .violation, 9, 5, ["acme"]).id == "103567cbee697d08")
    #expect(
      finding("learn.sites", .violation, 7, 6, ["acme", "s7.example"]).id == "e3e816113d82d836")
    #expect(
      finding("knewton.pair-rejected", .violation, 1, 0, ["10.0.0.1", "-"]).id == "fc68e98bbec046b0"
    )
    // Bytes, not text.
    #expect(
      finding("learn.throttled", .violation, 1, 0, [ByteString([0xFF, 0xFE])]).id
        == "5dc9c59129e37647")
    let report = audit(times(16, request("GET", "/accounts/1")))
    #expect(report.finding("knewton.triple-rate")?.id == "d8cf157300ac6d3f")
    #expect(report.triples[0].token == shownToken)
  }

  @Test func severityThenRuleThenRatioThenSubject() {
    let ordered = [
      finding("b", .violation, 1, 1, ["x"]),
      finding("a", .warning, 3, 0, ["x"]),  // a limit of 0 counts as 1
      finding("a", .warning, 5, 2, ["x"]),
      finding("a", .warning, 2, 1, ["a", "z"]),
      finding("a", .warning, 4, 2, ["b", "a"]),
      finding("a", .warning, 2, 1, ["b", "b"]),
      finding("a", .warning, 1, 3, ["a"]),
      finding("a", .warning, 1, .max, ["a"]),
      finding("a.a", .warning, 9, 1, ["a"]),
      finding("aa", .warning, 9, 1, ["a"]),
      finding("a", .notice, 9, 1, ["a"]),
      finding("a", .notice, .max - 1, .max, ["b"]),
      finding("a", .notice, .max - 2, .max - 1, ["a"]),
    ]
    var random = SplitMix64(seed: TestSeed.seed(81))
    for _ in 0..<50 {
      let sorted = ordered.shuffled(using: &random).sorted(by: Finding.precedes)
      #expect(sorted.map(\.id) == ordered.map(\.id))
      #expect(sorted.map(\.measured) == ordered.map(\.measured))
    }
    for (index, left) in ordered.enumerated() {
      for (other, right) in ordered.enumerated() {
        #expect(Finding.precedes(left, right) == (index < other))
      }
    }
  }

  @Test func ratiosAreExact() {
    #expect(Ratio.compare(.max, .max - 1, .max - 1, .max) > 0)
    #expect(Ratio.compare(1, 3, 333_333_333_333_333_333, 1_000_000_000_000_000_000) > 0)
    #expect(Ratio.compare(2, 6, 1, 3) == 0)
    #expect(Ratio.compare(0, 7, 0, 1) == 0)
    #expect(Ratio.compare(-1, 7, 0, 1) < 0)
    #expect(Threshold.isNear(4, quota: 5, percent: 80))
    #expect(!Threshold.isNear(.max / 5 * 4 - 1, quota: .max, percent: 80))
    #expect(Threshold.isNear(.max, quota: .max, percent: 100))
    #expect(Threshold.isNear(0, quota: 0, percent: 80))
  }

  /// Names are ordered by their bytes, also where Unicode would have another order.
  @Test func rowsAreOrderedByBytes() {
    let names: [ByteString] = ["Z", "a", "e\u{301}", "\u{E9}", ByteString([0xFF]), "\u{1F600}"]
    let report = audit(names.map { call(0, group: $0) })
    #expect(
      report.groups.map(\.group) == names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    #expect(
      report.groups.map(\.group) == [
        "Z", "a", "e\u{301}", "\u{E9}", "\u{1F600}", ByteString([0xFF]),
      ])
  }
}
