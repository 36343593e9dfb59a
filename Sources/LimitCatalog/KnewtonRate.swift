/// One row of SPEC 4.3: how often one token may call one endpoint for one application.
public struct KnewtonRate: Sendable, Equatable {
  /// The action's id in policies.
  public var id: String
  /// Request method, case-sensitive.
  public var method: String
  /// Path template; `{x}` is one non-empty segment.
  public var template: String
  /// Requests per minute and triple; of `goal-assign-batch` the unassigning ones.
  public var perMinute: Int
  /// Requests per minute and triple that assign; `goal-assign-batch` only.
  public var assignsPerMinute: Int?

  /// Where the row is documented.
  public var source: LimitSource { .knewtonRates("\(method) \(template)") }

  /// A row with one quota, or with one for each direction.
  init(
    _ id: String, _ method: String, _ template: String, _ perMinute: Int, assigns: Int? = nil
  ) {
    self.id = id
    self.method = method
    self.template = template
    self.perMinute = perMinute
    self.assignsPerMinute = assigns
  }

  /// All 33 rows, by `KnewtonAction.rawValue`.
  public static let all: [KnewtonRate] = [
    KnewtonRate("account-create", "POST", "/accounts", 750),
    KnewtonRate("account-create-batch", "POST", "/batch", 90),
    KnewtonRate("account-current", "GET", "/accounts/current", 15),
    KnewtonRate("account-get", "GET", "/accounts/{id}", 15),
    KnewtonRate("account-delete", "DELETE", "/accounts/{id}", 150),
    KnewtonRate("registration-create", "POST", "/registrations", 375),
    KnewtonRate("registration-get", "GET", "/registrations/{id}", 15),
    KnewtonRate("registration-delete", "DELETE", "/registrations/{id}", 375),
    KnewtonRate("learning-instance-create", "POST", "/learning-instances", 750),
    KnewtonRate("learning-instance-list", "GET", "/learning-instances", 15),
    KnewtonRate("learning-instance-get", "GET", "/learning-instances/{id}", 15),
    KnewtonRate(
      "learning-instance-registrations", "GET", "/learning-instances/{id}/registrations", 15),
    KnewtonRate("goal-create", "POST", "/learning-instances/{id}/scoped-goals", 90),
    KnewtonRate("goal-update", "PUT", "/learning-instances/{id}/scoped-goals/{goal_id}", 90),
    KnewtonRate(
      "goal-assign", "PUT",
      "/learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 135),
    KnewtonRate(
      "goal-assign-batch", "PUT",
      "/learning-instances/{id}/scoped-goals/{goal_id}/registrations", 100, assigns: 10),
    KnewtonRate(
      "goal-assignment-check", "GET",
      "/learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 15),
    KnewtonRate(
      "goal-assignment-delete", "DELETE",
      "/learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}", 135),
    KnewtonRate("events-ungraded", "POST", "/registrations/{id}/ungraded-events", 15),
    KnewtonRate("events-graded", "POST", "/registrations/{id}/graded-events", 15),
    KnewtonRate("events-focus", "POST", "/registrations/{id}/focus-events", 15),
    KnewtonRate(
      "recommendation-followed", "POST", "/registrations/{id}/recommendation-followed-events", 15),
    KnewtonRate("events-batch", "POST", "/registrations/{id}/batch-events", 15),
    KnewtonRate("recommendation-get", "GET", "/registrations/{id}/recommendation", 15),
    KnewtonRate(
      "li-expected-score", "POST", "/learning-instances/{id}/metrics/expected-score/rows", 225),
    KnewtonRate(
      "li-readiness-forecast", "POST",
      "/learning-instances/{id}/metrics/readiness-forecast/rows", 225),
    KnewtonRate("li-active-time", "POST", "/learning-instances/{id}/metrics/active-time/rows", 225),
    KnewtonRate("li-proficiency", "POST", "/learning-instances/{id}/metrics/proficiency/rows", 225),
    KnewtonRate(
      "reg-expected-score", "POST", "/registrations/{id}/metrics/expected-score/rows", 225),
    KnewtonRate(
      "reg-readiness-forecast", "POST", "/registrations/{id}/metrics/readiness-forecast/rows", 225),
    KnewtonRate("reg-active-time", "POST", "/registrations/{id}/metrics/active-time/rows", 225),
    KnewtonRate("reg-proficiency", "POST", "/registrations/{id}/metrics/proficiency/rows", 225),
    KnewtonRate("learners-to-watch", "POST", "/learning-instances/{id}/metrics/groups", 25),
  ]
}
