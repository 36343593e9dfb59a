import AccessLog
import Bytes
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
      let log = try Law(generator.next())
      var pieces = (0..<random.integer(1...5)).map { _ in SpillingCounter(log) }
      for line in log.lines.shuffled(using: &random) {
        let piece = random.integer(0...(pieces.count - 1))
        pieces[piece].counter.add(line)
        if random.chance(10) { try pieces[piece].spill() }
      }
      var parts: [CollectedUsage] = []
      for var piece in pieces { parts.append(try stored(piece.collect(), &random)) }
      let merged = mergeInSomeOrder(parts, &random)
      #expect(try log.differences(merged) == [], "log \(round) of seed \(seed)")
    }
  }

  /// Keeps the parts in memory, or writes and reads them, perhaps divided between files.
  private func stored(
    _ usage: CollectedUsage, _ random: inout SplitMix64
  ) throws -> CollectedUsage {
    guard random.chance(50) else { return usage }
    var again = CollectedUsage(inputCount: usage.sums.inputs.count)
    again.sums = usage.sums
    for file in try usage.files(random.integer(1...4)).shuffled(using: &random) {
      try again.add(file)
    }
    return again
  }

  /// Merges two at random until one is left: some tree, some order.
  private func mergeInSomeOrder(
    _ parts: [CollectedUsage], _ random: inout SplitMix64
  ) -> CollectedUsage {
    var parts = parts
    while parts.count > 1 {
      parts.shuffle(using: &random)
      parts[0].merge(parts.removeLast())
    }
    return parts[0]
  }

  /// What went to disk may go on counting, however often: nothing is counted twice or lost.
  @Test func spillingAndCountingMayAlternate() throws {
    var generator = ReferenceGenerator(seed: TestSeed.seed(72))
    for period in [1, 2, 3, 7] {
      for _ in 1...15 {
        let log = try Law(generator.next())
        var counter = SpillingCounter(log)
        for (index, line) in log.lines.enumerated() {
          counter.counter.add(line)
          if index % period == 0 { try counter.spill() }
        }
        #expect(try log.differences(counter.collect()) == [])
      }
    }
  }

  /// A file numbers its inputs on its own; whoever merges it says what these numbers are in the whole.
  @Test func inputsAreRenumbered() throws {
    var generator = ReferenceGenerator(seed: TestSeed.seed(74))
    for _ in 1...60 {
      let log = try Law(generator.next())
      var merged = CollectedUsage(inputCount: log.paths.count)
      for input in log.paths.indices.reversed() {
        var own = Counter(policy: log.policy, inputCount: 2, countsDays: true)
        for var line in log.lines where line.input == input {
          line.input = 1
          own.add(line)
        }
        let numbers = [0, input]
        merged.sums.merge(own.tally.sums(), numbered: numbers)
        try merged.add(try collected(&own.tally).files()[0], inputs: numbers)
      }
      #expect(try log.differences(merged) == [])
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
    var parts: [CollectedUsage] = []
    for var piece in pieces { parts.append(collected(&piece.tally)) }
    let counts = mergeInSomeOrder(parts, &random).sums.inputs[0].counts
    #expect(counts.lines == 100)
    #expect(counts.firstMalformed.map(\.line) == Array(1...20))
    #expect(counts.malformed[MalformedReason.badLine.rawValue] == 100)
  }
}

/// A random log, and what all of its lines come to in one piece.
private struct Law {
  let policy: Policy
  let lines: [LogLine]
  let paths: [ByteString]
  private let sums: UsageSums
  private let entries: [RunEntry]
  private let report: AuditReport

  init(_ log: ReferenceCase) throws {
    policy = try Policy(yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
    lines = UsageTests.lines(of: log.files)
    paths = log.files.map(\.path).sorted()
    var whole = Counter(policy: policy, inputCount: paths.count, countsDays: true)
    for line in lines { whole.add(line) }
    var copy = whole.tally
    sums = whole.tally.sums()
    entries = try rawEntries(try collected(&copy).files()[0])
    report = try Law.report(collected(&whole.tally), policy, paths)
  }

  /// What is not as in the whole: numbers of the report, sums, and every byte of every entry.
  func differences(_ usage: CollectedUsage) throws -> [String] {
    // Reading takes usage apart, so it is written and read twice.
    let file = try usage.files()[0]
    var again = CollectedUsage(inputCount: paths.count)
    again.sums = usage.sums
    try again.add(file)
    var found = ReportComparison.differences(try Law.report(again, policy, paths), report)
    let others = try rawEntries(file)
    if others.count != entries.count { found.append("\(others.count) of \(entries.count) entries") }
    for (left, right) in zip(others, entries) where left != right {
      found.append("\(left), \(right)")
    }
    return found + bookkeeping(usage.sums)
  }

  private static func report(
    _ usage: CollectedUsage, _ policy: Policy, _ paths: [ByteString]
  ) throws -> AuditReport {
    var judge = Judge(policy: policy, inputPaths: paths, sums: usage.sums)
    for entry in try UsageTests.entries(of: usage) { judge.add(entry) }
    return Judge.report(judge.partialReport(), sums: usage.sums, policy: policy)
  }

  /// What reports do not show or take from elsewhere.
  private func bookkeeping(_ left: UsageSums) -> [String] {
    var found: [String] = []
    if left.totals != sums.totals { found.append("totals") }
    if left.sightings != sums.sightings { found.append("sightings") }
    if left.recordsByHour != sums.recordsByHour { found.append("hours") }
    if left.largestRequests != sums.largestRequests { found.append("largest") }
    if left.seenKinds != sums.seenKinds { found.append("kinds") }
    for (index, pair) in zip(left.inputs, sums.inputs).enumerated() {
      if pair.0.counts != pair.1.counts { found.append("counts of input \(index)") }
      if pair.0.first != pair.1.first || pair.0.last != pair.1.last {
        found.append("period of input \(index)")
      }
    }
    return found
  }
}

/// A counter whose tally goes to bytes now and then.
private struct SpillingCounter {
  var counter: Counter
  private var runs: [[UInt8]] = []

  init(_ log: Law) {
    counter = Counter(policy: log.policy, inputCount: log.paths.count, countsDays: true)
  }

  mutating func spill() throws {
    var bytes: [UInt8] = []
    try counter.tally.spill { bytes += $0 }
    runs.append(bytes)
    #expect(!counter.tally.hasKeyedCounts)
  }

  /// Everything, in the order tally, then runs.
  mutating func collect() throws -> CollectedUsage {
    var usage = collected(&counter.tally)
    for run in runs { try usage.add(run) }
    return usage
  }
}
