internal import AccessLog
internal import Bytes
internal import Findings
internal import LimitCatalog
internal import LogInput
internal import Reporting
internal import Usage

/// Counting records, bringing tallies together, and judging what comes out.
enum UsageBenchmarks {
  /// `tally`, `merge` (two tallies put in order, merged and read) and `judge`.
  static func all(_ night: Night) throws -> [Benchmark] {
    let batches = ParseBenchmarks.batches(of: night.content, .extended)
    let records = batches.reduce(0) { $0 + $1.records.count }
    let policy = night.policy
    let usage = collected(batches, policy)
    let sums = usage.sums
    var reader = try usage.reader()
    let entries = try entries(&reader)
    let path = night.log.path
    func benchmark(_ name: String, _ run: @escaping (inout Stopwatch) throws -> ResultHash)
      -> Benchmark
    {
      Benchmark(name: name, bytes: night.content.bytes, records: records, run: run)
    }
    return [
      benchmark("tally") { watch in
        var tally = UsageTally(policy: policy, inputCount: 1)
        watch.measure {
          for batch in batches { tally.add(batch, input: 0) }
        }
        var usage = CollectedUsage(inputCount: 1)
        usage.add(FinishedTally(draining: &tally))
        var reader = try usage.reader()
        return hash(of: try Self.entries(&reader))
      },
      benchmark("merge") { watch in
        var tallies = tallies(batches, policy)
        let entries = try watch.measure {
          var usage = CollectedUsage(inputCount: 1)
          while var tally = tallies.popLast() { usage.add(FinishedTally(draining: &tally)) }
          var reader = try usage.reader()
          return try Self.entries(&reader)
        }
        return hash(of: entries)
      },
      benchmark("judge") { watch in
        let report = watch.measure {
          var judge = Judge(policy: policy, inputPaths: [path], sums: sums)
          for entry in entries { judge.add(entry) }
          return Judge.report(judge.partialReport(), sums: sums, policy: policy)
        }
        var hash = ResultHash()
        for finding in report.findings { hash.add(finding.id.utf8) }
        hash.add(JSONReport.render(report).count)
        return hash
      },
    ]
  }

  /// Two workers' tallies of the records.
  private static func tallies(_ batches: [RecordBatch], _ policy: Policy) -> [UsageTally] {
    var tallies = (0..<2).map { _ in UsageTally(policy: policy, inputCount: 1) }
    for (index, batch) in batches.enumerated() { tallies[index % 2].add(batch, input: 0) }
    return tallies
  }

  private static func collected(_ batches: [RecordBatch], _ policy: Policy) -> CollectedUsage {
    var usage = CollectedUsage(inputCount: 1)
    var tallies = tallies(batches, policy)
    while var tally = tallies.popLast() { usage.add(FinishedTally(draining: &tally)) }
    return usage
  }

  private static func entries(_ reader: inout UsageReader) throws -> [UsageEntry] {
    var entries: [UsageEntry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
  }

  /// Names and counts of all entries, in their order.
  private static func hash(of entries: [UsageEntry]) -> ResultHash {
    var hash = ResultHash()
    for entry in entries {
      switch entry {
      case .day(let usage): hash.add(usage.counts.attempted)
      case .endpoint(let usage):
        hash.add(usage.endpoint.bytes)
        hash.add(usage.tally.counts.attempted)
      case .softLimited(let usage), .violation(_, let usage, _):
        hash.add(usage.token.digest + usage.uri.bytes + usage.endpoint.bytes)
        hash.add(usage.requests.count)
      case .group(let usage):
        hash.add(usage.name.bytes)
        hash.add(usage.tally.attempted.count)
        hash.add(usage.sites.count)
      case .membership(let membership):
        hash.add(membership.app.bytes + membership.group.bytes)
        hash.add(membership.requests.count)
      case .pair(let usage):
        hash.add(usage.client.bytes + usage.uri.bytes)
        for time in usage.events.times { hash.add(time) }
      case .triple(let usage):
        hash.add(usage.token.digest + usage.uri.bytes + usage.endpoint.bytes)
        for time in usage.events.times { hash.add(time) }
      case .subject(_, let entity, let value, _):
        hash.add(entity.bytes)
        hash.add(value)
      case .token(let token, _): hash.add(token.digest)
      }
    }
    return hash
  }
}
