/// A field of a line's tail, or a JSON key, by its canonical name (SPEC section 2).
enum Field: Int, CaseIterable {
  case host, group, app, site, token, uri, origin
  case limit, remaining, reset, retryAfter
  case delay, exceeded, items, action, account, analytics
  case error, entities, duration

  /// The canonical name.
  var name: String { self == .retryAfter ? "retry_after" : "\(self)" }

  /// Whether the value is a number in JSON.
  var isNumber: Bool {
    switch self {
    case .limit, .remaining, .reset, .retryAfter, .delay, .items, .analytics, .duration: true
    default: false
    }
  }

  /// Whether `extended` lines quote the value: those that may hold blanks, as servers write them.
  var isQuoted: Bool {
    switch self {
    case .group, .app, .token, .uri, .error: true
    default: false
    }
  }
}
