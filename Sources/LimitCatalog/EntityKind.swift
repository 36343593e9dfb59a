/// The 28 things whose number Knewton limits, in the order of SPEC 4.4.
///
/// Raw values are positions in that order, so that tables can be indexed by them.
public enum EntityKind: UInt8, Sendable, CaseIterable {
  case characterField
  case modulesPerGraph
  case conceptsPerGraph
  case graphsPerLearningInstance
  case taxonsPerTaxonomy
  case taxonsPerModule
  case taxonomyDepth
  case registrationsPerAccount
  case registrationsPerLearningInstance
  case goalsPerRegistration
  case goalsPerRegistrationAnalytics
  case focusedGoalsPerRegistration
  case targetModulesPerGoalAnalytics
  case targetModulesPerGoal
  case recommendableModulesPerGoal
  case includesPerGoal
  case excludesPerGoal
  case goalsPerLearningInstance
  case modulesPerRecommendation
  case registrationsPerAnalyticsPage
  case analyticsDays
  case eventsPerBatch
  case registrationsPerGoalBatch
  case accountsPerBatch
  case rowsQueryTaxons
  case rowsQueryGoals
  case rowsQueryMixed
  case groupingQueryIds

  /// The id in policies, entity observations and rules, e.g. `modules-per-graph`.
  public var id: String { EntityLimit.all[Int(rawValue)].id }

  /// The kind of this id, or nil.
  public init?(id: String) {
    guard let index = EntityLimit.all.firstIndex(where: { $0.id == id }) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// Its row of the table.
  public var limit: EntityLimit { EntityLimit.all[Int(rawValue)] }
}
