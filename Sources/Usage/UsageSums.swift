/// What crosses partitions: sums over all records, merged before any key is judged (SPEC 9.2).
public struct UsageSums: Sendable {
  /// Sums over all records.
  public internal(set) var totals = UsageTotals()
  /// Which fields their requests carried.
  public internal(set) var sightings = FieldSightings()
  /// What each input contributed, by input index.
  public internal(set) var inputs: [InputTally]
  /// Records by UTC hour, hours since the epoch.
  public internal(set) var recordsByHour: [Int64: Int] = [:]
  /// Largest value of one request by entity kind, 0 when none was measured.
  public internal(set) var largestRequests: [Int64]
  /// Entity kinds whose field was seen, without which their requests tell nothing.
  public internal(set) var seenKinds: [Bool]

  /// Sums of nothing over so many inputs.
  public init(inputCount: Int) {
    inputs = [InputTally](repeating: InputTally(), count: inputCount)
    largestRequests = Array(repeating: 0, count: EntityTally.kindCount)
    seenKinds = Array(repeating: false, count: EntityTally.kindCount)
  }

  /// Adds the sums of other parts of the same inputs.
  public mutating func merge(_ other: UsageSums) {
    precondition(inputs.count == other.inputs.count, "sums of different runs cannot be merged")
    merge(other, numbered: Array(inputs.indices))
  }

  /// Adds the sums of other inputs: input i of theirs is `numbers[i]` here. Takes no longer the more inputs
  /// there are here: thousands of scans are merged one by one.
  public mutating func merge(_ other: UsageSums, numbered numbers: [Int]) {
    precondition(numbers.count == other.inputs.count, "every input has a new number")
    totals.merge(other.totals)
    sightings.merge(other.sightings)
    for (old, new) in numbers.enumerated() { inputs[new].merge(other.inputs[old]) }
    recordsByHour.merge(other.recordsByHour) { $0 + $1 }
    for kind in largestRequests.indices {
      largestRequests[kind] = max(largestRequests[kind], other.largestRequests[kind])
      seenKinds[kind] = seenKinds[kind] || other.seenKinds[kind]
    }
  }
}
