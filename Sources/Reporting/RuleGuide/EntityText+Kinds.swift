internal import Findings
internal import LimitCatalog

extension EntityText {
  private static let present =
    "A goal is present where its latest succeeded assignment is later than its latest succeeded "
    + "deletion, per registration and goal."

  /// Texts of limits on registrations and goals.
  static func assignments(_ kind: EntityKind) -> EntityText {
    switch kind {
    case .registrationsPerAccount:
      EntityText(
        "An account was registered more often than it may be.",
        "Deleted registrations are not taken off.",
        "Look for an account that stands for many learners, such as one for tests, and give each "
          + "learner an account.",
        "Delete registrations of courses that have ended.")
    case .registrationsPerLearningInstance:
      EntityText(
        "A learning instance has more registrations than it may.",
        "Registrations without a goal are not seen, deleted ones are not taken off.",
        "Create a learning instance for each class or term.",
        "Delete registrations of learners who have left.")
    case .goalsPerRegistration:
      EntityText(
        "A registration has more goals assigned than it may.", present,
        "Delete assignments of goals that are reached or past before new ones are made.")
    case .goalsPerRegistrationAnalytics:
      EntityText(
        "A registration has more goals with analytics assigned than it may.", present,
        "Enable analytics only for goals whose reports somebody reads.",
        "Delete assignments of goals that are reached or past.")
    case .goalsPerLearningInstance:
      EntityText(
        "A learning instance has more goals than it may.", "",
        "Assign one goal to all learners of a class instead of creating one for each.")
    default:
      EntityText(
        "A registration has more focused goals than count: only the most recently focused do.", "",
        "Send focus events only for goals the learner works on now.")
    }
  }

  private static let split =
    "Split it: each part can have a goal, or a learning instance, of its own."

  /// Texts of limits on graphs, taxonomies and the scope of goals.
  static func content(_ kind: EntityKind) -> EntityText {
    switch kind {
    case .modulesPerGraph:
      EntityText(
        "A graph holds more modules than it may.", "",
        "Divide the content into several graphs, each with a learning instance of its own.",
        "Leave out modules that are not used any more.")
    case .conceptsPerGraph:
      EntityText(
        "A graph holds more concepts than it may.", "",
        "Join concepts that no module tells apart, or divide the graph.")
    case .graphsPerLearningInstance:
      EntityText(
        "A learning instance has more than the one graph it may have.", "",
        "Create a learning instance for each graph.")
    case .taxonsPerTaxonomy:
      EntityText(
        "A taxonomy holds more taxons than it should.", "",
        "Leave out taxons that no module and no report uses, or divide the taxonomy.")
    case .taxonsPerModule:
      EntityText(
        "A module carries more taxons than it should.", "",
        "Apply the most specific taxons instead of all those above them.")
    case .taxonomyDepth:
      EntityText(
        "A taxonomy has more levels than it should.", "",
        "Take out levels that have a single entry below each other.")
    case .targetModulesPerGoalAnalytics:
      EntityText(
        "A goal with analytics has more target modules than it may.", "", split,
        "Without analytics a goal may have "
          + "\(Numbers.grouped(EntityKind.targetModulesPerGoal.limit.limit)).")
    case .targetModulesPerGoal:
      EntityText("A goal has more target modules than it may.", "", split)
    case .recommendableModulesPerGoal:
      EntityText(
        "A goal lets more modules be recommended than it may.", "",
        "Narrow the goal's scope, or split the goal.")
    case .includesPerGoal:
      EntityText(
        "A goal's scope includes more than it may.", "",
        "Include larger units instead of single modules, or split the goal.")
    case .excludesPerGoal:
      EntityText(
        "A goal's scope excludes more than it may.", "",
        "Include what is wanted instead of excluding the rest.")
    default: preconditionFailure("\(kind) is no limit on content")
    }
  }
}
