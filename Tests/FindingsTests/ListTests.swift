import Bytes
import TestSupport
import Testing

@testable import Findings
@testable import Usage

/// What is listed of long lists, and percentiles (SPEC section 7).
@Suite struct ListTests {
  /// Nearest rank: the smallest value with at least p percent of all at or below it.
  @Test func percentilesAreOfTheNearestRank() throws {
    #expect(DelayReport(ascending: []) == nil)
    var random = SplitMix64(seed: TestSeed.seed(91))
    for count in 1...250 {
      let delays = (0..<count).map { _ in Int32(random.integer(1...60)) }.sorted()
      let report = try #require(DelayReport(ascending: delays))
      func percentile(_ percent: Int) -> Int? {
        Set(delays).sorted().first { value in
          delays.count { $0 <= value } * 100 >= percent * delays.count
        }.map { Int($0) }
      }
      #expect(report.p50 == percentile(50))
      #expect(report.p95 == percentile(95))
      #expect(report.p99 == percentile(99))
      #expect(report.max == delays.max().map { Int($0) })
    }
    let hundred = DelayReport(ascending: Array(1...100))
    #expect(hundred == DelayReport(p50: 50, p95: 95, p99: 99, max: 100))
    #expect(DelayReport(ascending: [1, 2]) == DelayReport(p50: 1, p95: 2, p99: 2, max: 2))
  }

  @Test func theFiftyNearestAgainstSortingAll() {
    var random = SplitMix64(seed: TestSeed.seed(92))
    for _ in 0..<200 {
      // Few distinct ratios, so that the fiftieth has ties; partitions are named in some order.
      let count = random.pick([0, 1, 49, 50, 51, 80, 300])
      let names = Array(0..<count).shuffled(using: &random)
      let all = (0..<count).map { partition in
        Partition(
          name: 10_000 + names[partition],
          nearness: Nearness(
            peak: random.integer(1...4), quota: random.pick([0, 2, 4, 8]),
            attempted: random.integer(4...6)),
          isListed: random.chance(10))
      }
      // Any shards, merged in any order.
      var shards = (0..<random.integer(1...4)).map { _ in ListedPartitions<Int>() }
      for partition in all.shuffled(using: &random) {
        shards[random.integer(0...(shards.count - 1))].add(partition)
      }
      var merged = ListedPartitions<Int>()
      for shard in shards.shuffled(using: &random) { merged.merge(shard) }
      let nearest = all.sorted { left, right in
        let ratios = [left, right].map { partition in
          let (peak, quota) = (partition.nearness.peak, partition.nearness.quota)
          return quota == 0 ? 0 : Double(peak) / Double(quota)
        }
        if ratios[0] != ratios[1] { return ratios[0] > ratios[1] }
        let attempted = [left, right].map(\.nearness.attempted)
        if attempted[0] != attempted[1] { return attempted[0] > attempted[1] }
        return left.name < right.name
      }.prefix(50).map(\.name)
      let expected = Set(nearest).union(all.filter(\.isListed).map(\.name))
      #expect(merged.rows.sorted() == expected.sorted())
      #expect(merged.totals.count == count)
      let attempted = all.map(\.nearness.attempted).reduce(0, +)
      #expect(merged.totals.attempted == attempted)
    }
  }

  /// Rows of findings are listed beside the fifty, and all rows by subject.
  @Test func rowsOfFindingsAreListedToo() throws {
    let busy = (0..<60).flatMap { index in
      var record = anonymous(Int64(index) * 10_000)
      record.client = ByteString("c\(100 + index)")
      return times(2, record)
    }
    var refused = anonymous(0, status: 429)
    refused.client = "zz"
    let report = audit(busy + [refused])
    #expect(report.totals.pairs.count == 61)
    #expect(report.pairs.map(\.client.text) == (100..<150).map { "c\($0)" } + ["zz"])
  }

  /// A triple is listed when an entity limit or a soft limit names it, not only for its own rate.
  @Test func triplesOfOtherFindingsAreListed() throws {
    let busy = (0..<60).flatMap { index in
      var record = request("GET", "/accounts/1", at: Int64(index) * 60)
      record.token = ByteString("token-\(index)")
      return times(3, record)
    }
    var batch = request("POST", "/registrations/1/batch-events")
    batch.items = 501
    batch.token = "batch"
    var soft = request("POST", "/accounts")
    soft.exceeded = "partner-soft-limited"
    soft.token = "soft"
    let quiet = audit(busy + [request("POST", "/accounts")])
    #expect(quiet.triples.count == 50)
    #expect(!quiet.triples.contains { $0.endpoint == "POST /accounts" })
    let report = audit(busy + [batch, soft])
    #expect(report.triples.count == 52)
    #expect(report.triples.contains { $0.endpoint == "POST /accounts" })
    #expect(report.triples.contains { $0.endpoint == "POST /registrations/{id}/batch-events" })
    let keys = report.triples.map { [$0.token, $0.uri, $0.endpoint] }
    #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
  }

  private func usage(
    _ name: String, _ attempted: Int, service: String = "learn", delays: [Int32] = []
  ) -> EndpointSums {
    var counts = EndpointCounts()
    counts.attempted = attempted
    counts.rejected = 1
    counts.delayed = delays.count
    let tally = EndpointTally(counts: counts, delays: delays.map { ($0, 1) })
    return EndpointSums(
      EndpointUsage(service: service, endpoint: ByteString(name), tally: tally))
  }

  @Test func aThousandEndpointsAreListed() throws {
    let endpoints = (0..<1_000).map { usage("GET /\(10_000 + $0)", 2, delays: [5]) }
    #expect(EndpointList.rows(endpoints).map(\.endpoint.text) == endpoints.map(\.endpoint.text))
    // Ties by name: of equally busy ones the last by name are summed.
    let more =
      endpoints + [
        usage("GET /0", 2, delays: [9, 9]), usage("GET /a", 3, delays: [7]), usage("GET /b", 1),
      ]
    let rows = EndpointList.rows(more.reversed())
    #expect(rows.count == 1_001)
    let names = Set(rows.map(\.endpoint.text))
    #expect(names.isSuperset(of: ["GET /0", "GET /a", "GET /10997", "(more)"]))
    #expect(names.isDisjoint(with: ["GET /b", "GET /10998", "GET /10999"]))
    let rest = try #require(rows.first { $0.endpoint == "(more)" })
    #expect(rest.counts.attempted == 5 && rest.counts.rejected == 3 && rest.counts.delayed == 2)
    #expect(rest.delay == DelayReport(p50: 5, p95: 5, p99: 5, max: 5))
    #expect(rows.reduce(0) { $0 + $1.counts.attempted } == 2_006)
  }

  @Test func endpointsAreCutPerServiceAndSorted() {
    let rows = EndpointList.rows(
      (0..<1_001).map { usage("GET /\($0)", 1) }
        + [usage("*", 9, service: "other"), usage("GET /accounts", 1, service: "knewton")])
    #expect(rows.count == 1_003)
    #expect(rows.map(\.service) == rows.map(\.service).sorted())
    for service in ["learn", "knewton", "other"] {
      let names = rows.filter { $0.service == service }.map(\.endpoint)
      #expect(names == names.sorted())
    }
  }
}

/// A pair or triple whose row is its name.
private struct Partition {
  var name: Int
  var nearness: Nearness
  var isListed: Bool
}

extension ListedPartitions<Int> {
  fileprivate mutating func add(_ partition: Partition) {
    var counts = RequestCounts()
    counts.attempted = partition.nearness.attempted
    add(
      counts, partition.nearness, subject: [ByteString(String(partition.name))],
      isListed: partition.isListed
    ) { partition.name }
  }
}
