import Bytes
import Testing

@testable import Findings

/// Which lines are kept, whatever the order in which they come.
@Suite struct EvidenceCollectionTests {
  private static func report(_ rules: [String]) -> AuditReport {
    var report = AuditReport()
    report.findings = rules.map { Finding($0, .warning, [], measured: 1, limit: 0) }
    return report
  }

  private static func line(
    _ second: Int64?, input: Int = 0, _ line: Int, finding: Int = 0, distinct: ByteString? = nil
  ) -> EvidenceLine {
    EvidenceLine(
      finding: finding, time: second.map { $0 * 1000 }, input: input, line: line, token: nil,
      text: [], lineBytes: 0, distinct: distinct)
  }

  private static func kept(
    _ lines: [EvidenceLine], _ wanted: Int, rule: String = Rule.throttled
  ) -> [EvidenceLine] {
    var collection = EvidenceCollection(report([rule]), wanted: wanted)
    for line in lines { collection.add(line) }
    return collection.sorted()
  }

  @Test func theEarliestStayInAnyOrder() {
    let lines = [
      Self.line(1, input: 1, 9), Self.line(1, input: 2, 1), Self.line(2, 4), Self.line(2, 5),
      Self.line(nil, 1), Self.line(nil, 2),
    ]
    for count in 1...6 {
      var shuffled = lines
      for turn in 0..<20 {
        shuffled.swapAt(turn % 6, turn * 7 % 6)
        #expect(Self.kept(shuffled, count) == Array(lines.prefix(count)))
        #expect(Self.kept(shuffled.reversed(), count) == Array(lines.prefix(count)))
      }
    }
  }

  @Test func ofEachNameTheEarliest() {
    let lines = [
      Self.line(5, 1, distinct: "a"), Self.line(3, 2, distinct: "a"),
      Self.line(4, 3, distinct: "b"),
      Self.line(9, 4, distinct: "c"),
    ]
    let expected = [lines[1], lines[2]]
    #expect(Self.kept(lines, 2) == expected)
    #expect(Self.kept(lines.reversed(), 2) == expected)
  }

  @Test func anEpisodeEndsAtAGap() {
    let lines = [Self.line(0, 1), Self.line(59, 2), Self.line(119, 3), Self.line(120, 4)]
    #expect(Self.kept(lines, 9, rule: Rule.learnRetries) == Array(lines.prefix(2)))
    #expect(Self.kept(lines, 9) == lines)
  }

  @Test func veryManyFindingsHaveFewerLinesEach() {
    let many = Self.report(Array(repeating: Rule.throttled, count: 3000))
    #expect(EvidenceCollection(many, wanted: 1000).limit == 33)
    #expect(EvidenceCollection(many, wanted: 20).limit == 20)
    #expect(EvidenceCollection(Self.report([]), wanted: 1000).limit == 1000)
  }
}
