import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// What the logs could show, limit by limit.
@Suite struct ObservabilityTests {
  private func row(_ id: String, _ report: AuditReport) throws -> ObservabilityRow {
    try #require(report.observability.first { $0.id == id })
  }

  private func expect(
    _ id: String, _ status: Observability, _ missing: [String], in report: AuditReport,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let row = try row(id, report)
    #expect(row.status == status && row.missing == missing, "\(row)", sourceLocation: location)
    #expect(row.reason.hasSuffix(".") && row.reason.first?.isLowercase == false)
  }

  @Test func everyDocumentedLimitHasARow() {
    let report = audit([])
    #expect(report.observability.map(\.id) == DocumentedLimit.all.map(\.id))
    #expect(report.observability.allSatisfy { $0.status == .nothingToCheck && $0.missing.isEmpty })
    #expect(report.signals.isEmpty)
  }

  @Test func callsNeedAGroup() throws {
    try expect("learn.calls", .checked, [], in: audit([call(0), call(1)]))
    try expect("learn.calls", .lowerBound, ["group"], in: audit([call(0), call(1, group: nil)]))
    try expect("learn.calls", .notObservable, ["group"], in: audit([call(0, group: nil)]))
    var bare = call(0, group: nil)
    bare.app = nil
    try expect("learn.calls", .notObservable, ["group", "app"], in: audit([bare]))
    let mapped = try policy("groups: {acme: {applications: [app-1]}}")
    try expect(
      "learn.calls", .checked, [], in: audit([call(0, group: nil)], policy: mapped))
    let byApplication = try policy("learn: {partition: application}")
    try expect(
      "learn.calls", .checked, [], in: audit([call(0, group: nil)], policy: byApplication))
    try expect(
      "learn.calls", .notObservable, ["app"], in: audit([bare], policy: byApplication))
  }

  @Test func callsOfSitesNeedASite() throws {
    let bySite = try policy("learn: {partition: group+site}")
    var homeless = call(1)
    homeless.site = nil
    homeless.host = nil
    try expect("learn.calls", .checked, [], in: audit([call(0)], policy: bySite))
    try expect(
      "learn.calls", .lowerBound, ["site"], in: audit([call(0), homeless], policy: bySite))
  }

  @Test func unloggedCallsMakeALowerBound() throws {
    let records = [(0, 900), (10, 800)].map { second, remaining in
      var record = call(Int64(second))
      record.limit = 1000
      record.remaining = Int64(remaining)
      record.reset = Int64(86_400 - second)
      return record
    }
    let report = audit(records)
    #expect(report.finding("learn.unlogged-calls") != nil)
    try expect("learn.calls", .lowerBound, [], in: report)
    #expect(report.signals.first { $0.field == "remaining" }?.requests == 2)
  }

  @Test func sitesAreNeverMoreThanALowerBound() throws {
    try expect("learn.sites", .lowerBound, [], in: audit([call(0)]))
    var homeless = call(1)
    homeless.site = nil
    homeless.host = nil
    try expect("learn.sites", .lowerBound, ["site"], in: audit([call(0), homeless]))
    try expect("learn.sites", .notObservable, ["site"], in: audit([homeless]))
    try expect("learn.sites", .notObservable, ["group"], in: audit([call(0, group: nil)]))
  }

  @Test func pairsNeedAnAddress() throws {
    var nobody = anonymous(0)
    nobody.client = nil
    let token = request("GET", "/accounts/1")
    try expect("knewton.pair-rate", .checked, [], in: audit([anonymous(0), token]))
    try expect("knewton.pair-rate", .checked, [], in: audit([token]))
    try expect(
      "knewton.pair-rate", .lowerBound, ["client"], in: audit([anonymous(0), nobody, token]))
    try expect("knewton.pair-rate", .notObservable, ["client"], in: audit([nobody, token]))
    try expect("knewton.pair-rate", .checked, ["token"], in: audit([anonymous(0)]))
  }

  @Test func ratesOfEndpointsNeedATokenAndShouldHaveAnApplication() throws {
    var report = audit([anonymous(0)])
    let rates = KnewtonAction.allCases.map(\.id).filter { $0 != "goal-assign-batch" }
    for id in rates + ["goal-assign-batch (assign)", "goal-assign-batch (unassign)"] {
      try expect(id, .notObservable, ["token"], in: report)
    }
    var nameless = request("GET", "/accounts/1")
    nameless.uri = nil
    try expect("account-get", .checked, ["uri"], in: audit([nameless]))
    report = audit([request("GET", "/accounts/1"), nameless])
    try expect("account-get", .checked, [], in: report)
  }

  @Test func batchAssignmentsNeedAnAction() throws {
    let path = "/learning-instances/1/scoped-goals/2/registrations"
    var assign = request("PUT", path)
    assign.assigns = true
    let known = audit([assign])
    let unknown = audit([assign, request("PUT", path, at: 1)])
    for direction in [" (assign)", " (unassign)"] {
      try expect("goal-assign-batch" + direction, .checked, [], in: known)
      try expect("goal-assign-batch" + direction, .lowerBound, ["action"], in: unknown)
    }
    try expect("account-get", .checked, [], in: unknown)
  }

  @Test func entityLimitsGoByTheirMeasure() throws {
    var batch = request("POST", "/registrations/1/batch-events")
    var report = audit([batch])
    try expect("character-field", .checked, [], in: report)
    try expect("goals-per-registration", .lowerBound, [], in: report)
    try expect("events-per-batch", .notObservable, ["items"], in: report)
    try expect("registrations-per-account", .notObservable, ["account"], in: report)
    try expect("goals-per-registration-analytics", .notObservable, ["analytics"], in: report)
    try expect("modules-per-graph", .notObservable, ["entities"], in: report)
    batch.items = 3
    report = audit([batch])
    try expect("events-per-batch", .checked, [], in: report)
    for row in report.observability where EntityKind(id: row.id) != nil {
      let entity = try #require(report.entities.first { $0.id == row.id })
      #expect((row.status == .notObservable) == (entity.status == "not-observable"), "\(row.id)")
      #expect(row.missing == (entity.needs.map { [$0] } ?? []), "\(row.id)")
    }
  }

  @Test func signalsAreCountedWhereTheyCouldBe() {
    var refused = call(1, status: 429)
    refused.retryAfter = .seconds(60)
    var accepted = call(2)
    accepted.retryAfter = .seconds(60)
    var delayed = anonymous(0)
    delayed.delay = 0
    let signals = audit([call(0), refused, accepted, delayed, anonymous(5, status: 429)]).signals
    func sighting(_ field: String) -> [Int] {
      signals.filter { $0.field == field }.flatMap { [$0.requests, $0.of] }
    }
    #expect(sighting("retry_after") == [1, 1])
    #expect(sighting("limit") == [0, 3])
    #expect(sighting("delay") == [1, 2] && sighting("exceeded") == [0, 2])
  }
}
