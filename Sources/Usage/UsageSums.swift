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

  /// Numbers the inputs anew: input i becomes `numbers[i]` of `count`.
  public func renumbered(_ numbers: [Int], count: Int) -> UsageSums {
    precondition(numbers.count == inputs.count, "every input has a new number")
    var result = self
    result.inputs = [InputTally](repeating: InputTally(), count: count)
    for (old, new) in numbers.enumerated() { result.inputs[new].merge(inputs[old]) }
    return result
  }

  /// Adds the sums of other parts of the same inputs.
  public mutating func merge(_ other: UsageSums) {
    precondition(inputs.count == other.inputs.count, "sums of different runs cannot be merged")
    totals.merge(other.totals)
    sightings.merge(other.sightings)
    for index in inputs.indices { inputs[index].merge(other.inputs[index]) }
    recordsByHour.merge(other.recordsByHour) { $0 + $1 }
    for kind in largestRequests.indices {
      largestRequests[kind] = max(largestRequests[kind], other.largestRequests[kind])
      seenKinds[kind] = seenKinds[kind] || other.seenKinds[kind]
    }
  }
}
