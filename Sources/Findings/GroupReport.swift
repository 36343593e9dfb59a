public import Bytes

/// A window of a group and what fell into it; `start..<end`.
public struct GroupWindow: Sendable, Equatable, Codable {
  /// First instant of the window.
  public var start: Instant
  /// First instant after it.
  public var end: Instant
  /// Attempted requests.
  public var requests: Int
  /// Attempted less rejected.
  public var accepted: Int
  /// Whether the window reaches beyond the audited period, so that requests may be missing.
  public var partial: Bool

  /// The window `start..<end`.
  public init(start: Instant, end: Instant, requests: Int, accepted: Int, partial: Bool) {
    self.start = start
    self.end = end
    self.requests = requests
    self.accepted = accepted
    self.partial = partial
  }
}

/// One developer group (or what the policy's `partition` counts by).
public struct GroupReport: Sendable, Codable {
  /// Name of the row; `-` for requests without a group.
  public var group = ByteString.dash
  /// From the policy.
  public var production = false
  /// Calls per 24 hours, nil for the row `-`.
  public var quota: Int?
  /// `policy`, `header` or `documented`; nil for the row `-`.
  public var quotaSource: String?
  /// All calls.
  public var attempted = 0
  /// Calls the limiter refused.
  public var rejected = 0
  /// All calls but the refused ones.
  public var accepted: Int { attempted - rejected }
  /// First call.
  public var first = Instant(milliseconds: 0)
  /// Last call.
  public var last = Instant(milliseconds: 0)
  /// Requests by status code.
  public var statuses: [Int: Int] = [:]
  /// Lens the verdict rests on: `utc`, `header`, `anchored` or `rolling`.
  public var lens = "utc"
  /// How the calls stand to the quota.
  public var rate = RateVerdict()
  /// Earliest largest window of `lens`.
  public var peak: GroupWindow?
  /// Windows of `lens` over the quota, by time.
  public var windowsOver: [GroupWindow] = []
  /// Earliest largest window of each lens; nil where the lens is unavailable.
  public var utcPeak: GroupWindow?
  /// By the limiter's reset instants.
  public var headerPeak: GroupWindow?
  /// Opened by the first call.
  public var anchoredPeak: GroupWindow?
  /// Anywhere on the clock.
  public var rollingPeak: GroupWindow?
  /// Sorted by name.
  public var applications: [ApplicationReport] = []
  /// Sites the group was used on.
  public var sites = SitesReport()
  /// What the rate headers told.
  public var header = HeaderReport()
  /// Refused calls tried again.
  public var retries = RetriesReport()
  /// The developer group of all its calls, whose quotas it has; nil where there are several or where it is
  /// not judged. Not in report.json.
  public var developerGroup: ByteString?
  /// The window that the verdict rests on, of the worst groups; not in report.json.
  public var day: GroupDay?

  /// A row without requests.
  public init() {}
}

/// One application's share of a group.
public struct ApplicationReport: Sendable, Codable {
  /// Application, `-` for none.
  public var app: ByteString
  /// Its calls.
  public var attempted: Int
  /// Those the limiter refused.
  public var rejected: Int

  /// An application with these counts.
  public init(app: ByteString, attempted: Int, rejected: Int) {
    self.app = app
    self.attempted = attempted
    self.rejected = rejected
  }
}

/// Sites of a group, by rank.
public struct SitesReport: Sendable, Codable {
  /// Sites the group may have, nil for the row `-`.
  public var quota: Int?
  /// Names of the sites beyond the quota, by rank.
  public var overQuota: [ByteString] = []
  /// All sites, ordered by first seen, then name.
  public var list: [SiteReport] = []

  /// No sites.
  public init() {}
}

/// One site of a group.
public struct SiteReport: Sendable, Codable {
  /// Lower-case host without port, or the logged site.
  public var site: ByteString
  /// First call.
  public var first: Instant
  /// Last call.
  public var last: Instant
  /// Calls on the site.
  public var attempted: Int
  /// Whether its rank is beyond the quota.
  public var overQuota: Bool

  /// A site first and last seen at these times.
  public init(site: ByteString, first: Instant, last: Instant, attempted: Int, overQuota: Bool) {
    self.site = site
    self.first = first
    self.last = last
    self.attempted = attempted
    self.overQuota = overQuota
  }
}

/// What the rate headers of a group told.
public struct HeaderReport: Sendable, Codable {
  /// Distinct limit values, ascending.
  public var quotasSeen: [Int] = []
  /// When each of them was seen, by first seen, then value.
  public var quotaSpans: [QuotaSpan] = []
  /// Reset instants too scattered to lay windows by.
  public var unstable = false
  /// Windows that could be reconciled with the log, by time.
  public var windows: [HeaderWindow] = []

  /// No headers seen.
  public init() {}
}

/// One value of a group's limit header and when it was sent.
public struct QuotaSpan: Sendable, Equatable, Codable {
  /// The header's value.
  public var quota: Int
  /// First request with it.
  public var first: Instant
  /// Last request with it.
  public var last: Instant
  /// Requests with it.
  public var requests: Int

  /// A value sent from `first` to `last`.
  public init(quota: Int, first: Instant, last: Instant, requests: Int) {
    self.quota = quota
    self.first = first
    self.last = last
    self.requests = requests
  }
}

/// One reconciled window: what the header counted and what the log shows.
public struct HeaderWindow: Sendable, Equatable, Codable {
  /// First instant of the window.
  public var start: Instant
  /// First instant after it, where the limiter resets.
  public var end: Instant
  /// Largest remaining header of accepted requests.
  public var remainingMax: Int
  /// Smallest remaining header of accepted requests.
  public var remainingMin: Int
  /// Accepted requests in the log.
  public var accepted: Int
  /// Calls the header counted and the log does not show.
  public var unlogged: Int

  /// The window `start..<end`.
  public init(
    start: Instant, end: Instant, remainingMax: Int, remainingMin: Int, accepted: Int, unlogged: Int
  ) {
    self.start = start
    self.end = end
    self.remainingMax = remainingMax
    self.remainingMin = remainingMin
    self.accepted = accepted
    self.unlogged = unlogged
  }
}
