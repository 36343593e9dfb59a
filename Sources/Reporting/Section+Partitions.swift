internal import Bytes
internal import Findings

extension Section {
  /// Endpoints whose requests a limiter refused, delayed or dropped.
  static func endpoints(_ report: AuditReport) -> Section {
    let throttled = report.throttledEndpoints
    var blocks: [Block] = []
    if throttled.isEmpty {
      let words =
        report.nothingJudged == nil
        ? "No limiter refused, delayed or dropped a request."
        : "There was no request that a limiter could have acted on."
      blocks.append(.paragraph([.words(words)]))
    } else {
      blocks += throttling(throttled)
      blocks.append(
        .table(
          Table(
            "Endpoints a limiter acted on",
            [.text("Endpoint"), .text("Service")] + countColumns + delayColumns, throttled,
            noun: "endpoint"
          ) {
            [[.name($0.endpoint)], [.words($0.service)]] + counts($0.counts) + delays($0.delay)
          }))
    }
    let others = report.otherEndpoints
    if others > 0 {
      let noun = throttled.isEmpty ? "endpoint" : "other endpoint"
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(others, noun) + (others == 1 ? " was" : " were")
              + " not throttled; report.json (--output json) has all counts.")
        ]))
    }
    return Section(id: "endpoints", title: "Throttled endpoints", blocks: blocks)
  }

  /// Unauthenticated Knewton requests per client and application.
  static func pairs(_ report: AuditReport) -> Section {
    var blocks = [selection(report.totals.pairs, listed: report.pairs.count, "IP-URI pair")]
    let pairs = report.pairs.worstFirst(\.standing)
    if !pairs.isEmpty {
      blocks.append(
        .table(
          Table(
            "IP-URI pairs, the worst first",
            [.text("Client"), .text("Application URI")] + rateColumns("second") + briefColumns
              + delayColumns, pairs, noun: "pair"
          ) { pair in
            [[.name(pair.client)], [.name(pair.uri)]]
              + rate(pair.rate, pair.peak, pair.rolling, pair.windowsOver)
              + counts(pair.counts) + delays(pair.delay)
          }))
    }
    return Section(id: "pairs", title: "Unauthenticated requests (pairs)", blocks: blocks)
  }

  /// Authenticated Knewton requests per token, application and endpoint.
  static func triples(_ report: AuditReport) -> Section {
    var blocks = [
      selection(report.totals.triples, listed: report.triples.count, "token-URI-endpoint triple")
    ]
    let triples = report.triples.worstFirst(\.standing)
    if !triples.isEmpty {
      blocks += strips(triples)
      blocks.append(
        .table(
          Table(
            "Triples, the worst first",
            [.text("Endpoint"), .text("Token"), .text("Application URI"), .number("Quota")]
              + rateColumns("minute") + briefColumns + delayColumns, triples, noun: "triple"
          ) { triple in
            [
              [.name(triple.endpoint)], [.name(triple.token)], [.name(triple.uri)],
              triple.quota.map { [.number($0)] } ?? [],
            ] + rate(triple.rate, triple.peak, triple.rolling, triple.windowsOver)
              + counts(triple.counts) + delays(triple.delay)
          }))
    }
    return Section(id: "triples", title: "Authenticated requests (triples)", blocks: blocks)
  }

  private static func selection(_ totals: PartitionTotals, listed: Int, _ noun: String) -> Block {
    guard totals.count > 0 else {
      return .paragraph([.words("There is no \(noun) in these logs.")])
    }
    return .paragraph([
      .words(
        "The logs hold " + Numbers.counted(totals.count, noun) + " with "
          + Numbers.counted(totals.attempted, "request") + ". The report lists "
          + Numbers.grouped(listed)
          + ": those with a finding and the 50 that came nearest to their quota. “Ways over” says "
          + "for how many ways to lay the window on the clock some window is over the quota. The worst are "
          + "first: by verdict, then by peak as a multiple of the quota.")
    ])
  }

  private static let countColumns: [Column] = [
    .number("Attempted"), .number("Rejected"), .number("Delayed"), .number("Soft-limited"),
  ]

  /// The same beside a verdict, which needs the room.
  private static let briefColumns = countColumns.map {
    $0.title == "Rejected" ? $0 : $0.secondary
  }

  private static func counts(_ counts: RequestCounts) -> [Cell] {
    [counts.attempted, counts.rejected, counts.delayed, counts.softLimited].map { [.number($0)] }
  }

  private static let delayColumns: [Column] = [
    .number("Delay p50, ms").secondary, .number("p95").secondary, .number("p99").secondary,
    .number("Longest delay, ms"),
  ]

  private static func delays(_ delay: DelayReport?) -> [Cell] {
    guard let delay else { return [[], [], [], []] }
    return [delay.p50, delay.p95, delay.p99, delay.max].map { [.number($0)] }
  }

  private static func rateColumns(_ unit: String) -> [Column] {
    [
      .text("Verdict"), .number("Ways over"), .number("Peak per \(unit)"),
      .text("Peak starts").secondary,
      .number("Rolling peak").secondary, .number("Windows over").secondary,
    ]
  }

  private static func rate(
    _ rate: RateVerdict, _ peak: PeakReport, _ rolling: PeakReport, _ windowsOver: Int
  ) -> [Cell] {
    [
      [Wording.verdict(rate)], Wording.alignments(rate), [.number(peak.requests)],
      [.time(peak.start)], [.number(rolling.requests)], [.number(windowsOver)],
    ]
  }
}
