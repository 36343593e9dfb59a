internal import Bytes

/// Calls per day of developer groups (rule `learn.calls`).
extension PlantedNight {
  /// A request of a planted group to its own site by its own application.
  static func learnLine(_ group: String, site: String? = nil, app: String? = nil) -> PlantedLine {
    PlantedLine(
      arrival: 0, client: "198.51.100.10", method: "GET",
      target: "/learn/api/public/v1/courses/_2026_1/users?offset=0&limit=100", status: 200,
      fields: [
        (.site, .text(site ?? group + ".example")), (.group, .text(group)),
        (.app, .text(app ?? group + "-app")),
      ])
  }

  /// A time of the night in epoch seconds, as reset headers tell it.
  static func epochSeconds(_ arrival: Int) -> Int {
    Int(instant(arrival).seconds)
  }

  /// The four verdicts on a quota of 20 calls, over once by each lens.
  mutating func plantLearnCalls() {
    plantOverByHeader()
    plantOverByClock()
    plantPossible()
    plantNear()
  }

  /// 26 calls in the window that ends at 18:00 by the group's own headers: proven; 6 are refused.
  private mutating func plantOverByHeader() {
    let group = "planted-over-header"
    setPolicy(of: group, calls: 20)
    let reset = PlantedLine.at(18, 0)
    let base = Self.learnLine(group).with(.limit, 20).with(.reset, Self.epochSeconds(reset))
    plant(20, from: PlantedLine.at(9, 0, 0, 125), every: 15_000) { index in
      base.with(.remaining, 19 - index)
    }
    let refused = plant(6, from: PlantedLine.at(9, 10, 0, 250), every: 90_000) { _ in
      base.with(.remaining, 0).answered(429)
    }
    expectRate(
      "learn.calls", [("group", group)], certainty: "proven", measured: 26, limit: 20,
      start: Self.instant(reset - 86_400_000))
    expectRequests("learn.throttled", [("group", group)], counted: refused)
  }

  /// 25 calls within an hour of the UTC day; a clock that starts within that hour may differ.
  private mutating func plantOverByClock() {
    let group = "planted-over-utc"
    setPolicy(of: group, calls: 20)
    let base = Self.learnLine(group)
    plant(25, from: PlantedLine.at(10, 0, 5, 40), every: 130_000) { _ in base }
    expectRate(
      "learn.calls", [("group", group)], certainty: "aligned", measured: 25, limit: 20,
      start: Self.midnight)
  }

  /// 15 calls before a reset and 12 after it: no window is over 20, but 27 fall into 24 hours.
  private mutating func plantPossible() {
    let group = "planted-possible"
    setPolicy(of: group, calls: 20)
    let reset = PlantedLine.at(6, 0)
    let base = Self.learnLine(group).with(.limit, 20)
    let start = PlantedLine.at(5, 30, 10, 700)
    plant(15, from: start, every: 60_000) { index in
      base.with(.remaining, 19 - index).with(.reset, Self.epochSeconds(reset))
    }
    plant(12, from: PlantedLine.at(6, 10, 0, 300), every: 60_000) { index in
      base.with(.remaining, 19 - index).with(.reset, Self.epochSeconds(reset + 86_400_000))
    }
    // Groups are counted in whole seconds, so the window opens at the start of the first one.
    expectRate(
      "learn.calls", [("group", group)], severity: "warning", measured: 27, limit: 20,
      start: Self.instant(start - start % 1000))
  }

  /// 17 of 20 calls: 85 percent.
  private mutating func plantNear() {
    let group = "planted-near"
    setPolicy(of: group, calls: 20)
    let base = Self.learnLine(group)
    plant(17, from: PlantedLine.at(11, 0, 1, 15), every: 110_000) { _ in base }
    expectRate(
      "learn.calls", [("group", group)], severity: "warning", measured: 17, limit: 20,
      start: Self.midnight)
  }
}
