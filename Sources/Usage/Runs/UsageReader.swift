internal import Bytes
internal import LimitCatalog

/// Reads the merged usage of any number of runs, entry by entry: what is held at a time is one entry.
public struct UsageReader {
  var merge: RunMerge
  /// A further entry of the key that was read last.
  var pending: UsageEntry?

  init(_ runs: [any RunSource]) throws {
    merge = try RunMerge(runs)
  }

  /// The next entry, nil at the end. Throws what the runs' files throw.
  public mutating func next() throws -> UsageEntry? {
    if let entry = pending {
      pending = nil
      return entry
    }
    merge.forgetTaken()
    do {
      return try read()
    } catch let error as UsageCorruption {
      merge.blame()
      throw error
    }
  }

  private mutating func read() throws -> UsageEntry? {
    guard let first = merge.key.map(\.first) else { return nil }
    guard let section = first.flatMap(UsageSection.init(rawValue:)) else {
      throw UsageCorruption()
    }
    switch section {
    case .day: return .day(try nextDay())
    case .endpoint:
      let (parts, tally) = try take(EndpointTally.self, parts: 2)
      return .endpoint(
        EndpointUsage(
          service: try service(parts[0]), endpoint: ByteString(parts[1]), tally: tally))
    case .softLimited:
      let (parts, requests) = try take(Occurrences.self, parts: 3)
      return .softLimited(caller(parts[...], requests))
    case .violation:
      let (parts, tally) = try take(ViolationTally.self, parts: 4)
      return .violation(
        try kind(parts[0]), caller(parts[1...], tally.requests), value: tally.value)
    case .group: return .group(try nextGroup())
    case .membership:
      let (parts, requests) = try take(Occurrences.self, parts: 2)
      return .membership(
        ApplicationMembership(
          app: ByteString(parts[0]), group: ByteString(parts[1]), requests: requests))
    case .pair:
      let (parts, events) = try take(PartitionEvents.self, parts: 2)
      return .pair(
        PairUsage(client: ByteString(parts[0]), uri: ByteString(parts[1]), events: events))
    case .triple:
      let (parts, events) = try take(PartitionEvents.self, parts: 3)
      return .triple(
        TripleUsage(
          token: CallerToken(digest: parts[0]), uri: ByteString(parts[1]),
          endpoint: ByteString(parts[2]), events: events))
    case .observed:
      let (parts, largest) = try take(LargestValue.self, parts: 2)
      return .subject(
        try kind(parts[0]), entity: ByteString(parts[1]), value: largest.value,
        isObserved: true)
    case .registrations:
      let (parts, count) = try take(RequestCount.self, parts: 1)
      return .subject(
        .registrationsPerAccount, entity: ByteString(parts[0]), value: Int64(count.count),
        isObserved: false)
    case .goals:
      let (parts, count) = try take(RequestCount.self, parts: 1)
      return .subject(
        .goalsPerLearningInstance, entity: ByteString(parts[0]), value: Int64(count.count),
        isObserved: false)
    case .members, .assignments: return try nextSubject(section)
    case .token:
      let (parts, trace) = try take(TokenTrace.self, parts: 1)
      return .token(CallerToken(digest: parts[0]), trace)
    }
  }
}
