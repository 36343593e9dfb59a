/// What Knewton documents for requests without a valid token (SPEC 4.2).
public enum KnewtonPairLimit {
  /// Requests per second and IP-URI pair.
  public static let requestsPerSecond = 10

  /// Where it is documented.
  public static let source = LimitSource.knewtonRates("IP Address-based Rate Limiting")

  /// What happens to requests over the limit, one sentence each.
  public static let remarks = [
    "Excess is queued: the answer is late and says so in X-Knewton-Rate-Delay, in milliseconds.",
    "When the queue is full it is rejected with 429 and X-Knewton-Rate-Exceeded.",
  ]
}
