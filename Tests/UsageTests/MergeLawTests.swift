import AccessLog
import Findings
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// SPEC 9.2: any cut of the lines into pieces and any order of merging give the same numbers.
@Suite struct MergeLawTests {
  @Test func anyCutAndAnyOrderGiveTheSameNumbers() throws {
    let seed = TestSeed.seed(71)
    var generator = ReferenceGenerator(seed: seed)
    var random = SplitMix64(seed: seed ^ 0x5EED)
    for round in 1...TestSeed.rounds("QUOTA_AUDIT_MERGES", usual: 250) {
      let log = generator.next()
      let policy = try Policy(yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
      let lines = lines(of: log.files)
      let paths = log.files.map(\.path).sorted()
      let judge = Judge(policy: policy, inputPaths: paths)
      var whole = Counter(policy: policy, inputCount: paths.count)
      for line in lines { whole.add(line) }

      var pieces = (0..<random.integer(1...5)).map { _ in
        Counter(policy: policy, inputCount: paths.count)
      }
      for line in lines.shuffled(using: &random) {
        pieces[random.integer(0...(pieces.count - 1))].add(line)
      }
      let merged = mergeInSomeOrder(pieces.map(\.tally), &random)

      var differences = ReportComparison.differences(
        judge.report(merged), judge.report(whole.tally))
      differences += bookkeeping(merged, whole.tally)
      #expect(differences.isEmpty, "log \(round) of seed \(seed)")
    }
  }

  /// Merges two at random until one is left: some tree, some order.
  private func mergeInSomeOrder(
    _ tallies: [UsageTally], _ random: inout SplitMix64
  ) -> UsageTally {
    var tallies = tallies
    while tallies.count > 1 {
      tallies.shuffle(using: &random)
      var last = tallies.removeLast()
      if random.chance(50) {
        tallies[0].merge(draining: &last)
      } else {
        tallies[0].merge(last)
      }
    }
    return tallies[0]
  }

  /// What reports do not show or take from elsewhere.
  private func bookkeeping(_ left: UsageTally, _ right: UsageTally) -> [String] {
    var found: [String] = []
    if left.totals != right.totals { found.append("totals") }
    if left.sightings != right.sightings { found.append("sightings") }
    if left.recordsByHour != right.recordsByHour { found.append("hours") }
    if Set(left.tokens()) != Set(right.tokens()) { found.append("tokens") }
    for (index, pair) in zip(left.inputs, right.inputs).enumerated() {
      if pair.0.counts != pair.1.counts { found.append("counts of input \(index)") }
      if pair.0.first != pair.1.first || pair.0.last != pair.1.last {
        found.append("period of input \(index)")
      }
    }
    return found
  }

  /// What was merged may go on counting.
  @Test func mergingAndCountingMayAlternate() throws {
    var generator = ReferenceGenerator(seed: TestSeed.seed(72))
    for _ in 1...50 {
      let log = generator.next()
      let policy = try Policy(yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
      let lines = lines(of: log.files)
      let paths = log.files.map(\.path).sorted()
      let judge = Judge(policy: policy, inputPaths: paths)
      var whole = Counter(policy: policy, inputCount: paths.count)
      for line in lines { whole.add(line) }

      var counter = Counter(policy: policy, inputCount: paths.count)
      for (index, line) in lines.enumerated() {
        var other = Counter(policy: policy, inputCount: paths.count)
        if index % 3 == 0 {
          other.add(line)
          counter.tally.merge(other.tally)
        } else {
          counter.add(line)
        }
      }
      let differences = ReportComparison.differences(
        judge.report(counter.tally), judge.report(whole.tally))
      #expect(differences == [])
    }
  }

  /// The first 20 malformed lines are those with the smallest numbers, however the file was cut.
  @Test func malformedLinesAreTheFirst() {
    var random = SplitMix64(seed: TestSeed.seed(73))
    var pieces = (0..<4).map { _ in Counter(policy: .standard, inputCount: 1) }
    for number in (1...100).shuffled(using: &random) {
      pieces[random.integer(0...3)].add(
        LogLine(input: 0, number: number, format: .extended, bytes: Array("bad\n".utf8)))
    }
    let counts = mergeInSomeOrder(pieces.map(\.tally), &random).inputs[0].counts
    #expect(counts.lines == 100)
    #expect(counts.firstMalformed.map(\.line) == Array(1...20))
    #expect(counts.malformed[MalformedReason.badLine.rawValue] == 100)
  }
}
