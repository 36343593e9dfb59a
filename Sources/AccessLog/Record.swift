public import Bytes

/// One access-log line, its fields as places in the batch's bytes (SPEC section 2, "Record
/// fields").
///
/// A plain value of fixed size, so that a batch of them is one allocation. Absent slices are empty,
/// absent numbers are -1.
public struct Record: Sendable {
  /// Arrival of the request, milliseconds since the epoch; under `timestamp: completion` the
  /// duration is already taken off.
  public var time: Int64 = 0
  /// Line number in its input, from 1.
  public var line: Int = 0
  /// As sent, three digits; 000 for lines of formats that tell none.
  public var status: UInt16 = 0
  /// `assign` or `unassign` of a batch goal assignment.
  public var action: GoalAction = .unknown
  /// Whether the goal has `config.analytics_enabled`.
  public var analytics: Flag = .unknown

  /// Client address, as sent.
  public var client = ByteSlice.absent
  /// Virtual host, or the authority of an absolute target.
  public var host = ByteSlice.absent
  /// Request method; `-` for a request line that is none.
  public var method = ByteSlice.absent
  /// Path and query as sent; `-` for a request line that is none.
  public var target = ByteSlice.absent
  /// `Referer` request header.
  public var referer = ByteSlice.absent
  /// Learn developer group.
  public var group = ByteSlice.absent
  /// Learn application.
  public var app = ByteSlice.absent
  /// Learn site, as sent.
  public var site = ByteSlice.absent
  /// Access token without its `Bearer` scheme; values of other schemes are absent.
  public var token = ByteSlice.absent
  /// Application URI, as sent.
  public var uri = ByteSlice.absent
  /// `Origin` request header.
  public var origin = ByteSlice.absent
  /// Text of `X-Knewton-Rate-Exceeded`.
  public var exceeded = ByteSlice.absent
  /// Account of a registration.
  public var account = ByteSlice.absent
  /// Error message text.
  public var error = ByteSlice.absent

  /// Where its line begins in the batch's bytes.
  public var offset: UInt32 = 0
  /// `X-Rate-Limit-Limit`, or -1.
  public var limit: Int64 = -1
  /// `X-Rate-Limit-Remaining`, or -1.
  public var remaining: Int64 = -1
  /// `X-Rate-Limit-Reset` as sent (seconds remaining, epoch seconds or epoch milliseconds), or -1.
  public var reset: Int64 = -1
  /// `Retry-After` in seconds from the request's whole second, or -1; a date is already turned into
  /// seconds, a date not after the request is absent.
  public var retryAfter: Int64 = -1
  /// `X-Knewton-Rate-Delay`, milliseconds, 0 to 86,400,000, or -1.
  public var delay: Int64 = -1
  /// Items in the request's batch or in the returned recommendation, or -1.
  public var items: Int64 = -1

  /// A record without any field.
  public init() {}
}

/// What a batch goal assignment did (SPEC section 2, `action`).
public enum GoalAction: UInt8, Sendable {
  /// Not logged, or a word that is neither.
  case unknown
  /// Goals were assigned.
  case assign
  /// Goals were unassigned.
  case unassign
}

/// A yes or no that the log may not tell.
public enum Flag: UInt8, Sendable {
  /// Not logged, or a word that is neither.
  case unknown
  /// Logged as `1` or `true`.
  case yes
  /// Logged as `0` or `false`.
  case no
}

/// An entity observation, of a record's `entities` field or of an inventory line (SPEC 4.4).
///
/// Observations belong to no record: only the largest value per resource and subject counts.
public struct Observation: Sendable {
  /// Index of the resource in `LineParser.Options.resources`.
  public var resource: Int
  /// What was counted, e.g. a graph's id.
  public var subject: ByteSlice
  /// The count, 0 to 10^18 - 1.
  public var value: Int64

  /// An observation of `value` for `subject`.
  public init(resource: Int, subject: ByteSlice, value: Int64) {
    self.resource = resource
    self.subject = subject
    self.value = value
  }
}
