public import Bytes

/// One access-log record as a person would write it down: every field of SPEC section 2 that rules
/// look at, absent ones nil, nothing interned, nothing shared.
public struct ReferenceRecord: Sendable {
  /// Path of the input, as reports print it.
  public var input: ByteString = "access.log"
  /// Line number from 1.
  public var line = 1
  /// Logged time, milliseconds since the epoch.
  public var time: Int64
  /// Milliseconds from arrival to the logged time; counts under `timestamp: completion` only.
  public var duration: Int64?
  /// 100 to 999.
  public var status: Int
  /// Client address.
  public var client: ByteString?
  /// Virtual host, as sent.
  public var host: ByteString?
  /// Request method; nil together with `target` for a request line that is none.
  public var method: ByteString?
  /// Path and query, as sent.
  public var target: ByteString?
  /// `Referer` request header.
  public var referer: ByteString?
  /// Learn developer group.
  public var group: ByteString?
  /// Learn application.
  public var app: ByteString?
  /// Learn site, as sent.
  public var site: ByteString?
  /// Access token, without its scheme.
  public var token: ByteString?
  /// Application URI, as sent.
  public var uri: ByteString?
  /// `Origin` request header.
  public var origin: ByteString?
  /// `X-Rate-Limit-Limit`.
  public var limit: Int64?
  /// `X-Rate-Limit-Remaining`.
  public var remaining: Int64?
  /// `X-Rate-Limit-Reset`, as sent: seconds remaining, epoch seconds or epoch milliseconds.
  public var reset: Int64?
  /// `Retry-After`.
  public var retryAfter: ReferenceRetryAfter?
  /// `X-Knewton-Rate-Delay`, milliseconds, 0 to 86,400,000.
  public var delay: Int64?
  /// `X-Knewton-Rate-Exceeded`.
  public var exceeded: ByteString?
  /// Items of the batch or the recommendation.
  public var items: Int64?
  /// `true` for `assign`, `false` for `unassign`.
  public var assigns: Bool?
  /// Account of a registration.
  public var account: ByteString?
  /// Whether the goal has `config.analytics_enabled`.
  public var analytics: Bool?
  /// Error message text.
  public var error: ByteString?
  /// Entity observations.
  public var entities: [ReferenceObservation] = []

  /// A record of this time (milliseconds since the epoch) and status, nothing else known.
  public init(time: Int64, status: Int) {
    self.time = time
    self.status = status
  }
}

/// The two spellings of `Retry-After` (SPEC section 2).
public enum ReferenceRetryAfter: Sendable, Equatable {
  /// So many seconds from the request.
  case seconds(Int64)
  /// An IMF-fixdate, in seconds since the epoch.
  case date(Int64)
}

/// An entity observation of a record or an inventory line (SPEC 4.4).
public struct ReferenceObservation: Sendable, Equatable {
  /// An id of SPEC 4.4.
  public var resource: String
  /// What was counted.
  public var subject: ByteString
  /// The count.
  public var value: Int64

  /// An observation of `value` for `subject`.
  public init(resource: String, subject: ByteString, value: Int64) {
    self.resource = resource
    self.subject = subject
    self.value = value
  }
}
