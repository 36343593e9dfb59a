internal import Bytes
internal import Usage

/// The endpoint table: the 1000 with most requests per service, the rest as `(more)` (SPEC 7).
enum EndpointList {
  private static let listed = 1000
  private static let rest = ByteString("(more)")

  static func rows(_ usage: [EndpointUsage]) -> [EndpointReport] {
    let byService = Dictionary(grouping: usage, by: \.service)
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
    _ service: String, _ endpoint: ByteString, _ usage: [EndpointUsage]
  ) -> EndpointReport {
    var row = EndpointReport()
    row.service = service
    row.endpoint = endpoint
    row.counts.attempted = usage.reduce(0) { $0 + $1.counts.attempted }
    row.counts.rejected = usage.reduce(0) { $0 + $1.counts.rejected }
    row.counts.delayed = usage.reduce(0) { $0 + $1.counts.delayed }
    row.counts.softLimited = usage.reduce(0) { $0 + $1.counts.softLimited }
    row.delay = DelayReport(ascending: usage.flatMap(\.delays).sorted())
    return row
  }
}
