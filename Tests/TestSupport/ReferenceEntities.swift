/// The 28 rows of SPEC 4.4, typed from the page.
public enum ReferenceEntities {
  /// One row of SPEC 4.4.
  public struct Row: Sendable {
    /// The row's id.
    public var id: String
    /// The largest value allowed.
    public var limit: Int
    /// `violation`, `warning` or `notice`.
    public var level: String
    /// `q`, `f`, `p` or `o`.
    public var how: String

    init(_ id: String, _ limit: Int, _ level: String, _ how: String) {
      self.id = id
      self.limit = limit
      self.level = level
      self.how = how
    }
  }

  /// The table, in its order.
  public static let rows: [Row] = [
    Row("character-field", 256, "violation", "q"),
    Row("modules-per-graph", 20000, "violation", "o"),
    Row("concepts-per-graph", 2000, "violation", "o"),
    Row("graphs-per-learning-instance", 1, "violation", "o"),
    Row("taxons-per-taxonomy", 2000, "warning", "o"),
    Row("taxons-per-module", 20, "warning", "o"),
    Row("taxonomy-depth", 7, "warning", "o"),
    Row("registrations-per-account", 500, "violation", "p"),
    Row("registrations-per-learning-instance", 500, "violation", "p"),
    Row("goals-per-registration", 200, "violation", "p"),
    Row("goals-per-registration-analytics", 50, "violation", "p"),
    Row("focused-goals-per-registration", 3, "notice", "o"),
    Row("target-modules-per-goal-analytics", 750, "violation", "o"),
    Row("target-modules-per-goal", 7500, "violation", "o"),
    Row("recommendable-modules-per-goal", 15000, "violation", "o"),
    Row("includes-per-goal", 50, "violation", "o"),
    Row("excludes-per-goal", 100, "violation", "o"),
    Row("goals-per-learning-instance", 5000, "violation", "p"),
    Row("modules-per-recommendation", 10, "violation", "f"),
    Row("registrations-per-analytics-page", 30, "violation", "q"),
    Row("analytics-days", 7, "violation", "q"),
    Row("events-per-batch", 500, "violation", "f"),
    Row("registrations-per-goal-batch", 500, "violation", "f"),
    Row("accounts-per-batch", 50, "violation", "f"),
    Row("rows-query-taxons", 50, "violation", "q"),
    Row("rows-query-goals", 40, "violation", "q"),
    Row("rows-query-mixed", 0, "violation", "q"),
    Row("grouping-query-ids", 50, "violation", "q"),
  ]

  /// The endpoint whose `items` each f row measures.
  static let itemsAction = [
    "modules-per-recommendation": "recommendation-get",
    "events-per-batch": "events-batch",
    "registrations-per-goal-batch": "goal-assign-batch",
    "accounts-per-batch": "account-create-batch",
  ]
}
