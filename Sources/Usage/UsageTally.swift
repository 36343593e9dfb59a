internal import Attribution
internal import Bytes
public import LimitCatalog

/// Everything the audited records used: the mergeable state of an audit (SPEC 9.2).
///
/// A worker owns one and feeds it batches; `merge` joins two of them, associative and commutative in
/// every number it yields. Nothing is approximated and nothing is capped. Names are interned: what
/// crosses out of here are byte strings.
public struct UsageTally: Sendable {
  private let policy: Policy
  let attributor: Attributor
  let rejectedStatuses: [UInt16]
  let partition: Partition
  /// All names that are counted by.
  var names = ByteInterner()
  /// By id, whether the name was logged as a token; shorter than `names`, the rest were not.
  var isToken: [Bool] = []
  /// How many of them were.
  var tokenCount = 0
  /// Normalised names by what was logged.
  var siteCache = NameCache()
  var uriCache = NameCache()
  /// Rows of Learn endpoints by method and path.
  var learnEndpoints = LearnEndpointMemo()
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
  var totals = UsageTotals()
  /// Which fields their requests carried.
  var sightings = FieldSightings()
  /// What each input contributed, by input index.
  var inputs: [InputTally]
  var hours: [Int64: Int] = [:]
  var pairs = PartitionTally()
  var triples = PartitionTally()
  /// By token, application URI and endpoint.
  var softLimited = OccurrenceTable()
  var groups = GroupTable()
  var endpoints = EndpointTable()
  var entities: EntityTally
  /// By day, where that is asked for.
  var days: DayTally
  /// What `days` comes to, once nothing is added any more.
  var dayTotals = DayTotals()

  /// An empty tally of `inputCount` inputs, which are numbered in the order of their paths. Only one that
  /// `countsDays` knows what was used on which day.
  public init(policy: Policy, inputCount: Int, countsDays: Bool = false) {
    self.policy = policy
    attributor = Attributor(policy: policy)
    rejectedStatuses = policy.learn.rejectedStatuses.map { UInt16(truncatingIfNeeded: $0) }
    partition = policy.learn.partition
    inputs = [InputTally](repeating: InputTally(), count: inputCount)
    entities = EntityTally(policy: policy)
    days = DayTally(isCounting: countsDays)
    dash = names.intern(ByteString.dash.bytes)
    star = names.intern(ByteString("*").bytes)
    var ids = [UInt32]()
    for name in attributor.knewtonEndpointNames { ids.append(names.intern(name.bytes)) }
    knewtonNames = ids
    ids = []
    for group in policy.groups { ids.append(names.intern(group.name.bytes)) }
    policyGroups = ids
  }

  /// Forgets all names and what was counted by them, and the sums where they are not to be kept.
  mutating func startOver(keepingSums: Bool) {
    var fresh = UsageTally(
      policy: policy, inputCount: inputs.count, countsDays: days.isCounting)
    if keepingSums {
      fresh.totals = totals
      fresh.sightings = sightings
      fresh.inputs = inputs
      fresh.hours = hours
      fresh.currentHour = currentHour
      fresh.entities.largest = entities.largest
      fresh.entities.isSeen = entities.isSeen
    }
    self = fresh
  }

  /// Adds up what was counted by day, to which nothing is added any more.
  mutating func rollUpDays() {
    guard days.isCounting else { return }
    dayTotals = DayTotals(self)
    days = DayTally(isCounting: true)
  }

  /// Whether anything was counted by key.
  var hasKeyedCounts: Bool {
    endpoints.keys.count > 0 || entities.observed.keys.count > 0 || isToken.contains(true)
  }

  /// Remembers that a name is a token.
  @inline(__always)
  mutating func noteToken(_ id: UInt32) {
    let index = Int(id)
    if index >= isToken.count {
      isToken.append(contentsOf: repeatElement(false, count: names.count - isToken.count))
    }
    if isToken[index] { return }
    isToken[index] = true
    tokenCount &+= 1
  }

  /// What crosses partitions.
  public func sums() -> UsageSums {
    var sums = UsageSums(inputCount: inputs.count)
    sums.totals = totals
    sums.sightings = sightings
    sums.inputs = inputs
    sums.recordsByHour = hours
    if currentHour.records > 0 {
      sums.recordsByHour[currentHour.hour, default: 0] += currentHour.records
    }
    sums.largestRequests = entities.largest
    sums.seenKinds = entities.isSeen
    return sums
  }
}
