internal import Bytes
internal import Findings

extension Section {
  /// Minute by minute around the peak of the worst triples; nothing without any.
  static func strips(_ triples: [TripleReport]) -> [Block] {
    let figures = triples.compactMap(strip)
    guard !figures.isEmpty else { return [] }
    return [
      .heading("Minute by minute"),
      .paragraph([
        .words(
          "The two hours around the peak of the triples with the gravest verdicts and those nearest to "
            + "their quota, at most \(MinuteStrip.mostFigures): requests of each minute of the clock, "
            + "refused ones marked. Sixty seconds laid in another way can hold more than any minute here."
        )
      ]),
      .figures(figures),
    ]
  }

  private static func strip(_ triple: TripleReport) -> Figure? {
    guard let strip = triple.minutes else { return nil }
    let requests = strip.requests
    let busy = requests.attempted.indices.filter { requests.attempted[$0] > 0 }
    let table = Table(
      "Minutes with requests",
      [.text("Minute"), .number("Requests"), .number("Refused"), .number("Quota")], busy,
      noun: "minute", plural: "minutes"
    ) { minute in
      [
        [.time(requests.start(of: minute))], [.number(requests.attempted[minute])],
        [.number(requests.rejected[minute])], [.number(strip.quota)],
      ]
    }
    let plot = Plot(
      axis: TimeAxis(start: requests.start, end: requests.end),
      panels: [
        Plot.Panel(
          unit: "requests a minute",
          columns: [
            Plot.Columns(label: "accepted", shade: .usage, values: requests.accepted),
            Plot.Columns(label: "refused", shade: .bad, values: requests.rejected),
          ], quota: strip.quota)
      ])
    return Figure(
      caption: [
        .name(triple.endpoint), Wording.verdict(triple.rate), .name(triple.token),
        .name(triple.uri),
      ],
      summary: Numbers.counted(requests.totalAttempted, "request") + " in two hours, "
        + Wording.refused(requests.totalRejected) + "; at most "
        + Numbers.grouped(requests.largest) + " in a minute, whose quota is "
        + Numbers.grouped(strip.quota) + ".",
      drawing: .plot(plot), table: table)
  }
}
