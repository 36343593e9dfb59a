public import Bytes

/// What the calls of one developer group were, target by target, once all are known.
///
/// A *target* is application, site, method, and path and query as sent.
public struct DemandStudy: Sendable, Equatable {
  /// All calls of the group.
  public var attempted = 0
  /// Those the limiter refused.
  public var rejected = 0
  /// Calls that found no room (`DemandTally.Limits`): they count above and in `endpoints`, nowhere else.
  public var untracked = 0
  /// By attempted calls, most first, then name; `(more)` for those that found no room.
  public var endpoints: [EndpointDemand] = []
  /// Refused calls with their retries collapsed: refusals of one target, each less than 60 s after the
  /// one before, are one demand, until a call of the target is let through.
  public var demands = 0
  /// Refused calls that were retries of a demand.
  public var repeatedRefusals = 0
  /// Demands that a call let through met less than 60 s after their last refusal.
  public var metDemands = 0
  /// When the others began, in seconds since the epoch, ascending: demand that was never met.
  public var unmetSeconds: [Int64] = []
  /// GETs answered 200 or 304 that a copy kept for five minutes would have saved, by endpoint.
  public var repeats: [EndpointSaving] = []
  /// Single calls that one for many would have done, by form.
  public var singles: [FormSaving] = []
  /// Pages of less than 100 rows that larger ones would have saved, by endpoint.
  public var smallPages: [EndpointSaving] = []

  /// No calls.
  public init() {}
}

/// Calls of one endpoint.
public struct EndpointDemand: Sendable, Equatable {
  /// Endpoint name.
  public var endpoint: ByteString
  /// All calls.
  public var attempted: Int
  /// Those the limiter refused.
  public var rejected: Int

  /// An endpoint with these counts.
  public init(endpoint: ByteString, attempted: Int, rejected: Int) {
    self.endpoint = endpoint
    self.attempted = attempted
    self.rejected = rejected
  }
}

/// Calls of one endpoint that could be fewer.
public struct EndpointSaving: Sendable, Equatable {
  /// Endpoint name.
  public var endpoint: ByteString
  /// Calls this is about.
  public var calls: Int
  /// How many of them there would not be.
  public var saved: Int

  /// An endpoint with these counts.
  public init(endpoint: ByteString, calls: Int, saved: Int) {
    self.endpoint = endpoint
    self.calls = calls
    self.saved = saved
  }
}

/// Single calls of one batch form that could be fewer.
public struct FormSaving: Sendable, Equatable {
  /// Index in `LearnBatchForm.all`.
  public var form: Int
  /// Different things in runs of ten or more, each call less than 60 s after the one before.
  public var calls: Int
  /// How many of them there would not be, a hundred at a time.
  public var saved: Int

  /// A form with these counts.
  public init(form: Int, calls: Int, saved: Int) {
    self.form = form
    self.calls = calls
    self.saved = saved
  }
}
