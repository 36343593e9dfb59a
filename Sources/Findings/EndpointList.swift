internal import Bytes

/// The endpoint table: the 1000 with most requests per service, the rest as `(more)` (SPEC 7).
enum EndpointList {
  private static let listed = 1000
  /// Name of the row that sums the others.
  static let rest = ByteString("(more)")

  static func rows(_ endpoints: [EndpointSums]) -> [EndpointReport] {
    let byService = Dictionary(grouping: endpoints, by: \.service)
    return byService.keys.sorted().flatMap { service -> [EndpointReport] in
      let ranked = (byService[service] ?? []).sorted {
        ($1.counts.attempted, $0.endpoint) < ($0.counts.attempted, $1.endpoint)
      }
      var rows = ranked.prefix(listed).map { row($0.service, $0.endpoint, [$0]) }
      let others = ranked.dropFirst(listed)
      if !others.isEmpty { rows.append(row(service, rest, Array(others))) }
      return rows.sorted { $0.endpoint < $1.endpoint }
    }
  }

  private static func row(
    _ service: String, _ endpoint: ByteString, _ sums: [EndpointSums]
  ) -> EndpointReport {
    var row = EndpointReport()
    row.service = service
    row.endpoint = endpoint
    for sum in sums { row.counts.merge(sum.counts) }
    let delays = sums.flatMap(\.delays).sorted { $0.delay < $1.delay }
    row.delay = DelayReport(counted: delays.map { (delay: $0.delay, requests: $0.requests) })
    for delay in delays {
      row.delays.add(milliseconds: Int(delay.delay), requests: delay.requests)
    }
    return row
  }
}

extension RequestCounts {
  /// Adds the requests of another endpoint.
  mutating func merge(_ other: RequestCounts) {
    attempted += other.attempted
    rejected += other.rejected
    delayed += other.delayed
    softLimited += other.softLimited
  }
}
