/// Requests by service and endpoint.
struct EndpointTable: Sendable {
  /// Keys are service and name.
  var keys = KeyTable()
  var counts: [EndpointCounts] = []

  /// The row of an endpoint.
  @inline(__always)
  mutating func row(service: UInt32, name: UInt32) -> Int {
    let row = keys.row(PartitionKey(first: service, second: name))
    if row == counts.count { counts.append(EndpointCounts()) }
    return row
  }

  /// Adds all of `other`; returns the new row of each of its rows.
  mutating func merge(_ other: EndpointTable, names: [UInt32]) -> [Int] {
    other.keys.keys.indices.map { old in
      let key = other.keys.keys[old]
      let new = row(service: key.first, name: names[Int(key.second)])
      counts[new].merge(other.counts[old])
      return new
    }
  }
}

/// What happened to the requests of an endpoint, over all callers.
public struct EndpointCounts: Sendable, Equatable {
  /// All requests.
  public var attempted = 0
  /// Refused by a limiter.
  public var rejected = 0
  /// Queued by the limiter.
  public var delayed = 0
  /// Reported as success and dropped.
  public var softLimited = 0

  mutating func merge(_ other: EndpointCounts) {
    attempted += other.attempted
    rejected += other.rejected
    delayed += other.delayed
    softLimited += other.softLimited
  }
}
