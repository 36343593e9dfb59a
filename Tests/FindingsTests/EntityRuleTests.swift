import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// knewton.entity.<id>: the 28 rows of SPEC 4.4 at the limit and over it.
@Suite struct EntityRuleTests {
  /// A record that observes `value` of a row.
  private func observation(_ id: String, _ value: Int) -> ReferenceRecord {
    var record = ReferenceRecord(time: midnight * 1000, status: 500)
    record.entities = [
      ReferenceObservation(resource: id, subject: "e-1", value: Int64(value))
    ]
    return record
  }

  private func row(_ id: String, _ report: AuditReport) throws -> EntityReport {
    try #require(report.entities.first { $0.id == id })
  }

  @Test func rowsStandInTheOrderOfTheDocument() {
    let rows = audit([]).entities
    #expect(rows.map(\.id) == ReferenceEntities.rows.map(\.id))
    #expect(rows.map(\.limit) == ReferenceEntities.rows.map(\.limit))
    #expect(rows.map(\.level) == ReferenceEntities.rows.map(\.level))
    #expect(rows.map(\.how) == ReferenceEntities.rows.map(\.how))
  }

  @Test(arguments: ReferenceEntities.rows.map(\.id)) func observedAtTheLimitAndOver(_ id: String)
    throws
  {
    let kind = try #require(EntityKind(id: id))
    let limit = kind.limit.limit
    let rule = "knewton.entity." + id
    let within = audit([observation(id, limit)])
    #expect(within.findings.isEmpty)
    #expect(try row(id, within).status == "within")
    #expect(try row(id, within).largest == (id == "character-field" ? nil : limit))
    #expect(try row(id, within).needs == nil)
    let over = audit([observation(id, limit + 1), observation(id, limit)])
    let finding = try #require(over.finding(rule))
    #expect(finding.numbers == "\(kind.limit.level.rawValue) \(limit + 1)/\(limit) x1")
    #expect(finding.subject == [SubjectPart("entity", "e-1")])
    #expect(finding.first == nil && finding.last == nil && finding.witness == nil)
    let status = try row(id, over)
    #expect(status.status == "violated" && status.findings == 1 && status.largest == limit + 1)
    let policy = try policy("knewton: {entities: {\(id): \(limit + 1)}}")
    #expect(audit([observation(id, limit + 1)], policy: policy).findings.isEmpty)
  }

  // MARK: Fields of one request

  @Test(arguments: [
    ("modules-per-recommendation", "GET", "/registrations/1/recommendation"),
    ("events-per-batch", "POST", "/registrations/1/batch-events"),
    ("registrations-per-goal-batch", "PUT", "/learning-instances/1/scoped-goals/2/registrations"),
    ("accounts-per-batch", "POST", "/batch"),
  ]) func itemsOfOneRequest(_ id: String, _ method: String, _ target: String) throws {
    let limit = try #require(EntityKind(id: id)).limit.limit
    func items(_ count: Int?, status: Int = 200) -> ReferenceRecord {
      var record = request(ByteString(method), target, status: status)
      record.items = count.map { Int64($0) }
      return record
    }
    let unknown = try row(id, audit([items(nil)]))
    #expect(unknown.status == "not-observable" && unknown.needs == "items")
    #expect(unknown.largest == nil)
    let within = audit([items(limit), items(0)])
    #expect(try row(id, within).status == "within")
    #expect(try row(id, within).largest == limit)
    // The attempt is the violation, whatever its status.
    let over = audit([items(limit), items(limit + 1, status: 422), items(limit + 5, status: 401)])
    let findings = over.findings("knewton.entity." + id)
    #expect(findings.map(\.numbers) == ["violation \(limit + 5)/\(limit) x2"])
    #expect(findings[0].subject.map(\.key) == ["token", "uri", "endpoint"])
    #expect(findings[0].names[0] == shownToken.text)
    #expect(findings[0].witness?.line == 2)
    #expect(try row(id, over).largest == limit + 5)
  }

  // MARK: Queries and paths of one request

  private func rows(_ query: String) -> AuditReport {
    audit([request("POST", "/registrations/1/metrics/active-time/rows?" + query)])
  }

  private func list(_ name: String, _ count: Int) -> String {
    name + "=" + (1...count).map { "i\($0)" }.joined(separator: ",")
  }

  @Test func queriesOfTheRowsEndpoints() throws {
    let page = "knewton.entity.registrations-per-analytics-page"
    #expect(rows("page_size=30").findings.isEmpty)
    #expect(rows("page_size=31").finding(page)?.numbers == "violation 31/30 x1")
    #expect(rows(list("registration_id", 30)).findings.isEmpty)
    #expect(rows(list("registration_ids[]", 31)).finding(page)?.measured == 31)
    let days = "knewton.entity.analytics-days"
    #expect(rows("from=2026-01-01&to=2026-01-07").findings.isEmpty)
    #expect(rows("from=2026-01-01&to=2026-01-08").finding(days)?.numbers == "violation 8/7 x1")
    #expect(rows(list("taxon_id", 50)).findings.isEmpty)
    #expect(
      rows(list("taxon_id", 51)).finding("knewton.entity.rows-query-taxons")?.measured == 51)
    #expect(rows(list("goal_id", 40)).findings.isEmpty)
    #expect(rows(list("goal_id", 41)).finding("knewton.entity.rows-query-goals")?.measured == 41)
    let mixed = rows("taxon_id=1,2&goal_id=3")
    #expect(mixed.finding("knewton.entity.rows-query-mixed")?.numbers == "violation 3/0 x1")
    #expect(try row("rows-query-mixed", rows("taxon_id=1")).largest == 0)
    // Elsewhere these parameters mean nothing.
    let elsewhere = request("GET", "/accounts/1?page_size=31&" + list("goal_id", 41))
    #expect(audit([elsewhere]).findings.isEmpty)
  }

  @Test func queriesOfTheGroupingEndpoint() {
    func grouping(_ query: String) -> AuditReport {
      audit([request("POST", "/learning-instances/1/metrics/groups?" + query)])
    }
    let rule = "knewton.entity.grouping-query-ids"
    #expect(grouping(list("goal_id", 25) + "&" + list("taxon_id", 25)).findings.isEmpty)
    #expect(
      grouping(list("goal_id", 26) + "&" + list("taxon_id", 25)).finding(rule)?.measured == 51)
    #expect(grouping(list("registration_id", 60)).findings.isEmpty)
  }

  @Test func longTexts() throws {
    let rule = "knewton.entity.character-field"
    func text(_ target: String) -> AuditReport { audit([request("GET", target)]) }
    func long(_ unit: String, _ count: Int) -> String { String(repeating: unit, count: count) }
    #expect(text("/accounts/" + long("x", 256)).findings.isEmpty)
    #expect(text("/accounts/" + long("x", 257)).finding(rule)?.numbers == "violation 257/256 x1")
    // Scalars, not bytes: percent-decoded, and one for each maximal bad subpart.
    #expect(text("/accounts/" + long("%C3%A9", 256)).findings.isEmpty)
    #expect(text("/accounts/" + long("%C3%A9", 257)).finding(rule)?.measured == 257)
    #expect(text("/accounts/" + long("%E2%82", 257)).finding(rule)?.measured == 257)
    #expect(text("/accounts/" + long("%FF%FE", 128)).findings.isEmpty)
    #expect(text("/accounts/" + long("%FF%FE", 129)).finding(rule)?.measured == 258)
    #expect(text("/accounts/1?q=" + long("+", 257)).finding(rule)?.measured == 257)
    #expect(text("/accounts/1?q=" + long("+", 256) + "&r=" + long("z", 256)).findings.isEmpty)
    #expect(text("/accounts/1?" + long("n", 300) + "=1").findings.isEmpty, "names are not measured")
    #expect(text("/accounts/1?taxon_ids[]=" + long("a", 300)).findings.isEmpty, "id lists")
    #expect(text("/accounts/1?taxon_id2=" + long("a", 300)).finding(rule)?.measured == 300)
    let quiet = try row("character-field", text("/accounts/1"))
    #expect(quiet.status == "within" && quiet.largest == nil && quiet.needs == nil)
  }

  // MARK: Derived from paths

  private func goal(_ goal: Int, _ registration: Int, method: ByteString = "PUT") -> ReferenceRecord
  {
    request(method, "/learning-instances/li/scoped-goals/g\(goal)/registrations/r\(registration)")
  }

  @Test func registrationsAndGoals() throws {
    let members = (1...501).map { goal(1, $0) }
    #expect(
      audit(Array(members.prefix(500))).finding(
        "knewton.entity.registrations-per-learning-instance") == nil)
    let finding = try #require(
      audit(members).finding("knewton.entity.registrations-per-learning-instance"))
    #expect(finding.numbers == "violation 501/500 x1" && finding.names == ["li"])
    let goals = (1...201).map { goal($0, 1) }
    let rule = "knewton.entity.goals-per-registration"
    #expect(audit(goals).finding(rule)?.numbers == "violation 201/200 x1")
    #expect(audit(Array(goals.prefix(200))).finding(rule) == nil)
    var deletion = goal(7, 1, method: "DELETE")
    deletion.time += 1
    #expect(audit(goals + [deletion]).finding(rule) == nil)
  }

  @Test func goalsWithAnalytics() throws {
    let rule = "knewton.entity.goals-per-registration-analytics"
    let id = "goals-per-registration-analytics"
    var goals = (1...51).map { goal($0, 1) }
    #expect(try row(id, audit(goals)).needs == "analytics")
    for index in goals.indices { goals[index].analytics = index > 0 }
    #expect(audit(goals).finding(rule) == nil)
    #expect(try row(id, audit(goals)).largest == 50)
    goals[0].analytics = true
    #expect(audit(goals).finding(rule)?.numbers == "violation 51/50 x1")
  }

  @Test func registrationsOfAnAccountAndGoalsOfAnInstance() throws {
    let accounts = "knewton.entity.registrations-per-account"
    var create = request("POST", "/registrations")
    #expect(try row("registrations-per-account", audit([create])).needs == "account")
    create.account = "acct"
    #expect(audit(times(500, create)).finding(accounts) == nil)
    var refused = create
    refused.status = 429
    #expect(audit(times(500, create) + [refused]).finding(accounts) == nil)
    #expect(audit(times(501, create)).finding(accounts)?.numbers == "violation 501/500 x1")
    let goal = request("POST", "/learning-instances/li/scoped-goals")
    let goals = "knewton.entity.goals-per-learning-instance"
    #expect(audit(times(5_000, goal)).finding(goals) == nil)
    #expect(audit(times(5_001, goal)).finding(goals)?.numbers == "violation 5001/5000 x1")
  }
}
