internal import Attribution
public import Bytes
public import LimitCatalog

/// Everything the audited records used: the mergeable state of an audit (SPEC 9.2).
///
/// A worker owns one and feeds it batches; `merge` joins two of them, associative and commutative in
/// every number it yields. Nothing is approximated and nothing is capped. Names are interned: what
/// crosses out of here are byte strings.
public struct UsageTally: Sendable {
  let attributor: Attributor
  let rejectedStatuses: [UInt16]
  let partition: Partition
  /// All names that are counted by.
  var names = ByteInterner()
  /// By id, whether the name was logged as a token; shorter than `names`, the rest were not.
  var isToken: [Bool] = []
  /// Normalised names by what was logged.
  var siteCache = NameCache()
  var uriCache = NameCache()
  /// Where normalised names are put together.
  var scratch: [UInt8] = []
  /// Id of `-`.
  let dash: UInt32
  /// Id of `*`, the one endpoint of other services.
  let star: UInt32
  /// Ids of the Knewton endpoints' names, by endpoint index.
  let knewtonNames: [UInt32]
  /// Ids of the policy's groups' names, by the attributor's group index.
  let policyGroups: [UInt32]
  var currentHour = HourRun()

  /// Sums over all records.
  public internal(set) var totals = UsageTotals()
  /// Which fields their requests carried.
  public internal(set) var sightings = FieldSightings()
  /// What each input contributed, by input index.
  public internal(set) var inputs: [InputTally]
  var hours: [Int64: Int] = [:]
  var pairs = PartitionTally()
  var triples = PartitionTally()
  /// By token, application URI and endpoint.
  var softLimited = OccurrenceTable()
  var groups = GroupTable()
  var endpoints = EndpointTable()
  var entities: EntityTally

  /// An empty tally of `inputCount` inputs, which are numbered in the order of their paths.
  public init(policy: Policy, inputCount: Int) {
    attributor = Attributor(policy: policy)
    rejectedStatuses = policy.learn.rejectedStatuses.map { UInt16(truncatingIfNeeded: $0) }
    partition = policy.learn.partition
    inputs = [InputTally](repeating: InputTally(), count: inputCount)
    entities = EntityTally(policy: policy)
    dash = names.intern(ByteString.dash.bytes)
    star = names.intern(ByteString("*").bytes)
    var ids = [UInt32]()
    for name in attributor.knewtonEndpointNames { ids.append(names.intern(name.bytes)) }
    knewtonNames = ids
    ids = []
    for group in policy.groups { ids.append(names.intern(group.name.bytes)) }
    policyGroups = ids
  }

  /// Adds all that `other` counted, of the same inputs under the same policy.
  public mutating func merge(_ other: UsageTally) {
    var copy = other
    merge(draining: &copy)
  }

  /// Adds all that `other` counted and takes it away there, part by part: both need not fit in memory
  /// twice.
  public mutating func merge(draining other: inout UsageTally) {
    precondition(inputs.count == other.inputs.count, "tallies of different runs cannot be merged")
    totals.merge(other.totals)
    sightings.merge(other.sightings)
    for index in inputs.indices { inputs[index].merge(other.inputs[index]) }
    for (hour, records) in other.recordsByHour { hours[hour, default: 0] += records }
    let ids = names.absorb(other.names)
    other.names.removeAll()
    for id in other.isToken.indices where other.isToken[id] { noteToken(ids[id]) }
    other.isToken = []
    let endpointRows = endpoints.merge(other.endpoints, names: ids)
    pairs.merge(other.pairs, names: ids, endpoints: endpointRows)
    other.pairs = PartitionTally()
    triples.merge(other.triples, names: ids, endpoints: endpointRows)
    other.triples = PartitionTally()
    softLimited.merge(other.softLimited) { key in
      PartitionKey(
        first: ids[Int(key.first)], second: ids[Int(key.second)], third: ids[Int(key.third)])
    }
    groups.merge(other.groups, names: ids)
    other.groups = GroupTable()
    entities.merge(draining: &other.entities, names: ids)
  }

  /// Remembers that a name is a token.
  @inline(__always)
  mutating func noteToken(_ id: UInt32) {
    let index = Int(id)
    if index >= isToken.count {
      isToken.append(contentsOf: repeatElement(false, count: names.count - isToken.count))
    }
    isToken[index] = true
  }

  /// All tokens that were logged, raw: for masking them wherever else they stand.
  public func tokens() -> [ByteString] {
    isToken.indices.filter { isToken[$0] }.map { names[UInt32($0)] }
  }

  /// Records by UTC hour, hours since the epoch.
  public var recordsByHour: [Int64: Int] {
    var result = hours
    if currentHour.records > 0 { result[currentHour.hour, default: 0] += currentHour.records }
    return result
  }
}
