internal import Bytes

/// The 33 rows of SPEC 4.3, typed from the page.
enum ReferenceEndpoints {
  /// One row of SPEC 4.3.
  struct Row: Sendable {
    var action: String
    var method: String
    var template: String
    /// Requests per minute; for `goal-assign-batch` those of unassigns.
    var perMinute: Int
  }

  /// Assigns per minute of `goal-assign-batch`.
  static let batchAssignsPerMinute = 10

  /// The row that method and path match, and what its `{x}` stand for.
  ///
  /// The path is without base path and query. Of two matches the one whose first difference is a
  /// literal wins, which is what comparing "is this segment a parameter" from the left says.
  static func match(method: [UInt8], path: [UInt8]) -> (row: Row, parameters: [String: [UInt8]])? {
    let segments = ReferenceText.split(ReferenceText.withoutTrailingSlash(path), at: "/")
    var best: (row: Row, parameters: [String: [UInt8]], shape: [UInt8])?
    for row in rows where Array(row.method.utf8) == method {
      let pattern = ReferenceText.split(Array(row.template.utf8), at: "/").map(ReferenceText.text)
      guard pattern.count == segments.count else { continue }
      var parameters: [String: [UInt8]] = [:]
      var shape: [UInt8] = []
      let fits = zip(pattern, segments).allSatisfy { part, segment in
        shape.append(part.hasPrefix("{") ? 1 : 0)
        guard part.hasPrefix("{") else { return Array(part.utf8) == segment }
        parameters[part] = segment
        return !segment.isEmpty
      }
      if fits, best.map({ shape.lexicographicallyPrecedes($0.shape) }) ?? true {
        best = (row, parameters, shape)
      }
    }
    return best.map { ($0.row, $0.parameters) }
  }

  /// The eight endpoints whose queries SPEC 4.4 calls the `rows` endpoints.
  static let rowsActions: Set<String> = [
    "li-expected-score", "li-readiness-forecast", "li-active-time", "li-proficiency",
    "reg-expected-score", "reg-readiness-forecast", "reg-active-time", "reg-proficiency",
  ]

  private static let learningInstance = "/learning-instances/{id}"
  private static let goals = "/learning-instances/{id}/scoped-goals"
  private static let goal = "/learning-instances/{id}/scoped-goals/{goal_id}"
  private static let assignment =
    "/learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}"
  private static let registration = "/registrations/{id}"

  /// The table, in its order.
  static let rows: [Row] = [
    Row(action: "account-create", method: "POST", template: "/accounts", perMinute: 750),
    Row(action: "account-create-batch", method: "POST", template: "/batch", perMinute: 90),
    Row(action: "account-current", method: "GET", template: "/accounts/current", perMinute: 15),
    Row(action: "account-get", method: "GET", template: "/accounts/{id}", perMinute: 15),
    Row(action: "account-delete", method: "DELETE", template: "/accounts/{id}", perMinute: 150),
    Row(action: "registration-create", method: "POST", template: "/registrations", perMinute: 375),
    Row(action: "registration-get", method: "GET", template: registration, perMinute: 15),
    Row(action: "registration-delete", method: "DELETE", template: registration, perMinute: 375),
    Row(
      action: "learning-instance-create", method: "POST", template: "/learning-instances",
      perMinute: 750),
    Row(
      action: "learning-instance-list", method: "GET", template: "/learning-instances",
      perMinute: 15),
    Row(action: "learning-instance-get", method: "GET", template: learningInstance, perMinute: 15),
    Row(
      action: "learning-instance-registrations", method: "GET",
      template: learningInstance + "/registrations", perMinute: 15),
    Row(action: "goal-create", method: "POST", template: goals, perMinute: 90),
    Row(action: "goal-update", method: "PUT", template: goal, perMinute: 90),
    Row(action: "goal-assign", method: "PUT", template: assignment, perMinute: 135),
    Row(
      action: "goal-assign-batch", method: "PUT", template: goal + "/registrations", perMinute: 100),
    Row(action: "goal-assignment-check", method: "GET", template: assignment, perMinute: 15),
    Row(action: "goal-assignment-delete", method: "DELETE", template: assignment, perMinute: 135),
    Row(
      action: "events-ungraded", method: "POST", template: registration + "/ungraded-events",
      perMinute: 15),
    Row(
      action: "events-graded", method: "POST", template: registration + "/graded-events",
      perMinute: 15),
    Row(
      action: "events-focus", method: "POST", template: registration + "/focus-events",
      perMinute: 15),
    Row(
      action: "recommendation-followed", method: "POST",
      template: registration + "/recommendation-followed-events", perMinute: 15),
    Row(
      action: "events-batch", method: "POST", template: registration + "/batch-events",
      perMinute: 15),
    Row(
      action: "recommendation-get", method: "GET", template: registration + "/recommendation",
      perMinute: 15),
    Row(
      action: "li-expected-score", method: "POST",
      template: learningInstance + "/metrics/expected-score/rows", perMinute: 225),
    Row(
      action: "li-readiness-forecast", method: "POST",
      template: learningInstance + "/metrics/readiness-forecast/rows", perMinute: 225),
    Row(
      action: "li-active-time", method: "POST",
      template: learningInstance + "/metrics/active-time/rows", perMinute: 225),
    Row(
      action: "li-proficiency", method: "POST",
      template: learningInstance + "/metrics/proficiency/rows", perMinute: 225),
    Row(
      action: "reg-expected-score", method: "POST",
      template: registration + "/metrics/expected-score/rows", perMinute: 225),
    Row(
      action: "reg-readiness-forecast", method: "POST",
      template: registration + "/metrics/readiness-forecast/rows", perMinute: 225),
    Row(
      action: "reg-active-time", method: "POST",
      template: registration + "/metrics/active-time/rows", perMinute: 225),
    Row(
      action: "reg-proficiency", method: "POST",
      template: registration + "/metrics/proficiency/rows", perMinute: 225),
    Row(
      action: "learners-to-watch", method: "POST", template: learningInstance + "/metrics/groups",
      perMinute: 25),
  ]
}
