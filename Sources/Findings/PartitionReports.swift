public import Bytes

/// Episodes of refused requests (SPEC section 5, "Retries").
public struct RetriesReport: Sendable, Equatable, Codable {
  /// Runs of rejections less than 60 s apart.
  public var episodes = 0
  /// Most rejections in one episode.
  public var worst = 0
  /// Requests sent before the time a refusal named; groups only.
  public var retryAfterIgnored = 0

  /// No episodes.
  public init() {}
}

/// Largest count and where it starts.
public struct PeakReport: Sendable, Equatable, Codable {
  /// First instant of the window.
  public var start: Instant
  /// Requests in it.
  public var requests: Int

  /// A peak of `requests` from `start`.
  public init(start: Instant, requests: Int) {
    self.start = start
    self.requests = requests
  }
}

/// Nearest-rank percentiles of positive delays, in milliseconds.
public struct DelayReport: Sendable, Equatable, Codable {
  /// Half of the delays are at most this.
  public var p50: Int
  /// 95 of 100 are at most this.
  public var p95: Int
  /// 99 of 100 are at most this.
  public var p99: Int
  /// The longest.
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
public struct RequestCounts: Sendable, Equatable, Codable {
  /// All requests.
  public var attempted = 0
  /// Refused by the limiter.
  public var rejected = 0
  /// Queued by the limiter.
  public var delayed = 0
  /// Reported as success and dropped.
  public var softLimited = 0
  /// Those that a limiter acted on: refused, queued or dropped.
  public var throttled: Int { rejected + delayed + softLimited }

  /// No requests.
  public init() {}
}

/// One IP-URI pair.
public struct PairReport: Sendable, Codable {
  /// Client address as logged, `-` for none.
  public var client = ByteString.dash
  /// Application URI, `-` for none.
  public var uri = ByteString.dash
  /// Its requests.
  public var counts = RequestCounts()
  /// How they stand to the quota.
  public var rate = RateVerdict()
  /// Largest aligned second.
  public var peak = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  /// Largest count in any second.
  public var rolling = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  /// Aligned seconds over the quota.
  public var windowsOver = 0
  /// Delays above 0, nil without any.
  public var delay: DelayReport?

  /// A row without requests.
  public init() {}
}

/// One token-URI-endpoint triple.
public struct TripleReport: Sendable, Codable {
  /// `tok_` and 16 hexadecimal digits, or `-`.
  public var token = ByteString.dash
  /// Application URI, `-` for none.
  public var uri = ByteString.dash
  /// Endpoint name.
  public var endpoint = ByteString.dash
  /// Requests per minute; nil for an endpoint without a documented quota.
  public var quota: Int?
  /// Its requests.
  public var counts = RequestCounts()
  /// How they stand to the quota.
  public var rate = RateVerdict()
  /// What a verdict `possible` is held against where that is less than the quota (SPEC 4.3, batch goal
  /// assignment of unknown direction); not in report.json.
  public var strictQuota: Int?
  /// Largest aligned minute.
  public var peak = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  /// Largest count in any minute.
  public var rolling = PeakReport(start: Instant(milliseconds: 0), requests: 0)
  /// Aligned minutes over the quota.
  public var windowsOver = 0
  /// Delays above 0, nil without any.
  public var delay: DelayReport?
  /// Refused requests tried again.
  public var retries = RetriesReport()
  /// The two hours around the peak, of the worst triples; not in report.json.
  public var minutes: MinuteStrip?

  /// A row without requests.
  public init() {}
}

/// One endpoint over all its callers.
public struct EndpointReport: Sendable {
  /// `learn`, `knewton` or `other`.
  public var service = ""
  /// e.g. `GET /accounts/{id}`; `*` for other, `(more)` for the rest of a long list.
  public var endpoint = ByteString.dash
  /// Requests of all callers.
  public var counts = RequestCounts()
  /// Delays above 0, nil without any.
  public var delay: DelayReport?
  /// The same delays in classes; not in report.json.
  public var delays = DelayClasses()

  /// A row without requests.
  public init() {}
}
