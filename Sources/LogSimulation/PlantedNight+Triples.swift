/// Authenticated requests: token-URI-endpoint triples, per minute (SPEC section 4.3).
extension PlantedNight {
  /// An authenticated request of the case `name`, with a token and an application of its own.
  static func tripleLine(
    _ name: String, _ method: String, _ path: String, status: Int = 200
  ) -> PlantedLine {
    PlantedLine(
      arrival: 0, client: "198.51.100.40", method: method, target: "/v0" + path, status: status,
      fields: [
        (.host, .text("api.knewton.example")), (.token, .text("Bearer " + Self.token(name))),
        (.uri, .text(Self.uri(name))),
      ])
  }

  /// The token of a planted case.
  private static func token(_ name: String) -> String { "planted-token-\(name)-0123456789abcdef" }

  /// The subject of a planted triple.
  static func triple(_ name: String, _ endpoint: String) -> [(key: String, value: String)] {
    [
      ("token", ExpectedFinding.tokenName(Self.token(name))), ("uri", Self.uri(name)),
      ("endpoint", endpoint),
    ]
  }

  private static func recommendation(_ name: String) -> PlantedLine {
    Self.tripleLine(name, "GET", "/registrations/planted-learner/recommendation").with(.items, 5)
  }

  private static var recommendationEndpoint: String { "GET /registrations/{id}/recommendation" }

  private static var goalBatchPath: String {
    "/learning-instances/planted-li/scoped-goals/planted-goal/registrations"
  }

  private static var goalBatchEndpoint: String {
    "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations"
  }

  /// Rule `knewton.triple-rate`, each verdict.
  mutating func plantTripleRates() {
    // 18 from :05 to :39 of one minute; the clock may start in between.
    plant(18, from: PlantedLine.at(15, 0, 5, 5), every: 2000) { _ in
      Self.recommendation("triple-over")
    }
    expectRate(
      "knewton.triple-rate", Self.triple("triple-over", Self.recommendationEndpoint),
      certainty: "aligned",
      measured: 18, limit: 15, start: Self.instant(PlantedLine.at(15, 0)))

    plant(16, from: PlantedLine.at(15, 2, 30, 10), every: 60) { _ in
      Self.recommendation("triple-proven")
    }
    expectRate(
      "knewton.triple-rate", Self.triple("triple-proven", Self.recommendationEndpoint),
      certainty: "proven",
      measured: 16, limit: 15, start: Self.instant(PlantedLine.at(15, 2)))

    // 10 in the last 20 s of a minute, 10 in the first 20 s of the next.
    plant(20, from: PlantedLine.at(15, 4, 40, 0), every: 2000) { _ in
      Self.recommendation("triple-possible")
    }
    expectRate(
      "knewton.triple-rate", Self.triple("triple-possible", Self.recommendationEndpoint),
      severity: "warning", measured: 20, limit: 15, start: Self.instant(PlantedLine.at(15, 4, 40)))

    plant(12, from: PlantedLine.at(15, 6, 2, 99), every: 4000) { _ in
      Self.recommendation("triple-near")
    }
    expectRate(
      "knewton.triple-rate", Self.triple("triple-near", Self.recommendationEndpoint),
      severity: "warning",
      measured: 12, limit: 15, start: Self.instant(PlantedLine.at(15, 6)))

    // Assigning allows 10 a minute; 11 in one second are over by every clock.
    plant(11, from: PlantedLine.at(15, 8, 10, 0), every: 50) { _ in
      Self.tripleLine("goal-batch-assign", "PUT", Self.goalBatchPath, status: 207)
        .with(.items, 40).with(.action, "assign")
    }
    expectRate(
      "knewton.triple-rate", Self.triple("goal-batch-assign", Self.goalBatchEndpoint + " (assign)"),
      certainty: "proven", measured: 11, limit: 10, start: Self.instant(PlantedLine.at(15, 8)))

    // Without a known action 100 are allowed, but more than 10 are suspicious.
    plant(11, from: PlantedLine.at(15, 10, 20, 0), every: 1000) { _ in
      Self.tripleLine("goal-batch-unknown", "PUT", Self.goalBatchPath, status: 207).with(.items, 40)
    }
    expectRate(
      "knewton.triple-rate", Self.triple("goal-batch-unknown", Self.goalBatchEndpoint),
      severity: "warning",
      measured: 11, limit: 10, start: Self.instant(PlantedLine.at(15, 10, 20)))
  }

  /// Refusals, delays, soft limits and retries of triples.
  mutating func plantTripleRefusals() {
    let queued = plant(4, from: PlantedLine.at(16, 0, 0, 7), every: 7100) { index in
      Self.recommendation("triple-queued").with(.delay, 50 * (index + 1))
    }
    expectRequests(
      "knewton.triple-delayed", Self.triple("triple-queued", Self.recommendationEndpoint),
      severity: "warning", counted: queued)

    let softEndpoint = "POST /registrations/{id}/graded-events"
    let soft = plant(3, from: PlantedLine.at(16, 5, 0, 70), every: 8200) { _ in
      Self.tripleLine("soft", "POST", "/registrations/planted-learner/graded-events", status: 204)
        .with(.exceeded, "partner-soft-limited")
    }
    expectRequests("knewton.soft-limited", Self.triple("soft", softEndpoint), counted: soft)

    // Refused for its own rate, though far below it.
    let accountEndpoint = "GET /accounts/{id}"
    let unexplained = plant(2, from: PlantedLine.at(16, 10, 0, 700), every: 65_000) { _ in
      Self.tripleLine("unexplained", "GET", "/accounts/planted-account", status: 429)
        .with(.exceeded, "token-limited")
    }
    let subject = Self.triple("unexplained", accountEndpoint)
    expectRequests("knewton.triple-rejected", subject, counted: unexplained)
    expectRequests(
      "knewton.unexplained-rejection", subject, severity: "notice", counted: unexplained)

    let start = PlantedLine.at(16, 15, 0, 600)
    let retried = plant(12, from: start, every: 3300) { _ in
      Self.tripleLine("retry", "POST", "/accounts", status: 429).with(.exceeded, "partner-limited")
    }
    expectRequests(
      "knewton.triple-rejected", Self.triple("retry", "POST /accounts"), counted: retried)
    let opening = Self.instant(start - start % 1000)
    expect(
      "knewton.retry-episode", Self.triple("retry", "POST /accounts"), severity: "warning",
      measured: 12,
      limit: 10, first: opening, last: opening)
  }
}
