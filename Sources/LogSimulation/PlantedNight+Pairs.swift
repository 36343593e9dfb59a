/// Unauthenticated requests: IP-URI pairs, 10 per second (SPEC section 4.2).
extension PlantedNight {
  /// A token request of client 198.51.100.`client` for the application `planted-<name>`.
  private static func pairLine(_ name: String, client: Int) -> PlantedLine {
    PlantedLine(
      arrival: 0, client: "198.51.100.\(client)", method: "POST", target: "/v0/oauth/token",
      status: 200, fields: [(.host, .text("api.knewton.example")), (.uri, .text(Self.uri(name)))])
  }

  /// The application URI of a planted case.
  static func uri(_ name: String) -> String { "https://planted-\(name).example" }

  private static func pair(_ name: String, client: Int) -> [(key: String, value: String)] {
    [("client", "198.51.100.\(client)"), ("uri", Self.uri(name))]
  }

  /// Rules `knewton.pair-rate`, `knewton.pair-delayed` and `knewton.pair-rejected`.
  mutating func plantPairs() {
    // 12 in one second, 40 ms apart: a clock that starts among them sees fewer.
    plant(12, from: PlantedLine.at(14, 0, 0, 200), every: 40) { _ in
      Self.pairLine("pair-over", client: 21)
    }
    expectRate(
      "knewton.pair-rate", Self.pair("pair-over", client: 21), certainty: "aligned", measured: 12,
      limit: 10, start: Self.instant(PlantedLine.at(14, 0)))

    // 11 in one millisecond: over by every clock.
    plant(11, from: PlantedLine.at(14, 1, 0, 500), every: 0) { _ in
      Self.pairLine("pair-proven", client: 22)
    }
    expectRate(
      "knewton.pair-rate", Self.pair("pair-proven", client: 22), certainty: "proven", measured: 11,
      limit: 10, start: Self.instant(PlantedLine.at(14, 1)))

    // 7 before and 7 after the full second: 14 within 1000 ms.
    let start = PlantedLine.at(14, 2, 0, 720)
    plant(14, from: start, every: 40) { _ in Self.pairLine("pair-possible", client: 23) }
    expectRate(
      "knewton.pair-rate", Self.pair("pair-possible", client: 23), severity: "warning",
      measured: 14,
      limit: 10, start: Self.instant(start))

    plant(9, from: PlantedLine.at(14, 3, 0, 100), every: 90) { _ in
      Self.pairLine("pair-near", client: 24)
    }
    expectRate(
      "knewton.pair-rate", Self.pair("pair-near", client: 24), severity: "warning", measured: 9,
      limit: 10, start: Self.instant(PlantedLine.at(14, 3)))

    let delayed = plant(5, from: PlantedLine.at(14, 4, 0, 33), every: 777) { index in
      Self.pairLine("pair-queued", client: 25).with(.delay, 100 + 150 * index)
    }
    expectRequests(
      "knewton.pair-delayed", Self.pair("pair-queued", client: 25), severity: "warning",
      counted: delayed)

    let rejected = plant(3, from: PlantedLine.at(14, 5, 0, 11), every: 1234) { _ in
      Self.pairLine("pair-refused", client: 26).answered(429).with(.exceeded, "ip-limited")
    }
    expectRequests(
      "knewton.pair-rejected", Self.pair("pair-refused", client: 26), counted: rejected)
  }
}
