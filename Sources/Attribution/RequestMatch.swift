public import Bytes
public import LimitCatalog

/// Which platform a request went to (SPEC section 3).
public enum Service: UInt8, Sendable, CaseIterable {
  case learn, knewton
  /// Neither: counted, not judged.
  case other

  /// The service's name in reports.
  public var name: String {
    switch self {
    case .learn: "learn"
    case .knewton: "knewton"
    case .other: "other"
    }
  }
}

/// What one request was, as places in the buffer its record points into.
public struct RequestMatch: Sendable {
  /// Which platform it went to.
  public var service = Service.other
  /// Whether it is a Learn request under `exclude_paths`, which is no call.
  public var isExcluded = false
  /// Whether a Knewton request counts for its token (triples) rather than its address (pairs).
  public var isAuthenticated = false
  /// What a Knewton request is counted under; of other services `unlisted`.
  public var endpoint = KnewtonEndpoint.unlisted
  /// Target up to `?`.
  public var path = ByteSlice.absent
  /// Path of a Knewton request after the base path; of other services the path.
  public var relativePath = ByteSlice.absent
  /// Target after the first `?`.
  public var query = ByteSlice.absent
  /// What stood for `{...}`, in the template's order; of goal assignments `{id}`, `{goal_id}` and
  /// `{registration_id}`. The rest is absent.
  public var parameters = InlineArray<3, ByteSlice>(repeating: .absent)

  /// A request of no service.
  public init() {}
}
