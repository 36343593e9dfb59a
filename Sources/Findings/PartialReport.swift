internal import Bytes
internal import LimitCatalog
internal import Usage

/// What was judged of some of the keys: all of them, or one shard's. Mergeable, so that shards can be
/// judged apart (SPEC 9.1).
public struct PartialReport: Sendable, Codable {
  var findings: [Finding] = []
  var groups: [GroupReport] = []
  var pairs = ListedPartitions<PairReport>()
  var triples = ListedPartitions<TripleReport>()
  /// Days of the worst groups, and minutes of the worst triples.
  var days = WorstPartitions<GroupDay>()
  var strips = WorstPartitions<MinuteStrip>()
  var endpoints: [EndpointSums] = []
  /// By entity kind.
  var entities = [EntitySums](repeating: EntitySums(), count: EntityKind.allCases.count)
  /// Rate findings over the nights, nil where none were judged.
  var joined: [JoinedFinding]?
  /// Partitions whose usage of earlier nights could not be read, nil for none.
  var unreadPartitions: Int?

  /// Nothing judged yet.
  public init() {}

  /// Adds what was judged of other keys.
  public mutating func merge(_ other: PartialReport) {
    findings += other.findings
    groups += other.groups
    pairs.merge(other.pairs)
    triples.merge(other.triples)
    days.merge(other.days)
    strips.merge(other.strips)
    endpoints += other.endpoints
    for kind in entities.indices { entities[kind].merge(other.entities[kind]) }
    if let more = other.joined { joined = (joined ?? []) + more }
    if let more = other.unreadPartitions { unreadPartitions = (unreadPartitions ?? 0) + more }
  }
}

/// One endpoint over all its callers.
struct EndpointSums: Sendable, Codable {
  var service: String
  var endpoint: ByteString
  var counts: RequestCounts
  var delays: [DelayCount]

  /// How many requests waited so long.
  struct DelayCount: Sendable, Codable {
    /// Milliseconds.
    var delay: Int32
    var requests: Int
  }

  init(_ usage: EndpointUsage) {
    service = usage.service
    endpoint = usage.endpoint
    counts = RequestCounts()
    counts.attempted = usage.tally.counts.attempted
    counts.rejected = usage.tally.counts.rejected
    counts.delayed = usage.tally.counts.delayed
    counts.softLimited = usage.tally.counts.softLimited
    delays = usage.tally.delays.map { DelayCount(delay: $0.delay, requests: $0.requests) }
  }
}

/// What the keys say of one entity limit.
struct EntitySums: Sendable {
  /// Subjects over the limit with their largest value.
  var over: [ByteString: Int64] = [:]
  /// Largest value of any subject; 0 without any.
  var largest: Int64 = 0
  /// Whether anything was observed.
  var isObserved = false

  mutating func add(_ entity: ByteString, _ value: Int64, limit: Int) {
    largest = max(largest, value)
    if value > Int64(limit) { over[entity] = max(over[entity] ?? value, value) }
  }

  mutating func merge(_ other: EntitySums) {
    over.merge(other.over) { max($0, $1) }
    largest = max(largest, other.largest)
    isObserved = isObserved || other.isObserved
  }
}
