internal import Attribution
public import Bytes
public import LimitCatalog

/// The calls of one developer group, target by target: what usage, which counts by endpoint, cannot
/// tell. Fed by a second reading of the logs of that group.
///
/// What it yields does not depend on the order of records as long as nothing reaches `Limits`; beyond
/// them calls are counted and not followed any more.
public struct DemandTally: Sendable {
  /// How much is remembered; what comes after that is counted as `untracked`.
  public struct Limits: Sendable {
    /// Bytes of all distinct targets together, which the tables roughly double.
    public var targetBytes = 64 << 20
    /// Calls followed, 16 bytes each.
    public var calls = 4_000_000
    /// Bytes of all endpoint names; the calls of others are summed as `(more)`.
    public var endpointBytes = 8 << 20

    /// About 400 MB at most, while a study is made.
    public init() {}
  }

  let attributor: Attributor
  let group: ByteString
  /// Position of the group in the policy, which then lists its applications; nil where it does not.
  let policyIndex: Int?
  let rejectedStatuses: [UInt16]
  let limits: Limits
  let forms: BatchFormMatcher

  /// All calls of the group.
  var attempted = 0
  /// Those the limiter refused.
  var rejected = 0
  /// Calls that were not followed.
  var untracked = 0
  /// Endpoint names, and what happened to their calls.
  var endpointNames = ByteInterner()
  var endpoints: [EndpointCounts] = []
  /// Calls of endpoints whose names found no room.
  var moreEndpoints = EndpointCounts()
  /// Application, site, method and target of calls.
  var targetKeys = ByteInterner()
  var targets: [DemandTarget] = []
  var calls: [DemandCall] = []
  /// Application, site, method and parent path of single calls.
  var collectionKeys = ByteInterner()
  /// The form of each, as an index of `LearnBatchForm.all`.
  var collectionForms: [Int] = []
  /// Application, site, path and query without offset of paged calls.
  var walkKeys = ByteInterner()
  var walks: [PageWalk] = []
  /// Where keys and names are put together.
  var scratch: [UInt8] = []

  /// An empty tally of a developer group's calls under a policy.
  public init(group: ByteString, policy: Policy, limits: Limits = Limits()) {
    self.group = group
    self.limits = limits
    attributor = Attributor(policy: policy)
    policyIndex = policy.groups.firstIndex { $0.name == group }
    rejectedStatuses = policy.learn.rejectedStatuses.map { UInt16(truncatingIfNeeded: $0) }
    forms = BatchFormMatcher(prefix: policy.learn.pathPrefix)
  }
}

/// One call of a target.
struct DemandCall: Sendable {
  /// Milliseconds since the epoch.
  var time: Int64
  /// Index of the target.
  var target: UInt32
  var status: UInt16
  var isRejected: Bool
}

/// What all calls of a target have in common.
struct DemandTarget: Sendable {
  /// Id of the endpoint, nil for one whose name found no room.
  var endpoint: UInt32?
  var isGet: Bool
  /// Index of what a list would read together with it, nil where there is no such list.
  var collection: Int?
  /// Index of the walk through pages below 100 that it is a page of, nil for none.
  var walk: Int?
  /// Whether that page is the first.
  var isFirstPage = false
}

/// A list that is read page by page.
struct PageWalk: Sendable {
  /// Rows a page, 1 to 99.
  var pageRows: Int
  var pages = 0
  /// Pages at offset 0: how often the walk began.
  var starts = 0
  var endpoint: UInt32?
}
