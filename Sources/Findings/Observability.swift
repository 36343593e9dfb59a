/// Whether the logs could show that one documented limit was broken.
public struct ObservabilityRow: Sendable, Equatable {
  /// The limit's id in the catalogue, e.g. `learn.calls` or `account-get`.
  public var id: String
  /// `learn` or `knewton`.
  public var service: String
  /// How much of the usage the logs show.
  public var status: Observability
  /// Why, in one sentence.
  public var reason: String
  /// Fields that would show more; empty where nothing is missing.
  public var missing: [String]

  /// A limit with its status.
  public init(
    id: String, service: String, status: Observability, reason: String, missing: [String] = []
  ) {
    self.id = id
    self.service = service
    self.status = status
    self.reason = reason
    self.missing = missing
  }
}

/// How much of the usage under a limit the logs show.
public enum Observability: String, Sendable, CaseIterable {
  /// All of it, as far as the logs go.
  case checked
  /// Part of it: no finding does not mean that the limit was kept.
  case lowerBound = "lower-bound"
  /// None of it: nothing is known, good or bad.
  case notObservable = "not-observable"
  /// There was none to show: the logs hold no request of the service.
  case nothingToCheck = "nothing-to-check"
}

/// A field that is no limit's own but explains the numbers, and how often it was logged.
public struct SignalSighting: Sendable, Equatable {
  /// Canonical field name, e.g. `remaining`.
  public var field: String
  /// `learn` or `knewton`.
  public var service: String
  /// Requests that had it.
  public var requests: Int
  /// Requests that could have had it.
  public var of: Int

  /// A field seen on `requests` of `of` requests.
  public init(field: String, service: String, requests: Int, of: Int) {
    self.field = field
    self.service = service
    self.requests = requests
    self.of = of
  }
}
