extension EntityLimit {
  /// All 28 rows, by `EntityKind.rawValue`.
  public static let all: [EntityLimit] = [
    EntityLimit(
      "character-field", 256, .violation, .query,
      "Unicode scalar values in a path segment or query value",
      from: "every Knewton request; id lists excepted",
      row: "Any character field"),
    EntityLimit(
      "modules-per-graph", 20000, .violation, .observation, "modules in a graph",
      row: "Modules per graph"),
    EntityLimit(
      "concepts-per-graph", 2000, .violation, .observation, "concepts in a graph",
      row: "Concepts per graph"),
    EntityLimit(
      "graphs-per-learning-instance", 1, .violation, .observation, "graphs of a learning instance",
      row: "Graphs per learning instance"),
    EntityLimit(
      "taxons-per-taxonomy", 2000, .warning, .observation, "taxons in a taxonomy",
      row: "Taxons in a taxonomy"),
    EntityLimit(
      "taxons-per-module", 20, .warning, .observation, "taxons applied to a module",
      row: "Taxons applied to a module"),
    EntityLimit(
      "taxonomy-depth", 7, .warning, .observation, "levels of a taxonomy",
      row: "Depth of a taxonomy"),
    EntityLimit(
      "registrations-per-account", 500, .violation, .paths, "registrations of an account",
      from: "succeeded registration-create per account",
      row: "Registrations per account"),
    EntityLimit(
      "registrations-per-learning-instance", 500, .violation, .paths,
      "registrations in a learning instance",
      from: "distinct {registration_id} in succeeded goal-assign of one learning instance",
      row: "Registrations in a learning instance"),
    EntityLimit(
      "goals-per-registration", 200, .violation, .paths, "goals assigned to a registration",
      from: "goals present per {registration_id}",
      row: "Goals assigned per registration (total)"),
    EntityLimit(
      "goals-per-registration-analytics", 50, .violation, .paths,
      "goals with analytics assigned to a registration",
      from: "goals present whose latest succeeded assignment with analytics true is later "
        + "than the latest deletion",
      row: "Goals assigned per registration (analytics_enabled)"),
    EntityLimit(
      "focused-goals-per-registration", 3, .notice, .observation,
      "most recently focused goals of a registration",
      row: "Focused goals per registration"),
    EntityLimit(
      "target-modules-per-goal-analytics", 750, .violation, .observation,
      "target modules of a goal with analytics",
      row: "Target modules per goal (analytics_enabled=true)"),
    EntityLimit(
      "target-modules-per-goal", 7500, .violation, .observation, "target modules of a goal",
      row: "Target modules per goal (analytics_enabled=false)"),
    EntityLimit(
      "recommendable-modules-per-goal", 15000, .violation, .observation,
      "recommendable modules of a goal",
      row: "Recommendable modules per goal"),
    EntityLimit(
      "includes-per-goal", 50, .violation, .observation, "includes in a goal's scope",
      row: "scope.include per goal"),
    EntityLimit(
      "excludes-per-goal", 100, .violation, .observation, "excludes in a goal's scope",
      row: "scope.exclude per goal"),
    EntityLimit(
      "goals-per-learning-instance", 5000, .violation, .paths, "goals of a learning instance",
      from: "succeeded goal-create per learning instance",
      row: "Goals per learning instance"),
    EntityLimit(
      "modules-per-recommendation", 10, .violation, .field, "modules in a recommendation",
      from: "items of recommendation-get",
      row: "Modules returned per recommendation"),
    EntityLimit(
      "registrations-per-analytics-page", 30, .violation, .query,
      "registrations on a page of an analytics query",
      from: "largest integer of page_size, per_page, limit, or number of registration_id "
        + "values, on the 8 rows endpoints",
      row: "Registrations per page in an analytics query"),
    EntityLimit(
      "analytics-days", 7, .violation, .query, "consecutive days, inclusive, in an analytics query",
      from: "start_date..end_date, start..end, from..to, on the rows endpoints",
      row: "Consecutive days in an analytics query"),
    EntityLimit(
      "events-per-batch", 500, .violation, .field, "events in a batch",
      from: "items of events-batch",
      row: "Student events per batch"),
    EntityLimit(
      "registrations-per-goal-batch", 500, .violation, .field,
      "registrations in a batch of goal assignments",
      from: "items of goal-assign-batch",
      row: "Registrations per goal batch (un)assign"),
    EntityLimit(
      "accounts-per-batch", 50, .violation, .field, "accounts in a batch",
      from: "items of account-create-batch",
      row: "Account creations per batch"),
    EntityLimit(
      "rows-query-taxons", 50, .violation, .query, "taxon ids in a query",
      from: "on the rows endpoints",
      row: "/rows analytics query: taxon IDs"),
    EntityLimit(
      "rows-query-goals", 40, .violation, .query, "goal ids in a query",
      from: "on the rows endpoints",
      row: "/rows analytics query: goal IDs"),
    EntityLimit(
      "rows-query-mixed", 0, .violation, .query, "taxon and goal ids mixed in a query",
      from: "taxons + goals where both are there, on the rows endpoints",
      row: "/rows analytics query: no mixing"),
    EntityLimit(
      "grouping-query-ids", 50, .violation, .query, "taxon and goal ids together in a query",
      from: "on learners-to-watch",
      row: "smart grouping reports: taxon and/or goal IDs"),
  ]
}
