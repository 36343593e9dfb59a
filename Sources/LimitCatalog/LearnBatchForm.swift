/// A call of the Learn API that reads or writes one thing, and the documented call that does many at
/// once.
public struct LearnBatchForm: Sendable, Equatable {
  /// Method of both calls.
  public var method: String
  /// Path of the single call behind `/learn/api/public/v1/`, without its parameters' names: `{}` stands
  /// for any one segment.
  public var single: String
  /// Path of the call for many.
  public var batch: String
  /// What to know to use it, one phrase.
  public var advice: String
  /// Where the call for many is documented.
  public var source: LimitSource

  /// Whether the calls for many stand for those of the same parent, which is the path up to the last
  /// segment; else for those of the same path.
  public var isList: Bool { single.hasSuffix("/{}") }

  /// The forms of the vendor's reference that integrations call one by one most, the longer path first
  /// where one is the start of another.
  ///
  /// The vendor also says when not to: a list is no way to look for one object.
  public static let all: [LearnBatchForm] = [
    list("users", "with created or modified and fields, only what changed since the last time"),
    list("courses", "with created or modified and fields, only what changed since the last time"),
    list("courses/{}/users", "with expand=user the users come with their memberships"),
    list("courses/{}/contents", "with recursive=true all levels come together"),
    list("courses/{}/groups", "all groups of a course"),
    list("courses/{}/gradebook/columns", "all columns of a course"),
    list(
      "courses/{}/gradebook/columns/{}/users",
      "all grades of a column; users/lastChanged tells whether there is anything new"),
    list("courses/{}/gradebook/columns/{}/attempts", "all attempts of a column"),
    list("courses/{}/meetings", "all meetings of a course"),
    list("courses/{}/meetings/{}/users", "all attendance records of a meeting"),
    list("terms", "all terms"),
    list("dataSources", "all data sources"),
    LearnBatchForm(
      method: "POST", single: "courses/{}/meetings/{}/users",
      batch: "courses/{}/meetings/{}/users/bulk", advice: "the records of a meeting in one call",
      source: .learnReference("POST /courses/{courseId}/meetings/{meetingId}/users/bulk")),
  ]

  private static func list(_ path: String, _ advice: String) -> LearnBatchForm {
    LearnBatchForm(
      method: "GET", single: path + "/{}", batch: path, advice: advice,
      source: .learnReference("GET /" + path))
  }
}

/// What the Learn portal says about using fewer calls.
public enum LearnPractice {
  /// Data that rarely changes is to be cached and refreshed from time to time.
  public static let caching = LimitSource.learnPractices("General Best Practices: cache")
  /// Criteria are to make the number of pages small.
  public static let paging = LimitSource.learnPractices("General Best Practices: optimize")
  /// A refused call names the time to wait.
  public static let waiting = LearnLimit.callsSource
}

extension LimitSource {
  /// A call of the reference of the Learn API.
  static func learnReference(_ row: String) -> LimitSource {
    LimitSource(
      document: "Anthology: Learn Public REST APIs",
      address: "https://developer.blackboard.com/portal/displayApi/Learn", row: row, date: nil)
  }

  /// A section of the portal's page on good practice.
  static func learnPractices(_ row: String) -> LimitSource {
    LimitSource(
      document: "Anthology: REST API Best Practices",
      address: "https://docs.anthology.com/docs/blackboard/rest-apis/rest-api-best-practices",
      row: row, date: "2023-10-11")
  }
}
