public import Bytes

/// All pairs or all triples of a tally, ready to be judged one by one.
public struct PartitionUsage: Sendable {
  private let keys: [PartitionKey]
  private let names: ByteInterner
  private let marks: [Mark]
  private let markStarts: [Int]
  /// Every partition's request times: milliseconds for pairs, seconds for triples.
  public let times: SortedTimes

  private let subjects: Set<Int>

  /// `subjects` are the keys of findings that are not about the partition's requests as such.
  init(_ tally: PartitionTally, names: ByteInterner, subjects: [PartitionKey] = []) {
    self.subjects = Set(subjects.compactMap { tally.keys.find($0) })
    keys = tally.keys.keys
    self.names = names
    times = tally.log.sorted(partitionCount: tally.keys.count)
    marks = tally.marks.sorted { left, right in
      (left.partition, left.time, left.place) < (right.partition, right.time, right.place)
    }
    var starts = [Int](repeating: 0, count: tally.keys.count + 1)
    for mark in marks { starts[Int(mark.partition) + 1] += 1 }
    for index in 0..<tally.keys.count { starts[index + 1] += starts[index] }
    markStarts = starts
  }

  /// Number of partitions.
  public var count: Int { keys.count }

  /// Client or token; for tokens the raw one, which must not leave the judging.
  public func first(_ partition: Int) -> ByteString { names[keys[partition].first] }

  /// Application URI.
  public func second(_ partition: Int) -> ByteString { names[keys[partition].second] }

  /// Endpoint of a triple.
  public func third(_ partition: Int) -> ByteString { names[keys[partition].third] }

  /// Ids of the three names, equal exactly when the names are; for caches of what is derived.
  public func ids(_ partition: Int) -> (first: UInt32, second: UInt32, third: UInt32) {
    (keys[partition].first, keys[partition].second, keys[partition].third)
  }

  /// Whether a soft limit or a limit of one request names this triple as its subject.
  public func isSubjectElsewhere(_ partition: Int) -> Bool { subjects.contains(partition) }

  /// What the limiter did to the partition's requests, by time, then place.
  public func marks(_ partition: Int) -> ArraySlice<Mark> {
    marks[markStarts[partition]..<markStarts[partition + 1]]
  }
}

extension UsageTally {
  /// The IP-URI pairs: client and application URI.
  public func pairUsage() -> PartitionUsage { PartitionUsage(pairs, names: names) }

  /// The triples: token, application URI and endpoint.
  public func tripleUsage() -> PartitionUsage {
    PartitionUsage(triples, names: names, subjects: requestSubjects)
  }

  /// Soft-limited requests by token, application URI and endpoint.
  public func softLimitedUsage() -> [SoftLimitedUsage] {
    softLimited.keys.keys.enumerated().map { index, key in
      SoftLimitedUsage(
        token: names[key.first], uri: names[key.second], endpoint: names[key.third],
        requests: softLimited.rows[index])
    }
  }

  /// All endpoints with what happened to their requests.
  public func endpointUsage() -> [EndpointUsage] {
    var delays = [[Int32]](repeating: [], count: endpoints.counts.count)
    for mark in pairs.marks + triples.marks where mark.kinds.contains(.delayed) {
      delays[Int(mark.endpoint)].append(mark.delay)
    }
    return endpoints.keys.keys.enumerated().map { index, key in
      EndpointUsage(
        service: ["knewton", "learn", "other"][Int(key.first)], endpoint: names[key.second],
        counts: endpoints.counts[index], delays: delays[index].sorted())
    }
  }
}

/// Requests that succeeded although the limiter dropped them, of one caller and endpoint.
public struct SoftLimitedUsage: Sendable {
  /// The raw token, which must not leave the judging.
  public let token: ByteString
  /// Application URI.
  public let uri: ByteString
  /// Endpoint name.
  public let endpoint: ByteString
  /// The dropped requests.
  public let requests: Occurrences
}

/// One endpoint over all callers.
public struct EndpointUsage: Sendable {
  /// `knewton`, `learn` or `other`.
  public let service: String
  /// Endpoint name.
  public let endpoint: ByteString
  /// What happened to its requests.
  public let counts: EndpointCounts
  /// Delays above 0, milliseconds, ascending.
  public let delays: [Int32]
}
