/// Requests by what became of them. Each request is in `attempted` and in one of the others, but for
/// those whose status was not logged, which are in `attempted` alone.
public struct StatusCounts: Sendable, Hashable, Codable {
  /// All requests.
  public var attempted = 0
  /// Refused by a limiter, as the rules count it (SPEC section 4).
  public var rejected = 0
  /// Status 1xx and 2xx.
  public var ok = 0
  /// Status 3xx.
  public var redirected = 0
  /// Status 4xx that no limiter sent.
  public var clientErrors = 0
  /// Status 5xx that no limiter sent.
  public var serverErrors = 0

  /// Requests that no limiter refused.
  public var accepted: Int { max(0, attempted - rejected) }

  /// No requests.
  public init() {}

  /// Requests counted elsewhere.
  public init(
    attempted: Int, rejected: Int = 0, ok: Int = 0, redirected: Int = 0, clientErrors: Int = 0,
    serverErrors: Int = 0
  ) {
    self.attempted = attempted
    self.rejected = rejected
    self.ok = ok
    self.redirected = redirected
    self.clientErrors = clientErrors
    self.serverErrors = serverErrors
  }

  /// Adds the requests of `other`.
  public mutating func merge(_ other: StatusCounts) {
    attempted += other.attempted
    rejected += other.rejected
    ok += other.ok
    redirected += other.redirected
    clientErrors += other.clientErrors
    serverErrors += other.serverErrors
  }

  /// The requests of both.
  public static func + (left: StatusCounts, right: StatusCounts) -> StatusCounts {
    var sum = left
    sum.merge(right)
    return sum
  }
}
