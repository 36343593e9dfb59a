internal import LimitCatalog

/// What a rule is about, in words (SPEC section 6).
struct RuleWording {
  /// The rule as a heading.
  var title: String
  /// Noun for `measured`.
  var measured: String
  /// Noun for `limit`.
  var limit: String
  /// Noun for `occurrences`.
  var occurrences: String
  /// How sure a finding is; rate rules say it by their alignments instead.
  var basis: String

  /// The words for a rule; a rule unknown here is called by its name. `how` is how an entity limit is
  /// measured: `q`, `f`, `p` or `o` (SPEC 4.4).
  init(_ rule: String, how: String?) {
    if let words = RuleWording.known[rule] {
      self = words
    } else if rule.hasPrefix(RuleWording.entityPrefix) {
      self = .entity(String(rule.dropFirst(RuleWording.entityPrefix.count)), how)
    } else {
      self = RuleWording(rule, "measured", "limit", "occurrences", "")
    }
  }

  /// What the names of entity rules start with; the limit's id follows.
  static let entityPrefix = "knewton.entity."

  private init(
    _ title: String, _ measured: String, _ limit: String, _ occurrences: String, _ basis: String
  ) {
    self.title = title
    self.measured = measured
    self.limit = limit
    self.occurrences = occurrences
    self.basis = basis
  }

  private static func entity(_ id: String, _ how: String?) -> RuleWording {
    RuleWording(
      "Entity limit: " + (unit(id) ?? id), "largest value", "limit",
      how == "q" || how == "f" ? "requests over the limit" : "entities",
      RuleWording.entityBasis(how))
  }

  /// What an entity limit counts, e.g. `modules in a graph`, or nil for an unknown one.
  static func unit(_ id: String) -> String? {
    EntityLimit.all.first { $0.id == id }?.unit
  }

  /// How an entity limit is measured, and so how sure a finding of it is.
  static func entityBasis(_ how: String?) -> String {
    switch how {
    case "q": "read from a request’s path or query"
    case "f": "read from a logged field"
    case "p": "derived from request paths: a lower bound"
    case "o": "reported by entity observations"
    default: ""
    }
  }

  private static let byStatus = "logged: the limiter’s own answer"
  private static let byHeader = "logged: the limiter’s own header"
  private static let counted = "counted from the log"

  private static let known: [String: RuleWording] = [
    "learn.calls": RuleWording(
      "Calls of a developer group", "calls in 24 hours", "quota", "windows", ""),
    "learn.sites": RuleWording(
      "Site beyond the site quota", "rank of the site", "sites allowed", "requests of the site",
      counted + ", in the order in which sites were first seen"),
    "learn.sites-near": RuleWording(
      "Group near its site quota", "sites seen", "sites allowed", "groups", counted),
    "learn.throttled": RuleWording(
      "Refused calls of a group", "refused calls", "expected", "refused calls", byStatus),
    "learn.install-refused": RuleWording(
      "Installation refused", "refusals", "expected", "refusals",
      "logged: the vendor’s own error text"),
    "learn.limit-mismatch": RuleWording(
      "Rate header differs from the quota", "limit in the header", "quota expected",
      "requests with that header", byHeader),
    "learn.unlogged-calls": RuleWording(
      "Calls the logs do not show", "calls missing in one window", "tolerance", "windows",
      "inferred: the rate header counted more calls than the logs hold"),
    "learn.application-groups": RuleWording(
      "Application in several groups", "groups", "expected", "applications", counted),
    "learn.retry-episode": retries,
    "knewton.pair-rate": RuleWording(
      "Unauthenticated request rate", "requests in one second", "quota", "windows", ""),
    "knewton.pair-delayed": RuleWording(
      "Unauthenticated requests queued", "delayed requests", "expected", "delayed requests",
      byHeader),
    "knewton.pair-rejected": RuleWording(
      "Unauthenticated requests refused", "rejected requests", "expected", "rejected requests",
      byStatus),
    "knewton.triple-rate": RuleWording(
      "Authenticated request rate", "requests in one minute", "quota", "windows", ""),
    "knewton.triple-rejected": RuleWording(
      "Authenticated requests refused", "rejected requests", "expected", "rejected requests",
      byStatus),
    "knewton.triple-delayed": RuleWording(
      "Authenticated requests queued", "delayed requests", "expected", "delayed requests",
      byHeader),
    "knewton.soft-limited": RuleWording(
      "Accepted but dropped", "soft-limited requests", "expected", "soft-limited requests",
      byHeader),
    "knewton.unexplained-rejection": RuleWording(
      "Refusals below the quota", "unexplained rejections", "expected", "unexplained rejections",
      "logged refusals that no documented limit explains"),
    "knewton.retry-episode": retries,
  ]

  private static let retries = RuleWording(
    "Retrying while refused", "refusals in the worst episode", "length that counts", "episodes",
    counted)
}
