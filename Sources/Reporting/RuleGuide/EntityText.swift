internal import Findings
internal import LimitCatalog

/// What is to be said of one entity limit beside its number (SPEC 4.4).
struct EntityText {
  /// What it means to be over the limit.
  let meaning: String
  /// Particulars of how it is measured, or empty.
  let detail: String
  /// What a partner can do.
  let advice: [String]

  /// A text; every limit has some advice.
  init(_ meaning: String, _ detail: String = "", _ advice: String...) {
    self.meaning = meaning
    self.detail = detail
    self.advice = advice
  }

  /// The text of a limit.
  static func of(_ kind: EntityKind) -> EntityText {
    switch kind {
    case .characterField, .registrationsPerAnalyticsPage, .analyticsDays, .rowsQueryTaxons,
      .rowsQueryGoals, .rowsQueryMixed, .groupingQueryIds:
      queries(kind)
    case .modulesPerRecommendation, .eventsPerBatch, .registrationsPerGoalBatch,
      .accountsPerBatch:
      batches(kind)
    case .registrationsPerAccount, .registrationsPerLearningInstance, .goalsPerRegistration,
      .goalsPerRegistrationAnalytics, .goalsPerLearningInstance, .focusedGoalsPerRegistration:
      assignments(kind)
    default: content(kind)
    }
  }

  private static let idLists =
    "Id lists are the parameters taxon_id, goal_id and registration_id, also with s or brackets; "
    + "values are split at commas and repeated ones count again."

  private static func queries(_ kind: EntityKind) -> EntityText {
    switch kind {
    case .characterField:
      EntityText(
        "A path segment or query value of a request is longer than any character field may be.",
        "Decoded, in Unicode scalar values; names of parameters are not measured.",
        "Use short ids, and keep names and descriptions out of them.",
        "Shorten generated values, such as joined ids or encoded objects, before they are sent.")
    case .registrationsPerAnalyticsPage:
      EntityText(
        "An analytics query asked for more registrations on one page than it may.", idLists,
        "Ask page by page, with at most \(kind.limit.limit) registrations each.")
    case .analyticsDays:
      EntityText(
        "An analytics query asked for more consecutive days than it may.",
        "The first and the last day count; invalid or reversed dates measure nothing.",
        "Ask for a week at a time, and keep the rows of days that are over.")
    case .rowsQueryTaxons:
      EntityText(
        "An analytics query named more taxons than it may.", idLists,
        "Split the list over several queries, or ask for a broader taxon.")
    case .rowsQueryGoals:
      EntityText(
        "An analytics query named more goals than it may.", idLists,
        "Split the list over several queries.")
    case .rowsQueryMixed:
      EntityText(
        "An analytics query named taxons and goals together, which is not allowed.", idLists,
        "Ask for taxons and for goals in queries of their own.")
    default:
      EntityText(
        "A smart grouping query named more taxons and goals than it may.", idLists,
        "Split the list over several queries.")
    }
  }

  private static let partly =
    "Split larger batches. Expect 422 for a batch over the limit and 207 for one that was done in "
    + "part, and look at each item's result."

  private static func batches(_ kind: EntityKind) -> EntityText {
    func perMinute(_ action: KnewtonAction, _ noun: String) -> String {
      let rate = action.rate.assignsPerMinute ?? action.rate.perMinute
      let all = Numbers.grouped(rate * kind.limit.limit)
      return "At \(rate) batches a minute a token can still send \(all) \(noun) a minute."
    }
    return switch kind {
    case .eventsPerBatch:
      EntityText(
        "A batch held more events than it may.", "", partly, perMinute(.eventsBatch, "events"))
    case .registrationsPerGoalBatch:
      EntityText(
        "A batch assigned a goal to more registrations than it may, or took it from them.", "",
        partly, perMinute(.goalAssignBatch, "assignments"))
    case .accountsPerBatch:
      EntityText(
        "A batch created more accounts than it may.", "", partly,
        perMinute(.accountCreateBatch, "accounts"))
    default:
      EntityText(
        "A recommendation returned more modules than documented.", "",
        "Do not build on more than \(kind.limit.limit) modules in one recommendation.")
    }
  }
}
