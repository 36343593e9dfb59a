/// What the rate headers and refusals of developer groups show.
extension PlantedNight {
  /// Rules `learn.throttled` and `learn.retry-episode`.
  mutating func plantLearnRefusals() {
    let group = "planted-throttled"
    let end = PlantedLine.at(24, 0)
    plant(10, from: PlantedLine.at(12, 0, 0, 60), every: 20_000) { _ in Self.learnLine(group) }
    let start = PlantedLine.at(12, 5, 0, 480)
    let refused = plant(12, from: start, every: 9000) { index in
      // All refusals name the same instant, the end of the night.
      let second = start / 1000 + index * 9
      return Self.learnLine(group).answered(429).with(.retryAfter, end / 1000 - second)
    }
    expectRequests("learn.throttled", [("group", group)], counted: refused)
    let opening = Self.instant(start - start % 1000)
    expect(
      "learn.retry-episode", [("group", group)], severity: "warning", measured: 12, limit: 10,
      first: opening, last: opening)
  }

  /// Rules `learn.limit-mismatch` and `learn.unlogged-calls`.
  mutating func plantLearnHeaders() {
    let mismatched = "planted-mismatch"
    setPolicy(of: mismatched, calls: 500)
    let counted = plant(6, from: PlantedLine.at(13, 0, 2, 222), every: 75_000) { index in
      Self.learnLine(mismatched).with(.limit, 400).with(.remaining, 399 - index)
    }
    expect(
      "learn.limit-mismatch", [("group", mismatched)], severity: "notice", measured: 400,
      limit: 500, occurrences: 6, first: instant(of: counted.lowerBound),
      last: instant(of: counted.upperBound - 1))

    // `remaining` falls by 3 with every call: from 900 to 873 are 28 calls, 10 of them logged.
    let unlogged = "planted-unlogged"
    setPolicy(of: unlogged, calls: 1000)
    let reset = PlantedLine.at(12, 0)
    plant(10, from: PlantedLine.at(8, 0, 4, 44), every: 180_000) { index in
      Self.learnLine(unlogged).with(.limit, 1000).with(.remaining, 900 - 3 * index)
        .with(.reset, Self.epochSeconds(reset))
    }
    let window = Self.instant(reset - 86_400_000)
    expect(
      "learn.unlogged-calls", [("group", unlogged)], severity: "notice", measured: 18, limit: 5,
      first: window, last: window)
  }
}
