internal import Bytes
internal import Usage

/// Requests of a partner view by endpoint: the sums over all callers are of others too, so they are
/// made anew from what is the scope's own.
struct ScopeUsage {
  private var sums: [ByteString: EndpointSums] = [:]

  /// Counts an entry of the scope. Neither groups nor pairs are counted by endpoint: their requests go
  /// into the row that sums the endpoints not listed, so that all rows are all requests (SPEC 9.3).
  mutating func add(_ entry: UsageEntry) {
    switch entry {
    case .triple(let usage):
      let marks = PartitionJudge.MarkSums(usage.events.marks)
      add(
        EndpointSums(
          service: "knewton", endpoint: usage.endpoint,
          counts: marks.counts(attempted: usage.events.times.count), delays: marks.delays))
    case .pair(let usage):
      let marks = PartitionJudge.MarkSums(usage.events.marks)
      add(
        EndpointSums(
          service: "knewton", endpoint: EndpointList.rest,
          counts: marks.counts(attempted: usage.events.times.count), delays: marks.delays))
    case .group(let usage):
      var counts = RequestCounts()
      counts.attempted = usage.tally.attempted.count
      counts.rejected = usage.tally.rejected.count
      add(
        EndpointSums(service: "learn", endpoint: EndpointList.rest, counts: counts, delays: []))
    case .endpoint, .softLimited, .violation, .membership, .subject, .token, .day: break
    }
  }

  /// Counts sums of some callers or some shard.
  mutating func add(_ other: EndpointSums) {
    sums[other.endpoint, default: EndpointSums(none: other)].merge(other)
  }

  /// One for each endpoint, by name.
  var all: [EndpointSums] { sums.values.sorted { $0.endpoint < $1.endpoint } }
}

extension EndpointSums {
  /// Requests of an endpoint; `delays` are those above 0 in milliseconds, in any order.
  init(service: String, endpoint: ByteString, counts: RequestCounts, delays: [Int32]) {
    self.service = service
    self.endpoint = endpoint
    self.counts = counts
    self.delays = delays.map { DelayCount(delay: $0, requests: 1) }
  }

  /// No request of the same endpoint.
  fileprivate init(none other: EndpointSums) {
    self.init(service: other.service, endpoint: other.endpoint, counts: .init(), delays: [])
  }

  fileprivate mutating func merge(_ other: EndpointSums) {
    counts.merge(other.counts)
    delays += other.delays
  }
}
