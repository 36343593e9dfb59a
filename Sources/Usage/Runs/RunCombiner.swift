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
    merge.forgetTaken()
    do {
      return try combine(&entry)
    } catch let error as UsageCorruption {
      merge.blame()
      throw error
    }
  }

  private func combine(_ entry: inout RunEntry) throws -> Bool {
    guard let key = merge.key else { return false }
    entry.key = key
    writer.bytes.removeAll(keepingCapacity: true)
    guard let section = key.first.flatMap(UsageSection.init(rawValue:)) else {
      throw UsageCorruption()
    }
    switch section {
    case .day: try add(DayCounts.self)
    case .endpoint: try add(EndpointTally.self)
    case .softLimited, .membership: try add(Occurrences.self)
    case .violation: try add(ViolationTally.self)
    case .group:
      // The part stands behind the group's name and whether it is judged.
      guard let digit = UsageKey.parts(key)?.dropFirst(2).first?.first, digit > 0 else {
        throw UsageCorruption()
      }
      switch GroupPart(rawValue: digit - 1) {
      case .whole: try add(GroupTally.self)
      case .application: try add(ApplicationCounts.self)
      case .site, .refusal: try add(Occurrences.self)
      case nil: throw UsageCorruption()
      }
    case .pair, .triple: try add(PartitionEvents.self)
    case .observed: try add(LargestValue.self)
    case .registrations, .goals: try add(RequestCount.self)
    case .members: try add(Presence.self)
    case .assignments: try add(AssignmentTimes.self)
    case .token: try add(TokenTrace.self)
    }
    entry.payload = writer.bytes
    return true
  }

  private func add<Payload: UsagePayload>(_ type: Payload.Type) throws {
    let (payload, inputs) = merge.payload
    if !merge.isKeyShared, inputs.numbers == nil {
      // Only one run has the key: its payload is the sum as it is.
      writer.bytes = payload
      return try merge.advance()
    }
    try merge.sum(type).write(to: &writer)
  }
}
