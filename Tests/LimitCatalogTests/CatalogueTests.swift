import Bytes
import LimitCatalog
import Testing

/// The catalogue against the tables of the SPEC, typed a second time.
@Suite struct CatalogueTests {
  /// action, endpoint, per minute (SPEC 4.3)
  static let rates: [(String, String, Int)] = [
    ("account-create", "POST /accounts", 750),
    ("account-create-batch", "POST /batch", 90),
    ("account-current", "GET /accounts/current", 15),
    ("account-get", "GET /accounts/{id}", 15),
    ("account-delete", "DELETE /accounts/{id}", 150),
    ("registration-create", "POST /registrations", 375),
    ("registration-get", "GET /registrations/{id}", 15),
    ("registration-delete", "DELETE /registrations/{id}", 375),
    ("learning-instance-create", "POST /learning-instances", 750),
    ("learning-instance-list", "GET /learning-instances", 15),
    ("learning-instance-get", "GET /learning-instances/{id}", 15),
    ("learning-instance-registrations", "GET /learning-instances/{id}/registrations", 15),
    ("goal-create", "POST /learning-instances/{id}/scoped-goals", 90),
    ("goal-update", "PUT /learning-instances/{id}/scoped-goals/{goal_id}", 90),
    (
      "goal-assign",
      "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 135
    ),
    ("goal-assign-batch", "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations", 100),
    (
      "goal-assignment-check",
      "GET /learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 15
    ),
    (
      "goal-assignment-delete",
      "DELETE /learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 135
    ),
    ("events-ungraded", "POST /registrations/{id}/ungraded-events", 15),
    ("events-graded", "POST /registrations/{id}/graded-events", 15),
    ("events-focus", "POST /registrations/{id}/focus-events", 15),
    ("recommendation-followed", "POST /registrations/{id}/recommendation-followed-events", 15),
    ("events-batch", "POST /registrations/{id}/batch-events", 15),
    ("recommendation-get", "GET /registrations/{id}/recommendation", 15),
    ("li-expected-score", "POST /learning-instances/{id}/metrics/expected-score/rows", 225),
    ("li-readiness-forecast", "POST /learning-instances/{id}/metrics/readiness-forecast/rows", 225),
    ("li-active-time", "POST /learning-instances/{id}/metrics/active-time/rows", 225),
    ("li-proficiency", "POST /learning-instances/{id}/metrics/proficiency/rows", 225),
    ("reg-expected-score", "POST /registrations/{id}/metrics/expected-score/rows", 225),
    ("reg-readiness-forecast", "POST /registrations/{id}/metrics/readiness-forecast/rows", 225),
    ("reg-active-time", "POST /registrations/{id}/metrics/active-time/rows", 225),
    ("reg-proficiency", "POST /registrations/{id}/metrics/proficiency/rows", 225),
    ("learners-to-watch", "POST /learning-instances/{id}/metrics/groups", 25),
  ]

  /// id, limit, level, how (SPEC 4.4)
  static let entities: [(String, Int, String, String)] = [
    ("character-field", 256, "violation", "q"),
    ("modules-per-graph", 20000, "violation", "o"),
    ("concepts-per-graph", 2000, "violation", "o"),
    ("graphs-per-learning-instance", 1, "violation", "o"),
    ("taxons-per-taxonomy", 2000, "warning", "o"),
    ("taxons-per-module", 20, "warning", "o"),
    ("taxonomy-depth", 7, "warning", "o"),
    ("registrations-per-account", 500, "violation", "p"),
    ("registrations-per-learning-instance", 500, "violation", "p"),
    ("goals-per-registration", 200, "violation", "p"),
    ("goals-per-registration-analytics", 50, "violation", "p"),
    ("focused-goals-per-registration", 3, "notice", "o"),
    ("target-modules-per-goal-analytics", 750, "violation", "o"),
    ("target-modules-per-goal", 7500, "violation", "o"),
    ("recommendable-modules-per-goal", 15000, "violation", "o"),
    ("includes-per-goal", 50, "violation", "o"),
    ("excludes-per-goal", 100, "violation", "o"),
    ("goals-per-learning-instance", 5000, "violation", "p"),
    ("modules-per-recommendation", 10, "violation", "f"),
    ("registrations-per-analytics-page", 30, "violation", "q"),
    ("analytics-days", 7, "violation", "q"),
    ("events-per-batch", 500, "violation", "f"),
    ("registrations-per-goal-batch", 500, "violation", "f"),
    ("accounts-per-batch", 50, "violation", "f"),
    ("rows-query-taxons", 50, "violation", "q"),
    ("rows-query-goals", 40, "violation", "q"),
    ("rows-query-mixed", 0, "violation", "q"),
    ("grouping-query-ids", 50, "violation", "q"),
  ]

  @Test func ratesAreThoseOfTheSpecification() {
    #expect(KnewtonRate.all.count == 33)
    #expect(KnewtonAction.allCases.count == 33)
    for (row, (id, endpoint, quota)) in zip(KnewtonRate.all, CatalogueTests.rates) {
      #expect(row.id == id)
      #expect("\(row.method) \(row.template)" == endpoint)
      #expect(row.perMinute == quota)
      #expect(row.assignsPerMinute == (id == "goal-assign-batch" ? 10 : nil))
      #expect(row.source.row == endpoint)
    }
  }

  @Test func entityLimitsAreThoseOfTheSpecification() {
    #expect(EntityLimit.all.count == 28)
    #expect(EntityKind.allCases.count == 28)
    for (row, (id, limit, level, how)) in zip(EntityLimit.all, CatalogueTests.entities) {
      #expect(row.id == id)
      #expect(row.limit == limit)
      #expect(row.level.rawValue == level)
      #expect(row.measure.rawValue == how)
      #expect(row.basis.isEmpty == (how == "o"))
    }
  }

  /// `accountCreateBatch` is `account-create-batch`: a case out of order would name another row.
  static func id<Case>(_ value: Case) -> String {
    "\(value)".map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
  }

  @Test func casesStandInTheOrderOfTheirTables() {
    for action in KnewtonAction.allCases {
      #expect(action.id == CatalogueTests.id(action))
      #expect(KnewtonAction(id: action.id) == action)
    }
    for kind in EntityKind.allCases {
      #expect(kind.id == CatalogueTests.id(kind))
      #expect(EntityKind(id: kind.id) == kind)
    }
    #expect(KnewtonAction(id: "account") == nil)
    #expect(EntityKind(id: "") == nil)
  }

  @Test func eightEndpointsAreRows() {
    let rows = KnewtonAction.allCases.filter { $0.rate.template.hasSuffix("/rows") }.map(\.id)
    #expect(
      rows == [
        "li-expected-score", "li-readiness-forecast", "li-active-time", "li-proficiency",
        "reg-expected-score", "reg-readiness-forecast", "reg-active-time", "reg-proficiency",
      ])
  }

  @Test func learnLimits() {
    #expect(LearnLimit.callsPerDay == 10_000)
    #expect(LearnLimit.sites == 6)
    #expect(KnewtonPairLimit.requestsPerSecond == 10)
    #expect(LearnLimit.remarks.contains { $0.contains("402") && $0.contains("2023-05-09") })
    #expect(LearnLimit.remarks.contains { $0.contains("2024-06-04") && $0.contains("anchored") })
    #expect(LearnLimit.callsSource.date == "2023-05-09")
  }

  @Test func everyLimitIsPrintedWithItsSource() {
    let all = DocumentedLimit.all
    // 2 for Learn, 1 for pairs, 33 endpoints of which one counts twice, 28 entities.
    #expect(all.count == 2 + 1 + 34 + 28)
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(all.first { $0.id == "goal-assign-batch (assign)" }?.limit == 10)
    #expect(all.first { $0.id == "goal-assign-batch (unassign)" }?.limit == 100)
    for limit in all {
      #expect(!limit.wording.isEmpty)
      #expect(!limit.source.document.isEmpty && !limit.source.row.isEmpty)
      #expect(limit.source.address.hasPrefix("https://"))
      #expect(limit.source.document.hasPrefix(limit.service == "learn" ? "Anthology" : "Knewton"))
    }
  }

  @Test func endpointNames() {
    #expect(KnewtonEndpoint.all.count == 37)
    #expect(KnewtonEndpoint.all.count == Int(KnewtonEndpoint.count))
    #expect(Set(KnewtonEndpoint.names).count == 37)
    for (position, endpoint) in KnewtonEndpoint.all.enumerated() {
      #expect(Int(endpoint.rawValue) == position)
      #expect(KnewtonEndpoint(rawValue: endpoint.rawValue) == endpoint)
      let isNamed = endpoint != .unlisted && endpoint != .tokenPath
      #expect(KnewtonEndpoint(name: endpoint.name) == (isNamed ? endpoint : nil))
    }
    #expect(KnewtonEndpoint(rawValue: 37) == nil)
    #expect(KnewtonEndpoint(.accountGet).name == "GET /accounts/{id}")
    #expect(
      KnewtonEndpoint.batchAssign.name
        == "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations (assign)")
    #expect(KnewtonEndpoint.batchAssign.action == .goalAssignBatch)
    #expect(KnewtonEndpoint.unlisted.name == "unlisted")
    #expect(KnewtonEndpoint.tokenPath.name == "/oauth/token")
  }
}
