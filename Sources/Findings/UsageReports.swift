public import Bytes

/// How a partition stands to its quota (SPEC section 5).
public enum Verdict: String, Sendable {
  /// The default lens has a window with more than the quota.
  case over
  /// Not over, but some alignment of windows is.
  case possible
  /// Not over in any alignment, but the peak reaches `warn_at` percent of the quota.
  case near
  case clear
}

/// How sure an `over` is (SPEC section 5).
public enum Certainty: String, Sendable {
  /// The limiter's own windows show it, or every alignment does.
  case proven
  /// The windows as laid show it; other alignments need not.
  case aligned
}

/// A window of a group and what fell into it; `start..<end`.
public struct GroupWindow: Sendable, Equatable {
  public var start: Instant
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

/// The verdict over one partition and what it rests on.
public struct RateVerdict: Sendable, Equatable {
  /// Nil when the partition is not judged.
  public var verdict: Verdict?
  /// Nil unless over.
  public var certainty: Certainty?
  /// Phases of the clock for which a window is over the quota; nil when not judged.
  public var alignmentsOver: Int?
  /// All phases: 86400 (groups), 1000 (pairs), 60 (triples); nil when not judged.
  public var alignments: Int?

  /// A verdict with its certainty and alignments; all nil for a partition that is not judged.
  public init(
    verdict: Verdict? = nil, certainty: Certainty? = nil, alignmentsOver: Int? = nil,
    alignments: Int? = nil
  ) {
    self.verdict = verdict
    self.certainty = certainty
    self.alignmentsOver = alignmentsOver
    self.alignments = alignments
  }
}

/// One developer group (or what the policy's `partition` counts by).
public struct GroupReport: Sendable {
  public var group = ByteString.dash
  /// From the policy.
  public var production = false
  /// Calls per 24 hours, nil for the row `-`.
  public var quota: Int?
  /// `policy`, `header` or `documented`; nil for the row `-`.
  public var quotaSource: String?
  public var attempted = 0
  public var rejected = 0
  public var accepted: Int { attempted - rejected }
  public var first = Instant(milliseconds: 0)
  public var last = Instant(milliseconds: 0)
  /// Requests by status code.
  public var statuses: [Int: Int] = [:]
  /// Lens the verdict rests on: `utc`, `header`, `anchored` or `rolling`.
  public var lens = "utc"
  public var rate = RateVerdict()
  /// Earliest largest window of `lens`.
  public var peak: GroupWindow?
  /// Windows of `lens` over the quota, by time.
  public var windowsOver: [GroupWindow] = []
  /// Earliest largest window of each lens; nil where the lens is unavailable.
  public var utcPeak: GroupWindow?
  public var headerPeak: GroupWindow?
  public var anchoredPeak: GroupWindow?
  public var rollingPeak: GroupWindow?
  /// Sorted by name.
  public var applications: [ApplicationReport] = []
  public var sites = SitesReport()
  public var header = HeaderReport()
  public var retries = RetriesReport()

  /// A row without requests.
  public init() {}
}

/// One application's share of a group.
public struct ApplicationReport: Sendable {
  public var app: ByteString
  public var attempted: Int
  public var rejected: Int

  /// An application with these counts.
  public init(app: ByteString, attempted: Int, rejected: Int) {
    self.app = app
    self.attempted = attempted
    self.rejected = rejected
  }
}

/// Sites of a group, by rank.
public struct SitesReport: Sendable {
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
public struct SiteReport: Sendable {
  public var site: ByteString
  public var first: Instant
  public var last: Instant
  public var attempted: Int
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
public struct HeaderReport: Sendable {
  /// Distinct limit values, ascending.
  public var quotasSeen: [Int] = []
  /// Reset instants too scattered to lay windows by.
  public var unstable = false
  /// Windows that could be reconciled with the log, by time.
  public var windows: [HeaderWindow] = []

  /// No headers seen.
  public init() {}
}

/// One reconciled window: what the header counted and what the log shows.
public struct HeaderWindow: Sendable, Equatable {
  public var start: Instant
  public var end: Instant
  public var remainingMax: Int
  public var remainingMin: Int
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

/// Episodes of refused requests (SPEC section 5, "Retries").
public struct RetriesReport: Sendable, Equatable {
  public var episodes = 0
  /// Most rejections in one episode.
  public var worst = 0
  /// Requests sent before the time a refusal named; groups only.
  public var retryAfterIgnored = 0

  /// No episodes.
  public init() {}
}

/// Largest count and where it starts.
public struct PeakReport: Sendable, Equatable {
  public var start: Instant
  public var requests: Int

  /// A peak of `requests` from `start`.
  public init(start: Instant, requests: Int) {
    self.start = start
    self.requests = requests
  }
}

/// Nearest-rank percentiles of positive delays, in milliseconds.
public struct DelayReport: Sendable, Equatable {
  public var p50: Int
  public var p95: Int
  public var p99: Int
  public var max: Int

  /// These percentiles.
  public init(p50: Int, p95: Int, p99: Int, max: Int) {
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
    self.max = max
  }
}

/// Requests of one partition or endpoint by what the limiter did to them.
public struct RequestCounts: Sendable, Equatable {
  public var attempted = 0
  public var rejected = 0
  public var delayed = 0
  public var softLimited = 0

  /// No requests.
  public init() {}
}

/// One IP-URI pair.
public struct PairReport: Sendable {
  public var client = ByteString.dash
  public var uri = ByteString.dash
  public var counts = RequestCounts()
  public var rate = RateVerdict()
  /// Largest aligned second.
  public var peak = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  public var rolling = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  public var windowsOver = 0
  public var delay: DelayReport?

  /// A row without requests.
  public init() {}
}

/// One token-URI-endpoint triple.
public struct TripleReport: Sendable {
  /// `tok_` and 16 hexadecimal digits, or `-`.
  public var token = ByteString.dash
  public var uri = ByteString.dash
  public var endpoint = ByteString.dash
  /// Requests per minute; nil for an endpoint without a documented quota.
  public var quota: Int?
  public var counts = RequestCounts()
  public var rate = RateVerdict()
  /// Largest aligned minute.
  public var peak = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  public var rolling = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  public var windowsOver = 0
  public var delay: DelayReport?
  public var retries = RetriesReport()

  /// A row without requests.
  public init() {}
}

/// One endpoint over all its callers.
public struct EndpointReport: Sendable {
  /// `learn`, `knewton` or `other`.
  public var service = ""
  /// e.g. `GET /accounts/{id}`; `*` for other, `(more)` for the rest of a long list.
  public var endpoint = ByteString.dash
  public var counts = RequestCounts()
  public var delay: DelayReport?

  /// A row without requests.
  public init() {}
}

/// One entity limit of SPEC 4.4 and how the logs stand to it.
public struct EntityReport: Sendable {
  public var id = ""
  public var limit = 0
  /// `violation`, `warning` or `notice`.
  public var level = ""
  /// `q`, `f`, `p` or `o`.
  public var how = ""
  /// `violated`, `within` or `not-observable`.
  public var status = ""
  /// Findings of this rule.
  public var findings = 0
  /// Largest measured value, nil when not observable.
  public var largest: Int?
  /// Field whose absence makes it unobservable, else nil.
  public var needs: String?

  /// An empty row.
  public init() {}
}
