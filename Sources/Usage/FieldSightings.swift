internal import AccessLog
internal import Bytes

/// How many requests carried the fields that decide which limits the logs can show (SPEC section 2).
///
/// Counted once per request of Learn or Knewton, without a branch or an allocation.
public struct FieldSightings: Sendable, Equatable, Codable {
  /// Learn calls with an application.
  public private(set) var app = 0
  /// Learn calls with a site, logged or taken from the host.
  public private(set) var site = 0
  /// Learn calls with a limit header.
  public private(set) var limit = 0
  /// Learn calls with a remaining header.
  public private(set) var remaining = 0
  /// Learn calls with a reset header.
  public private(set) var reset = 0
  /// Refused Learn calls that were told how long to wait.
  public private(set) var retryAfter = 0
  /// Learn calls with an error text.
  public private(set) var error = 0
  /// Knewton requests with an access token.
  public private(set) var token = 0
  /// Knewton requests with an application URI: logged, or from `Origin` or `Referer`.
  public private(set) var uri = 0
  /// Unauthenticated Knewton requests with a client address.
  public private(set) var client = 0
  /// Knewton requests with a delay header, 0 included.
  public private(set) var delay = 0
  /// Knewton requests with an exceeded header.
  public private(set) var exceeded = 0

  /// None yet.
  public init() {}

  /// Counts the fields of one Learn call.
  @inline(__always)
  mutating func addLearn(_ record: Record, hasSite: Bool, isRejected: Bool) {
    app &+= FieldSightings.one(record.app.isPresent)
    site &+= FieldSightings.one(hasSite)
    limit &+= FieldSightings.one(record.limit >= 0)
    remaining &+= FieldSightings.one(record.remaining >= 0)
    reset &+= FieldSightings.one(record.reset >= 0)
    retryAfter &+= FieldSightings.one(record.retryAfter >= 0) & FieldSightings.one(isRejected)
    error &+= FieldSightings.one(record.error.isPresent)
  }

  /// Counts the fields of one Knewton request.
  @inline(__always)
  mutating func addKnewton(
    _ record: Record, hasToken: Bool, hasURI: Bool, isAuthenticated: Bool
  ) {
    token &+= FieldSightings.one(hasToken)
    uri &+= FieldSightings.one(hasURI)
    client &+=
      FieldSightings.one(record.client.isPresent) & FieldSightings.one(!isAuthenticated)
    delay &+= FieldSightings.one(record.delay >= 0)
    exceeded &+= FieldSightings.one(record.exceeded.isPresent)
  }

  /// Adds the counts of `other`.
  mutating func merge(_ other: FieldSightings) {
    app += other.app
    site += other.site
    limit += other.limit
    remaining += other.remaining
    reset += other.reset
    retryAfter += other.retryAfter
    error += other.error
    token += other.token
    uri += other.uri
    client += other.client
    delay += other.delay
    exceeded += other.exceeded
  }

  /// 1 for true, by a move instead of a jump.
  @inline(__always)
  private static func one(_ condition: Bool) -> Int { condition ? 1 : 0 }
}
