/// The 33 authenticated actions of SPEC section 4.3, asked for in the proportion of their quotas.
enum KnewtonCatalogue {
  /// One action.
  struct Action: Sendable {
    /// Name in SPEC section 4.3, e.g. `account-get`.
    let name: String
    /// Request method.
    let method: [UInt8]
    /// Status when it succeeds.
    let status: Int
    /// Target below the base path, with its slots.
    let target: PathTemplate
    /// Further fields the action is logged with.
    let extra: Extra
  }

  /// A field that only some actions have.
  enum Extra: Sendable {
    case none
    /// Number of items in the batch, from 1 to the bound.
    case items(Int)
    /// Number of items, and `assign` or `unassign`.
    case goalBatch
    case account
    case analytics
    /// Now and then an entity observation of the goal.
    case goalEntities
  }

  /// The actions by rank in `ranks`.
  static let actions = rows.map { row in
    Action(
      name: row.name, method: Array(row.method.utf8), status: row.status,
      target: PathTemplate(row.target), extra: row.extra)
  }

  /// Draws an action, nearly as often as its quota allows it, so that no triple comes close.
  static let ranks = RankTable(weights: rows.map { $0.quota + 15 })

  private struct Row {
    let name: String
    let method: String
    let status: Int
    let quota: Int
    let target: String
    let extra: Extra

    init(
      _ name: String, _ method: String, _ status: Int, _ quota: Int, _ target: String,
      _ extra: Extra = .none
    ) {
      self.name = name
      self.method = method
      self.status = status
      self.quota = quota
      self.target = target
      self.extra = extra
    }
  }

  private static let instance = "/learning-instances/{instance}"
  private static let learner = "/registrations/{registration}"
  private static let scoped = instance + "/scoped-goals/{goal}"

  private static let rows: [Row] =
    [
      Row("account-create", "POST", 201, 750, "/accounts"),
      Row("account-create-batch", "POST", 200, 90, "/batch", .items(40)),
      Row("account-current", "GET", 200, 15, "/accounts/current"),
      Row("account-get", "GET", 200, 15, "/accounts/{accountID}"),
      Row("account-delete", "DELETE", 204, 150, "/accounts/{accountID}"),
      Row("registration-create", "POST", 201, 375, "/registrations", .account),
      Row("registration-get", "GET", 200, 15, learner),
      Row("registration-delete", "DELETE", 204, 375, learner),
      Row("learning-instance-create", "POST", 201, 750, "/learning-instances"),
      Row("learning-instance-list", "GET", 200, 15, "/learning-instances"),
      Row("learning-instance-get", "GET", 200, 15, instance),
      Row("learning-instance-registrations", "GET", 200, 15, instance + "/registrations"),
      Row("goal-create", "POST", 201, 90, instance + "/scoped-goals", .goalEntities),
      Row("goal-update", "PUT", 200, 90, scoped, .goalEntities),
      Row("goal-assign", "PUT", 204, 135, scoped + learner, .analytics),
      Row("goal-assign-batch", "PUT", 207, 10, scoped + "/registrations", .goalBatch),
      Row("goal-assignment-check", "GET", 204, 15, scoped + learner),
      Row("goal-assignment-delete", "DELETE", 204, 135, scoped + learner),
      Row("events-ungraded", "POST", 204, 15, learner + "/ungraded-events"),
      Row("events-graded", "POST", 204, 15, learner + "/graded-events"),
      Row("events-focus", "POST", 204, 15, learner + "/focus-events"),
      Row("recommendation-followed", "POST", 204, 15, learner + "/recommendation-followed-events"),
      Row("events-batch", "POST", 207, 15, learner + "/batch-events", .items(200)),
      Row("recommendation-get", "GET", 200, 15, learner + "/recommendation", .items(8)),
      Row("learners-to-watch", "POST", 200, 25, instance + "/metrics/groups?{watched}"),
    ] + metrics(of: "li", instance) + metrics(of: "reg", learner)

  private static func metrics(of level: String, _ path: String) -> [Row] {
    ["expected-score", "readiness-forecast", "active-time", "proficiency"].map { metric in
      Row("\(level)-\(metric)", "POST", 200, 225, "\(path)/metrics/\(metric)/rows?{rows}")
    }
  }
}
