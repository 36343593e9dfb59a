internal import LimitCatalog

/// Which documented limits a log format can show, by the fields its lines have: what
/// `ObservabilityMatrix` says of logs that were read, said before they are.
public struct FormatSupport: Sendable {
  /// Canonical names of the fields that lines have (SPEC section 2).
  private let fields: Set<String>

  /// The support of a format whose lines have these fields.
  public init(fields: Set<String>) {
    self.fields = fields
  }

  /// A row for each documented limit, in the catalogue's order.
  public func rows() -> [ObservabilityRow] {
    DocumentedLimit.all.map { limit in
      let judged = judge(limit.id)
      return ObservabilityRow(
        id: limit.id, service: limit.service, status: judged.status, reason: judged.reason,
        missing: judged.missing)
    }
  }

  /// Fields that are no limit's own but explain the numbers, with their service.
  public static let signals: [(field: String, service: String)] = [
    ("limit", "learn"), ("remaining", "learn"), ("reset", "learn"), ("retry_after", "learn"),
    ("error", "learn"), ("delay", "knewton"), ("exceeded", "knewton"),
  ]

  private typealias Judged = (status: Observability, reason: String, missing: [String])

  private func has(_ field: String) -> Bool { fields.contains(field) }

  private func judge(_ id: String) -> Judged {
    let kind = EntityKind(id: id)
    guard has("target") else {
      if kind != nil, has("entities") { return FormatSupport.observed }
      return (
        .notObservable, "Without the path of a request nobody knows which limit it counts for.",
        ["target"]
      )
    }
    switch id {
    case "learn.calls": return calls()
    case "learn.sites": return sites()
    case "knewton.pair-rate": return pairs()
    default:
      if let kind { return entity(kind) }
      return endpoint(isBatch: id.hasPrefix(KnewtonAction.goalAssignBatch.id + " "))
    }
  }

  private static let observed = (
    Observability.checked, "Read from entity observations.", [String]()
  )

  private static let mapped =
    "A call counts for the group in which the policy lists its application."

  private func calls() -> Judged {
    if has("group") { return (.checked, "A call counts for the developer group it names.", []) }
    if has("app") { return (.checked, FormatSupport.mapped, []) }
    return (.notObservable, "No call names its developer group or application.", ["group", "app"])
  }

  private func sites() -> Judged {
    let knowsGroup = has("group") || has("app")
    let knowsSite = has("site") || has("host")
    guard knowsGroup, knowsSite else {
      let absent = (knowsSite ? [] : ["site"]) + (knowsGroup ? [] : ["developer group"])
      return (
        .notObservable, "No call names its \(absent.joined(separator: " or its ")).",
        (knowsSite ? [] : ["site"]) + (knowsGroup ? [] : ["group", "app"])
      )
    }
    return (
      .lowerBound, "Sites are limited in total, and logs show those used in their period.", []
    )
  }

  private func pairs() -> Judged {
    guard has("client") else { return (.notObservable, "No client address is logged.", ["client"]) }
    var reason = "Unauthenticated requests count for their client"
    var missing: [String] = []
    if !has("token") {
      reason += "; no token is logged, so authenticated ones count here too"
      missing.append("token")
    }
    return (.checked, reason + together("of a client", &missing) + ".", missing)
  }

  private func endpoint(isBatch: Bool) -> Judged {
    guard has("token") else { return (.notObservable, "No access token is logged.", ["token"]) }
    var missing: [String] = []
    let remark = together("of a token", &missing)
    if isBatch, !has("action") {
      return (
        .lowerBound, "No batch tells assigning from unassigning" + remark + ".",
        ["action"] + missing
      )
    }
    return (.checked, "Authenticated requests count for their token" + remark + ".", missing)
  }

  /// What it means where no request names its application.
  private func together(_ whose: String, _ missing: inout [String]) -> String {
    if has("uri") || has("origin") || has("referer") { return "" }
    missing.append("uri")
    return "; no application URI is logged, so all applications \(whose) count together"
  }

  private func entity(_ kind: EntityKind) -> Judged {
    if let field = FormatSupport.field(of: kind), !has(field) {
      if has("entities") { return FormatSupport.observed }
      return (.notObservable, "No request logs \(field).", [field])
    }
    return switch kind.limit.measure {
    case .query: (.checked, "Read from the path or query of requests.", [])
    case .field: (.checked, "Read from requests that log items.", [])
    case .paths:
      (.lowerBound, "Derived from succeeded requests: what was there before is not seen.", [])
    case .observation: FormatSupport.observed
    }
  }

  /// The field without which a limit cannot be seen, nil where the path is enough.
  private static func field(of kind: EntityKind) -> String? {
    switch kind {
    case .registrationsPerAccount: return "account"
    case .goalsPerRegistrationAnalytics: return "analytics"
    default: break
    }
    return switch kind.limit.measure {
    case .field: "items"
    case .observation: "entities"
    case .query, .paths: nil
    }
  }
}
