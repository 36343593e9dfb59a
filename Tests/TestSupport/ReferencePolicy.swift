public import Bytes

/// The policy of SPEC 4.5 as plain values; nil is a quota that the policy does not name.
///
/// `fields` and `max_malformed` are about reading lines, which the reference never does.
public struct ReferencePolicy: Sendable {
  /// Percent of a quota from which a peak is near.
  public var warnAt = 80
  /// `timestamp: completion`
  public var timestampIsCompletion = false
  /// `learn.calls_per_day`
  public var callsPerDay: Int?
  /// `learn.sites`
  public var sites: Int?
  /// `header`, `utc`, `anchored` or `rolling`.
  public var lens = "header"
  /// `group`, `group+site`, `application` or `application+site`.
  public var partition = "group"
  /// `learn.path_prefix`
  public var pathPrefix: ByteString = "/learn/api/"
  /// `learn.exclude_paths`
  public var excludePaths: [ByteString] = []
  /// `learn.rejected_statuses`
  public var rejectedStatuses = [402, 429]
  /// `learn.retry_episode`
  public var learnRetryEpisode = 10
  /// Groups the policy knows.
  public var groups: [ReferencePolicyGroup] = []
  /// `knewton.hosts`
  public var hosts: [ByteString] = []
  /// `knewton.base_paths`
  public var basePaths: [ByteString] = ["/v0"]
  /// `knewton.token_paths`
  public var tokenPaths: [ByteString] = ["/oauth/token"]
  /// `knewton.requests_per_second`
  public var requestsPerSecond: Int?
  /// `knewton.endpoints` by action, without `goal-assign-batch`.
  public var endpoints: [String: Int] = [:]
  /// `knewton.endpoints.goal-assign-batch.assign`
  public var batchAssigns: Int?
  /// `knewton.endpoints.goal-assign-batch.unassign`
  public var batchUnassigns: Int?
  /// `knewton.entities` by id of SPEC 4.4.
  public var entities: [String: Int] = [:]
  /// `knewton.retry_episode`
  public var knewtonRetryEpisode = 10

  /// The policy of an empty file.
  public init() {}

  /// What the policy says of the group, or nil.
  func group(_ name: ByteString) -> ReferencePolicyGroup? {
    groups.first { $0.name == name }
  }
}

/// One entry of `groups` in the policy.
public struct ReferencePolicyGroup: Sendable {
  /// The developer group.
  public var name: ByteString
  /// Printed beside the group; nil means false.
  public var production: Bool?
  /// Calls per 24 hours.
  public var callsPerDay: Int?
  /// Sites the group may have.
  public var sites: Int?
  /// Applications registered in the group; no application is in two groups.
  public var applications: [ByteString] = []

  /// A group of which nothing is known but its name.
  public init(_ name: ByteString) {
    self.name = name
  }
}
