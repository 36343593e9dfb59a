internal import Bytes
internal import Findings

extension Section {
  /// Endpoints drawn at most; the table has more.
  private static let barLimit = 12

  /// What the limiter did to the requests of each endpoint that it acted on, and how long it let them
  /// wait; nothing for none.
  static func throttling(_ endpoints: [EndpointReport]) -> [Block] {
    var figures: [Figure] = []
    let hit = endpoints.sorted { $0.counts.throttled > $1.counts.throttled }
      .filter { $0.counts.throttled > 0 }
    if !hit.isEmpty { figures.append(throttleBars(hit)) }
    let waited = endpoints.filter { $0.delays.total > 0 }
      .sorted { $0.delays.total > $1.delays.total }
    if !waited.isEmpty { figures.append(delayBars(waited)) }
    return figures.isEmpty ? [] : [.figures(figures)]
  }

  private static func throttleBars(_ endpoints: [EndpointReport]) -> Figure {
    let shown = endpoints.prefix(barLimit)
    let bars = BarList(
      parts: [("refused", .bad), ("delayed", .warn), ("soft-limited", .deep)],
      rows: shown.map { endpoint in
        let counts = endpoint.counts
        return BarList.Row(
          label: [.name(endpoint.endpoint)],
          values: [counts.rejected, counts.delayed, counts.softLimited],
          whole: max(1, counts.attempted),
          note: Numbers.grouped(counts.throttled) + " of " + Numbers.grouped(counts.attempted))
      })
    let table = Table(
      "Endpoints by requests that a limiter acted on",
      [
        .text("Endpoint"), .number("Attempted"), .number("Refused"), .number("Delayed"),
        .number("Soft-limited"),
      ], endpoints, noun: "endpoint", limit: barLimit
    ) { endpoint in
      let counts = endpoint.counts
      return [[.name(endpoint.endpoint)]]
        + [counts.attempted, counts.rejected, counts.delayed, counts.softLimited]
        .map { [.number($0)] }
    }
    return Figure(
      caption: [.words("What the limiters did to the requests of each endpoint")],
      summary: "Of all attempted requests of an endpoint those that a limiter refused, delayed, or "
        + "reported as success and dropped.",
      drawing: .bars(bars), table: table)
  }

  private static func delayBars(_ endpoints: [EndpointReport]) -> Figure {
    let longest = DelayClasses.longestMilliseconds.map {
      $0 < 1000 ? "up to \($0) ms" : "up to \($0 / 1000) s"
    }
    let labels = longest + ["longer"]
    let bars = BarList(
      parts: Array(zip(labels, [Shade.soft, .good, .usage, .warn, .bad])),
      rows: endpoints.prefix(barLimit).map { endpoint in
        BarList.Row(
          label: [.name(endpoint.endpoint)], values: endpoint.delays.requests,
          whole: endpoint.delays.total, note: Numbers.grouped(endpoint.delays.total) + " delayed")
      })
    let table = Table(
      "Delayed requests by how long they waited",
      [.text("Endpoint")] + labels.map { .number($0) }, endpoints, noun: "endpoint"
    ) { endpoint in
      [[.name(endpoint.endpoint)]] + endpoint.delays.requests.map { [.number($0)] }
    }
    return Figure(
      caption: [.words("How long delayed requests waited")],
      summary: "All delayed requests of an endpoint, by how long they waited.",
      drawing: .bars(bars), table: table)
  }
}
