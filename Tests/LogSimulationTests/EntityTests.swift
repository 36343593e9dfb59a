import Foundation
import Testing

@testable import LogSimulation

/// Entity limits: those derived from paths recomputed, and every rule of the SPEC present.
@Suite struct EntityTests {
  let expected: ExpectedFile

  init() throws {
    expected = try SharedNight.expected.get()
  }

  @Test("every rule of SPEC sections 4.4 and 6 is broken")
  func everyRule() {
    let rules = [
      "learn.calls", "learn.sites", "learn.sites-near", "learn.throttled", "learn.install-refused",
      "learn.limit-mismatch", "learn.unlogged-calls", "learn.application-groups",
      "learn.retry-episode", "knewton.pair-rate", "knewton.pair-delayed", "knewton.pair-rejected",
      "knewton.triple-rate", "knewton.triple-rejected", "knewton.triple-delayed",
      "knewton.soft-limited", "knewton.unexplained-rejection", "knewton.retry-episode",
    ]
    let entities = [
      "character-field", "modules-per-graph", "concepts-per-graph", "graphs-per-learning-instance",
      "taxons-per-taxonomy", "taxons-per-module", "taxonomy-depth", "registrations-per-account",
      "registrations-per-learning-instance", "goals-per-registration",
      "goals-per-registration-analytics", "focused-goals-per-registration",
      "target-modules-per-goal-analytics", "target-modules-per-goal",
      "recommendable-modules-per-goal", "includes-per-goal", "excludes-per-goal",
      "goals-per-learning-instance", "modules-per-recommendation",
      "registrations-per-analytics-page", "analytics-days", "events-per-batch",
      "registrations-per-goal-batch", "accounts-per-batch", "rows-query-taxons",
      "rows-query-goals", "rows-query-mixed", "grouping-query-ids",
    ]
    #expect(
      Set(expected.findings.map(\.rule)) == Set(rules + entities.map { "knewton.entity." + $0 }))
  }

  @Test("ids differ and are those of SPEC section 6")
  func ids() throws {
    #expect(Set(expected.findings.map(\.id)).count == expected.findings.count)
    // printf 'learn.calls\x1fplanted-over-utc' | sha256sum | cut -c1-16
    let finding = try #require(
      expected.findings(of: "learn.calls").first { $0.subject["group"] == "planted-over-utc" })
    #expect(finding.id == "f7f89e970ea78a4b")
  }

  @Test("derived entities hold as many as expected, the background's stay within the policy")
  func derived() throws {
    var accounts: [String: Int] = [:]
    var goals: [String: Int] = [:]
    var members: [String: Set<String>] = [:]
    var assigned: [String: Set<String>] = [:]
    var analytics: [String: Set<String>] = [:]
    for record in try SharedNight.records.get() where record.isTriple && record.succeeded {
      let parts = record.segments
      switch (record.method, parts.count, parts.last) {
      case ("POST", 1, "registrations"): accounts[record.fields["account"] ?? "-", default: 0] += 1
      case ("POST", 3, "scoped-goals"): goals[parts[1], default: 0] += 1
      case ("PUT", 6, let registration?):
        members[parts[1], default: []].insert(registration)
        assigned[registration, default: []].insert(parts[3])
        if record.fields["analytics"] == "1" {
          analytics[registration, default: []].insert(parts[3])
        }
      default: break
      }
    }
    let measured = [
      "registrations-per-account": accounts, "goals-per-learning-instance": goals,
      "registrations-per-learning-instance": members.mapValues(\.count),
      "goals-per-registration": assigned.mapValues(\.count),
      "goals-per-registration-analytics": analytics.mapValues(\.count),
    ]
    for (id, quota) in PlantedNight.entityQuotas {
      let over = try #require(measured[id]).filter { $0.value > quota }
      let findings = expected.findings(of: "knewton.entity." + id)
      #expect(
        over
          == Dictionary(
            uniqueKeysWithValues: findings.map { ($0.subject["entity"] ?? "-", $0.measured) }))
      #expect(findings.map(\.limit) == [quota])
    }
  }

  @Test("batches and recommendations of the background stay within their limits")
  func items() throws {
    let limits = [
      "POST /batch": 50, "GET /registrations/{id}/recommendation": 10,
      "POST /registrations/{id}/batch-events": 500,
    ]
    for record in try SharedNight.records.get() {
      guard let items = record.fields["items"].flatMap({ Int($0) }) else { continue }
      let limit = limits[record.endpoint] ?? 500
      let isPlanted = record.uri.contains("planted-")
      #expect(items <= limit || isPlanted && items == limit + 1)
    }
  }

  @Test("the inventory holds every observed entity at its limit and beyond it")
  func inventory() throws {
    let text = try SharedNight.night.get().inventory
    struct Observation: Decodable {
      let resource: String
      let subject: String
      let value: Int
    }
    let observations = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Observation.self, from: Data($0.utf8))
    }
    #expect(observations.count == 24)
    for row in observations where row.subject.hasPrefix("planted-") {
      let finding = try #require(expected.findings(of: "knewton.entity." + row.resource).first)
      #expect(finding.measured == row.value)
      #expect(finding.limit == row.value - 1)
      #expect(finding.subject == ["entity": row.subject])
    }
  }
}
