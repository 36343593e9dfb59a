/// Several runs as one: their entries by key, each key once.
final class RunCombiner: RunSource {
  let inputs = InputNumbers()
  private var merge: RunMerge
  private var writer = UsageWriter()

  /// The sum of `runs`.
  init(_ runs: [any RunSource]) throws {
    merge = try RunMerge(runs)
  }

  func next(_ entry: inout RunEntry) throws -> Bool {
    guard let key = merge.key else { return false }
    entry.key = key
    writer.bytes.removeAll(keepingCapacity: true)
    guard let section = key.first.flatMap(UsageSection.init(rawValue:)) else {
      throw UsageCorruption()
    }
    switch section {
    case .endpoint: try add(EndpointTally.self, key)
    case .softLimited, .membership: try add(Occurrences.self, key)
    case .violation: try add(ViolationTally.self, key)
    case .group:
      // The part stands behind the group's name and whether it is judged.
      guard let digit = UsageKey.parts(key)?.dropFirst(2).first?.first, digit > 0 else {
        throw UsageCorruption()
      }
      switch GroupPart(rawValue: digit - 1) {
      case .whole: try add(GroupTally.self, key)
      case .application: try add(ApplicationCounts.self, key)
      case .site, .refusal: try add(Occurrences.self, key)
      case nil: throw UsageCorruption()
      }
    case .pair, .triple: try add(PartitionEvents.self, key)
    case .observed: try add(LargestValue.self, key)
    case .registrations, .goals: try add(RequestCount.self, key)
    case .members: try add(Presence.self, key)
    case .assignments: try add(AssignmentTimes.self, key)
    case .token: try add(TokenTrace.self, key)
    }
    entry.payload = writer.bytes
    return true
  }

  private func add<Payload: UsagePayload>(_ type: Payload.Type, _ key: [UInt8]) throws {
    var (payload, inputs) = try merge.take()
    if merge.key != key, inputs.numbers == nil {
      // Only one run has the key: its payload is the sum as it is.
      writer.bytes = payload
      return
    }
    var bytes = UsageBytes(payload)
    var sum = try Payload(&bytes, inputs: inputs)
    while merge.key == key {
      (payload, inputs) = try merge.take()
      bytes = UsageBytes(payload)
      sum.merge(try Payload(&bytes, inputs: inputs))
    }
    sum.write(to: &writer)
  }
}
