/// Entity limits that one request can break (SPEC section 4.4, q and f).
extension PlantedNight {
  private static let instanceRows = "/learning-instances/planted-li/metrics"
  private static let instanceRowsEndpoint = "POST /learning-instances/{id}/metrics"

  /// `name=1,2,3` with so many ids.
  private static func ids(_ name: String, _ count: Int) -> String {
    name + "=" + (0..<count).map { String(1000 + $0) }.joined(separator: ",")
  }

  /// Expects the limit `id` to be broken by requests of the case of that name.
  private mutating func expectEntity(
    _ id: String, _ endpoint: String, counted: Range<Int>, measured: Int, limit: Int
  ) {
    expectRequests(
      "knewton.entity." + id, Self.triple(id, endpoint), counted: counted, measured: measured,
      limit: limit)
  }

  /// Rules `knewton.entity.*` measured from queries and paths.
  mutating func plantEntityQueries() {
    let long = String(repeating: "x", count: 257)
    let characters = plant(1, from: PlantedLine.at(17, 0, 0, 1), every: 0) { _ in
      Self.tripleLine("character-field", "GET", "/accounts/\(long)", status: 404)
    }
    expectEntity(
      "character-field", "GET /accounts/{id}", counted: characters, measured: 257, limit: 256)

    let queries: [(id: String, metric: String, query: [String], measured: Int, limit: Int)] = [
      (
        "registrations-per-analytics-page", "expected-score", ["page_size=31", "page_size=45"], 45,
        30
      ),
      ("analytics-days", "active-time", ["start_date=2026-11-10&end_date=2026-11-17"], 8, 7),
      ("rows-query-taxons", "proficiency", [Self.ids("taxon_id", 51)], 51, 50),
      ("rows-query-goals", "readiness-forecast", [Self.ids("goal_id", 41)], 41, 40),
      (
        "rows-query-mixed", "proficiency", [Self.ids("taxon_id", 2) + "&" + Self.ids("goal_id", 3)],
        5, 0
      ),
    ]
    for (index, row) in queries.enumerated() {
      let start = PlantedLine.at(17, 1 + index, 0, 10 + index)
      let counted = plant(row.query.count, from: start, every: 12_345) { index in
        Self.tripleLine(
          row.id, "POST", "\(Self.instanceRows)/\(row.metric)/rows?\(row.query[index])")
      }
      expectEntity(
        row.id, "\(Self.instanceRowsEndpoint)/\(row.metric)/rows", counted: counted,
        measured: row.measured, limit: row.limit)
    }

    let grouping = plant(1, from: PlantedLine.at(17, 8, 0, 18), every: 0) { _ in
      let query = Self.ids("taxon_id", 26) + "&" + Self.ids("goal_id", 25)
      return Self.tripleLine("grouping-query-ids", "POST", "\(Self.instanceRows)/groups?\(query)")
    }
    expectEntity(
      "grouping-query-ids", "\(Self.instanceRowsEndpoint)/groups", counted: grouping, measured: 51,
      limit: 50)
  }

  /// Rules `knewton.entity.*` measured from the field `items`.
  mutating func plantEntityBatches() {
    let learner = "/registrations/planted-learner"
    let batches: [(id: String, method: String, path: String, endpoint: String, limit: Int)] = [
      (
        "modules-per-recommendation", "GET", learner + "/recommendation",
        "GET /registrations/{id}/recommendation", 10
      ),
      (
        "events-per-batch", "POST", learner + "/batch-events",
        "POST /registrations/{id}/batch-events", 500
      ),
      (
        "registrations-per-goal-batch", "PUT",
        "/learning-instances/planted-li/scoped-goals/planted-goal/registrations",
        "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations (unassign)", 500
      ),
      ("accounts-per-batch", "POST", "/batch", "POST /batch", 50),
    ]
    for (index, row) in batches.enumerated() {
      let start = PlantedLine.at(17, 20 + index, 0, 100 + index)
      let counted = plant(1, from: start, every: 0) { _ in
        let line = Self.tripleLine(row.id, row.method, row.path).with(.items, row.limit + 1)
        return row.method == "PUT" ? line.with(.action, "unassign") : line
      }
      expectEntity(
        row.id, row.endpoint, counted: counted, measured: row.limit + 1, limit: row.limit)
    }
  }
}
