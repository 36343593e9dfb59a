import AccessLog
import Bytes
import Foundation
import LimitCatalog
import TestSupport
import Testing

@testable import Findings
@testable import Usage

/// Shards judged apart and joined are the whole judged at once (SPEC 9.1).
@Suite struct PartialReportTests {
  /// Keeps the bytes of a file.
  private final class Bytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
    func read(_ count: Int) -> [UInt8] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  /// The partial reports of the shards of a usage, as they come back from a file of their own.
  private func shards(
    of usage: CollectedUsage, _ count: Int, _ paths: [ByteString], _ policy: Policy
  ) throws -> [PartialReport] {
    var files = [[UInt8]](repeating: [], count: count)
    try usage.write(headers: files) { file, bytes in files[file] += bytes }
    return try files.map { file in
      var shard = CollectedUsage(inputCount: paths.count)
      shard.add(try UsageFileReader(Bytes(file)) { _ in nil })
      let partial = try judged(shard, paths, sums: usage.sums, policy: policy)
      return try JSONDecoder().decode(
        PartialReport.self, from: try JSONEncoder().encode(partial))
    }
  }

  private func differences(
    _ records: [ByteString: [ReferenceRecord]], policy: Policy, _ random: inout SplitMix64
  ) throws -> [String] {
    let paths = records.keys.sorted()
    let usage = usage(of: records, policy: policy)
    var merged = PartialReport()
    for shard in try shards(of: usage, random.integer(1...6), paths, policy).shuffled(
      using: &random)
    {
      merged.merge(shard)
    }
    let report = Judge.report(merged, sums: usage.sums, policy: policy)
    let whole = audit(files: records, policy: policy)
    var found = ReportComparison.differences(report, whole)
    if report.findings.map(\.message) != whole.findings.map(\.message) { found.append("messages") }
    if report.observability != whole.observability { found.append("observability") }
    if report.signals != whole.signals { found.append("signals") }
    if report.groups.map(\.day) != whole.groups.map(\.day) { found.append("days") }
    if report.triples.map(\.minutes) != whole.triples.map(\.minutes) { found.append("minutes") }
    return found
  }

  /// Parts of the usage in memory, one tally for each input, judged apart.
  private func partDifferences(
    _ records: [ByteString: [ReferenceRecord]], policy: Policy, count: Int
  ) throws -> [String] {
    let paths = records.keys.sorted()
    var usage = CollectedUsage(inputCount: paths.count)
    for path in paths {
      let others = records.mapValues { _ in [ReferenceRecord]() }
      usage.merge(
        FindingsTests.usage(of: others.merging([path: records[path] ?? []]) { $1 }, policy: policy))
    }
    var held = try #require(usage.inMemory())
    var judges = [Judge](
      repeating: Judge(policy: policy, inputPaths: paths, sums: usage.sums), count: count)
    func read() throws {
      for (index, part) in held.parts(count).enumerated() {
        var reader = try part.reader()
        while let entry = try reader.next() { judges[index].add(entry) }
      }
    }
    try read()
    held.advanceToPartitions()
    try read()
    held.advanceToTokens()
    var merged = PartialReport()
    for index in judges.indices { merged.merge(judges[index].partialReport()) }
    var tokens: [CallerToken] = []
    for part in held.parts(count) {
      var reader = try part.reader()
      while case .token(let token, _) = try reader.next() { tokens.append(token) }
    }
    var whole: [CallerToken] = []
    var reader = try FindingsTests.usage(of: records, policy: policy).reader()
    while let entry = try reader.next() {
      if case .token(let token, _) = entry { whole.append(token) }
    }
    let report = Judge.report(merged, sums: usage.sums, policy: policy)
    return ReportComparison.differences(report, audit(files: records, policy: policy))
      + (tokens.count == whole.count && Set(tokens) == Set(whole) ? [] : ["tokens"])
  }

  @Test func partsOfTalliesInMemory() throws {
    let seed = TestSeed.seed(99)
    var generator = ReferenceGenerator(seed: seed)
    for round in 1...60 {
      let log = generator.next()
      let policy = try policy(log.policy.yaml)
      let records = Dictionary(grouping: log.records, by: \.input)
      let found = try partDifferences(records, policy: policy, count: 1 + round % 5)
      #expect(found == [], "log \(round) of seed \(seed)")
    }
  }

  @Test func randomLogs() throws {
    let seed = TestSeed.seed(96)
    var generator = ReferenceGenerator(seed: seed)
    var random = SplitMix64(seed: seed ^ 0x5EED)
    for round in 1...150 {
      let log = generator.next()
      let policy = try policy(log.policy.yaml)
      let records = Dictionary(grouping: log.records, by: \.input)
      let found = try differences(records, policy: policy, &random)
      #expect(found == [], "log \(round) of seed \(seed)")
    }
  }

  /// More partitions than are listed, many of them equally near, in any number of shards.
  @Test func theFiftyNearestOfAllShards() throws {
    var random = SplitMix64(seed: TestSeed.seed(97))
    for _ in 1...8 {
      let records = (0..<random.integer(60...200)).flatMap { index -> [ReferenceRecord] in
        var record = random.chance(50) ? anonymous(0) : request("GET", "/accounts/1")
        record.time += Int64(index) * 60_000
        record.client = ByteString("c\(random.integer(0...150))")
        record.uri = ByteString("https://\(random.integer(0...150)).example")
        if random.chance(3) { record.status = 429 }
        return times(random.integer(1...3), record)
      }
      #expect(try differences(["a.log": records], policy: .standard, &random) == [])
    }
  }

  /// What stands in several shards: an application in several groups, a token in all of them.
  @Test func applicationsAndTheirGroups() throws {
    var random = SplitMix64(seed: TestSeed.seed(98))
    let records = (0..<40).map { index -> ReferenceRecord in
      var record = call(Int64(index), group: ByteString("group-\(index % 9)"))
      record.app = ByteString("app-\(index % 7)")
      return record
    }
    for _ in 1...5 {
      #expect(try differences(["a.log": records], policy: .standard, &random) == [])
    }
    #expect(audit(records).findings("learn.application-groups").count == 7)
  }
}
