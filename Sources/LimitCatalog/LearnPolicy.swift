public import Bytes

/// Policy section `learn`.
public struct LearnPolicy: Sendable, Equatable {
  /// Calls per 24 hours for every group without a quota of its own; nil when the policy has none,
  /// so that a header value or the documented one counts.
  public var callsPerDay: Int?
  /// Sites for every group without a quota of its own; nil when the policy has none.
  public var sites: Int?
  /// Which windows a group is judged by.
  public var lens = Lens.header
  /// For whom calls are counted separately.
  public var partition = Partition.group
  /// What the path of a Learn request starts with.
  public var pathPrefix: ByteString = "/learn/api/"
  /// Learn paths whose requests, and those below, are no calls; without trailing `/`.
  public var excludePaths: [ByteString] = []
  /// Statuses the limiter refuses with, ascending.
  public var rejectedStatuses = [402, 429]
  /// Rejections in one episode from which it is a finding.
  public var retryEpisode = 10

  /// The defaults.
  public init() {}
}

/// A way to lay windows on the clock (SPEC section 1).
public enum Lens: String, Sendable, CaseIterable {
  /// Aligned to the epoch.
  case utc
  /// From reset headers.
  case header
  /// Opens at the first request.
  case anchored
  /// Any position: the window is the peak.
  case rolling
}

/// For whom Learn calls are counted separately (SPEC 4.5).
public enum Partition: String, Sendable, CaseIterable {
  case group
  case groupAndSite = "group+site"
  case application
  case applicationAndSite = "application+site"
}
