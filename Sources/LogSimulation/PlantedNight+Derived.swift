/// Entity limits that only many requests or an inventory show (SPEC section 4.4, p and o).
extension PlantedNight {
  /// What the policy allows of the derived entities, small enough for a few lines each.
  static let entityQuotas: [(id: String, quota: Int)] = [
    ("goals-per-learning-instance", 20), ("goals-per-registration", 12),
    ("goals-per-registration-analytics", 8), ("registrations-per-account", 20),
    ("registrations-per-learning-instance", 20),
  ]

  private mutating func expectEntity(_ id: String, _ entity: String, measured: Int, limit: Int) {
    expect(
      "knewton.entity." + id, [("entity", entity)], severity: Self.levels[id] ?? "violation",
      measured: measured, limit: limit)
  }

  /// Rules `knewton.entity.*` derived from succeeded requests, one more than the policy allows.
  mutating func plantDerivedEntities() {
    let step = 5000
    plant(21, from: PlantedLine.at(18, 0, 0, 5), every: step) { _ in
      Self.tripleLine("registrations", "POST", "/registrations", status: 201)
        .with(.account, "planted-account")
    }
    expectEntity("registrations-per-account", "planted-account", measured: 21, limit: 20)

    plant(21, from: PlantedLine.at(18, 10, 0, 5), every: step) { _ in
      Self.tripleLine(
        "goals", "POST", "/learning-instances/planted-li-goals/scoped-goals", status: 201)
    }
    expectEntity("goals-per-learning-instance", "planted-li-goals", measured: 21, limit: 20)

    plant(21, from: PlantedLine.at(18, 20, 0, 5), every: step) { index in
      Self.assignment("planted-li-full", goal: "planted-goal", to: "planted-member-\(index + 1)")
    }
    expectEntity(
      "registrations-per-learning-instance", "planted-li-full", measured: 21, limit: 20)

    plant(13, from: PlantedLine.at(18, 30, 0, 5), every: step) { index in
      Self.assignment("planted-li-a", goal: "planted-goal-\(index + 1)", to: "planted-learner")
    }
    expectEntity("goals-per-registration", "planted-learner", measured: 13, limit: 12)

    plant(9, from: PlantedLine.at(18, 40, 0, 5), every: step) { index in
      Self.assignment("planted-li-b", goal: "planted-goal-\(index + 1)", to: "planted-analyst")
        .with(.analytics, 1)
    }
    expectEntity("goals-per-registration-analytics", "planted-analyst", measured: 9, limit: 8)
  }

  private static func assignment(
    _ instance: String, goal: String, to registration: String
  ) -> PlantedLine {
    let path = "/learning-instances/\(instance)/scoped-goals/\(goal)/registrations/\(registration)"
    return Self.tripleLine("assignments", "PUT", path, status: 204)
  }

  /// Limits whose finding is no violation.
  private static let levels = [
    "taxons-per-taxonomy": "warning", "taxons-per-module": "warning",
    "taxonomy-depth": "warning", "focused-goals-per-registration": "notice",
  ]

  /// Limits that only observations can show.
  private static let observed: [(id: String, limit: Int)] = [
    ("modules-per-graph", 20_000), ("concepts-per-graph", 2000),
    ("graphs-per-learning-instance", 1), ("taxons-per-taxonomy", 2000), ("taxons-per-module", 20),
    ("taxonomy-depth", 7), ("focused-goals-per-registration", 3),
    ("target-modules-per-goal-analytics", 750), ("target-modules-per-goal", 7500),
    ("recommendable-modules-per-goal", 15_000), ("includes-per-goal", 50),
    ("excludes-per-goal", 100),
  ]

  /// Rules `knewton.entity.*` observed in the inventory: one subject at the limit, one beyond it.
  mutating func plantObservedEntities() {
    for row in Self.observed {
      observe(row.id, of: "inventory-\(row.id)", row.limit)
      observe(row.id, of: "planted-\(row.id)", row.limit + 1)
      expectEntity(row.id, "planted-\(row.id)", measured: row.limit + 1, limit: row.limit)
    }
  }
}
