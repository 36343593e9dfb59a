import Findings
import LimitCatalog
import Testing

/// Which limits the fields of a format can show.
@Suite struct FormatSupportTests {
  private func row(_ id: String, _ fields: Set<String>) throws -> ObservabilityRow {
    try #require(FormatSupport(fields: fields).rows().first { $0.id == id })
  }

  @Test func everyLimitHasARow() {
    for fields: Set<String> in [[], ["target"], ["target", "token", "group", "entities"]] {
      let rows = FormatSupport(fields: fields).rows()
      #expect(rows.map(\.id) == DocumentedLimit.all.map(\.id))
      #expect(rows.allSatisfy { $0.status != .notObservable || !$0.missing.isEmpty })
    }
  }

  struct Case: Sendable {
    var id: String
    var fields: Set<String>
    var status: Observability
    var missing: [String] = []
  }

  static let cases = [
    Case(id: "learn.calls", fields: [], status: .notObservable, missing: ["target"]),
    Case(id: "learn.calls", fields: ["target"], status: .notObservable, missing: ["group", "app"]),
    Case(id: "learn.calls", fields: ["target", "app"], status: .checked),
    Case(id: "learn.calls", fields: ["target", "group"], status: .checked),
    Case(
      id: "learn.sites", fields: ["target", "host"], status: .notObservable,
      missing: ["group", "app"]),
    Case(id: "learn.sites", fields: ["target", "app"], status: .notObservable, missing: ["site"]),
    Case(id: "learn.sites", fields: ["target", "app", "host"], status: .lowerBound),
    Case(id: "knewton.pair-rate", fields: ["target"], status: .notObservable, missing: ["client"]),
    Case(
      id: "knewton.pair-rate", fields: ["target", "client"], status: .checked,
      missing: ["token", "uri"]),
    Case(
      id: "knewton.pair-rate", fields: ["target", "client", "token", "origin"], status: .checked),
    Case(id: "account-get", fields: ["target"], status: .notObservable, missing: ["token"]),
    Case(id: "account-get", fields: ["target", "token"], status: .checked, missing: ["uri"]),
    Case(id: "account-get", fields: ["target", "token", "referer"], status: .checked),
    Case(
      id: "goal-assign-batch (assign)", fields: ["target", "token", "uri"], status: .lowerBound,
      missing: ["action"]),
    Case(id: "events-per-batch", fields: ["target"], status: .notObservable, missing: ["items"]),
    Case(id: "events-per-batch", fields: ["target", "items"], status: .checked),
    Case(id: "events-per-batch", fields: ["entities"], status: .checked),
    Case(
      id: "registrations-per-account", fields: ["target"], status: .notObservable,
      missing: ["account"]),
    Case(id: "registrations-per-account", fields: ["target", "account"], status: .lowerBound),
    Case(id: "taxonomy-depth", fields: ["target"], status: .notObservable, missing: ["entities"]),
    Case(id: "analytics-days", fields: ["target"], status: .checked),
  ]

  @Test(arguments: cases) func fieldsDecide(_ expected: Case) throws {
    let row = try row(expected.id, expected.fields)
    #expect(row.status == expected.status, "\(row)")
    #expect(row.missing == expected.missing, "\(row)")
  }
}
