public import Bytes

/// What a partner sends the vendor to be given more quota, and what to mend before.
///
/// A value without behaviour: names are byte strings, and no token is in any of them once it is masked.
public struct IncreaseRequest: Sendable {
  /// Program name and version.
  public var tool: ToolIdentity
  /// The policy file, or nil when none was given.
  public var policy: PolicyIdentity?
  /// Whether everything was read, and if not, why.
  public var status = RunStatus()
  /// First and last record of any group.
  public var period: Period
  /// The group as every report has it.
  public var group: GroupReport
  /// What its name says.
  public var naming: GroupNaming
  /// What the policy says: whether the group is a production group; nil where it does not list it.
  public var isProduction: Bool?
  /// The address that registered the application, nil where nobody gave it.
  public var email: String?
  /// Whom the policy names for the group, nil for nobody.
  public var contact: String?
  /// Parts of the API with calls, e.g. `courses/gradebook`, by name; nil from usage files.
  public var apis: [ByteString]?

  /// UTC days with calls, by time.
  public var days: [DayDemand]
  /// Over the complete ones, nil without any.
  public var dayStatistics: DayStatistics?
  /// UTC hours without any record inside the period: silence, or logs that were not given.
  public var silentHours: Int
  /// Windows in which the quota was used up or calls were refused, by time.
  public var exhaustions: [Exhaustion]
  /// Statuses that the policy takes for refusals, ascending.
  public var refusalStatuses: [Int]
  /// Calls answered that the application is on too many sites; their sites count as sites with calls.
  public var refusedInstallations: Int
  /// Refused calls with retries collapsed; nil from usage files, which do not tell.
  public var unmet: UnmetDemand?
  /// By calls, most first, then name; nil from usage files, which do not tell.
  public var endpoints: [RequestedEndpoint]?
  /// Sites by calls, most first, then name.
  public var busySites: [SiteReport]
  /// Applications by calls, most first, then name.
  public var busyApplications: [ApplicationReport]
  /// Calls that were too many to be followed one by one.
  public var untracked: Int

  /// The 24 hours with the largest demand, of UTC days and of windows by the group's lens.
  public var busiest: DayDemand
  /// Calls per 24 hours to ask for.
  public var calls: QuotaProposal
  /// Sites to ask for.
  public var sites: QuotaProposal
  /// How there could be fewer calls, the most saved first.
  public var savings: [Saving]

  /// Whether the inputs were usage files: what they do not hold is nil above.
  public var isFromUsage: Bool { endpoints == nil }

  /// How much of all calls so many are, in tenths of a percent, rounded half up.
  public func share(of count: Int) -> Int {
    group.attempted > 0 ? (count * 2000 + group.attempted) / (group.attempted * 2) : 0
  }
}

/// Calls of one endpoint by the group.
public struct RequestedEndpoint: Sendable, Equatable {
  /// Endpoint name.
  public var endpoint: ByteString
  /// All calls.
  public var attempted: Int
  /// Those the limiter refused.
  public var rejected: Int
}

/// Refused calls with their retries collapsed (`DemandStudy`).
public struct UnmetDemand: Sendable, Equatable {
  /// What refused calls come to when retries count once.
  public var demands: Int
  /// Demands that a later call met.
  public var met: Int
  /// Demands that none met.
  public var unmet: Int
}

/// A way to fewer calls.
public struct Saving: Sendable, Equatable {
  /// What there is to be seen.
  public enum Kind: Sendable, Equatable {
    /// The same GET again within five minutes.
    case repeatedGets
    /// Runs of single calls that have a form for many: index of `LearnBatchForm.all`.
    case singleCalls(form: Int)
    /// Refused calls repeated without waiting.
    case retries
    /// Calls before the time that a refusal named.
    case earlyRetries
    /// Lists read in pages of less than 100 rows.
    case smallPages
  }

  /// What there is to be seen.
  public var kind: Kind
  /// Calls this is about.
  public var calls: Int
  /// Calls that there would not be; savings of several kinds may be the same calls.
  public var saved: Int
  /// The endpoints with the most of them, at most three.
  public var endpoints: [ByteString]
}

/// What the user says about a request.
public struct IncreaseOptions: Sendable {
  /// The developer group's name.
  public var group: ByteString
  /// What is expected to come.
  public var growth = PercentIncrease(percent: 20)
  /// What is kept free.
  public var headroom = PercentIncrease(percent: 30)
  /// The address that registered the application.
  public var email: String?

  /// A request for a group with the usual growth and headroom.
  public init(group: ByteString) {
    self.group = group
  }
}
