public import Bytes

/// What rules an audit beside the documents: quotas by contract, and how to read the logs
/// (SPEC 4.5).
///
/// Every value has the documented default, so that no policy is the standard policy.
public struct Policy: Sendable, Equatable {
  /// Percent of a quota from which a peak is near it; 1 to 100.
  public var warnAtPercent = 80
  /// What the logged time of a request is.
  public var timestamp = TimestampMeaning.arrival
  /// Share of a file's lines that may be malformed in a complete run.
  public var maxMalformed = Percentage.one
  /// Section `learn`.
  public var learn = LearnPolicy()
  /// Section `groups`, sorted by name.
  public private(set) var groups: [GroupPolicy] = []
  /// Section `knewton`.
  public var knewton = KnewtonPolicy()
  /// Section `fields`: where JSON logs hold a field, in the file's order.
  public var fields: [FieldMapping] = []
  /// Section `waivers`, in the file's order.
  public var waivers: [Waiver] = []

  private var groupOfApplication: [ByteString: ByteString] = [:]

  /// The standard policy.
  public init() {}

  /// Documented limits and nothing else.
  public static let standard = Policy()

  /// Sets the groups, in any order; of two groups that list one application the first by name
  /// has it (a policy file that does so is refused).
  public mutating func setGroups(_ newGroups: [GroupPolicy]) {
    groups = newGroups.sorted { $0.name < $1.name }
    groupOfApplication = [:]
    for group in groups {
      for application in group.applications where groupOfApplication[application] == nil {
        groupOfApplication[application] = group.name
      }
    }
  }
}

extension Policy {
  /// The group that lists an application, or nil.
  public func group(ofApplication application: ByteString) -> ByteString? {
    groupOfApplication[application]
  }
}

/// Policy key `timestamp`.
public enum TimestampMeaning: String, Sendable, CaseIterable {
  /// The request came in.
  case arrival
  /// The response was done: the duration has to be taken off.
  case completion
}

/// One line of policy section `fields`.
public struct FieldMapping: Sendable, Equatable {
  /// Keys from the outermost object inwards, joined by dots.
  public var path: String
  /// Canonical name of the field found there.
  public var field: String

  /// A field found at a dotted path.
  public init(path: String, field: String) {
    self.path = path
    self.field = field
  }
}
