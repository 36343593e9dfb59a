/// Requests by service and endpoint.
struct EndpointTable: Sendable {
  /// Keys are service and name.
  var keys = KeyTable()
  var counts: [EndpointCounts] = []
  /// Requests by delay in milliseconds, by row; empty where none was delayed.
  private var delayed: [Int: [Int32: Int]] = [:]

  /// The row of an endpoint.
  @inline(__always)
  mutating func row(service: UInt32, name: UInt32) -> Int {
    let row = keys.row(PartitionKey(first: service, second: name))
    if row == counts.count { counts.append(EndpointCounts()) }
    return row
  }

  /// Counts a request of `row` that waited so many milliseconds.
  mutating func add(delay: Int32, row: Int) {
    delayed[row, default: [:]][delay, default: 0] += 1
  }

  /// Delays above 0 of a row, ascending, each with its number of requests.
  func delays(_ row: Int) -> [(delay: Int32, requests: Int)] {
    (delayed[row] ?? [:]).map { (delay: $0.key, requests: $0.value) }
      .sorted { $0.delay < $1.delay }
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
