internal import LimitCatalog

/// What the logs show of entities (SPEC 4.4): limits of one request, sets derived from paths, and
/// observations.
struct EntityTally: Sendable {
  /// Limits by kind, under the policy.
  let limits: [Int64]
  /// Requests over a limit of one request, by kind and then token, application URI and endpoint.
  var violations: [OccurrenceTable]
  /// Largest values of these, by kind and row.
  var violationValues: [[Int64]]
  /// Largest value of one request by kind, 0 when none was measured.
  var largest: [Int64]
  /// Kinds whose field was seen, so that they can be judged.
  var isSeen: [Bool]
  /// Observed values by kind and subject.
  var observed = LargestTable()
  /// Succeeded registrations by account, and goals by learning instance.
  var registrations = CountTable()
  var goals = CountTable()
  /// Distinct learning instances and registrations of succeeded goal assignments.
  var members = DenseTable<MembershipKey>()
  var assignments = AssignmentTable()

  static let kindCount = EntityKind.allCases.count

  init(policy: Policy) {
    limits = EntityKind.allCases.map { Int64(policy.entityLimit($0)) }
    violations = Array(repeating: OccurrenceTable(), count: EntityTally.kindCount)
    violationValues = Array(repeating: [], count: EntityTally.kindCount)
    largest = Array(repeating: 0, count: EntityTally.kindCount)
    isSeen = Array(repeating: false, count: EntityTally.kindCount)
  }

  /// Counts one measured request of `kind`.
  mutating func measure(
    _ kind: EntityKind, _ value: Int64, subject: PartitionKey, time: Int64, place: RequestPlace
  ) {
    let index = Int(kind.rawValue)
    largest[index] = max(largest[index], value)
    guard value > limits[index] else { return }
    let row = violations[index].add(subject, time: time, place: place)
    raise(kind: index, row: row, to: value)
  }

  private mutating func raise(kind: Int, row: Int, to value: Int64) {
    if row == violationValues[kind].count { violationValues[kind].append(0) }
    violationValues[kind][row] = max(violationValues[kind][row], value)
  }
}

/// Largest value by key.
struct LargestTable: Sendable {
  private(set) var keys = KeyTable()
  private(set) var values: [Int64] = []

  mutating func add(_ key: PartitionKey, _ value: Int64) {
    let row = keys.row(key)
    if row == values.count { values.append(value) }
    values[row] = max(values[row], value)
  }
}

/// Number of events by key.
struct CountTable: Sendable {
  private(set) var keys = KeyTable()
  private(set) var counts: [Int] = []

  mutating func add(_ key: PartitionKey, _ count: Int = 1) {
    let row = keys.row(key)
    if row == counts.count { counts.append(0) }
    counts[row] += count
  }
}
