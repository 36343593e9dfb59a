/// One documented limit as it is printed beside its source.
public struct DocumentedLimit: Sendable, Equatable {
  /// `learn.calls`, `learn.sites`, `knewton.pair-rate`, an action or an entity id.
  public var id: String
  /// `learn` or `knewton`.
  public var service: String
  /// The number.
  public var limit: Int
  /// What the number counts, per how long and for whom.
  public var wording: String
  /// How it is measured and what else to know, one sentence or phrase each.
  public var remarks: [String]
  /// Where it is documented.
  public var source: LimitSource

  /// A limit with its source.
  init(
    id: String, service: String, limit: Int, wording: String, remarks: [String] = [],
    source: LimitSource
  ) {
    self.id = id
    self.service = service
    self.limit = limit
    self.wording = wording
    self.remarks = remarks
    self.source = source
  }
}

extension DocumentedLimit {
  /// Every limit of SPEC 4.1 to 4.4, in its order; `goal-assign-batch` is two.
  public static let all: [DocumentedLimit] = learn + [knewtonPair] + knewtonRates + entities

  private static let learn = [
    DocumentedLimit(
      id: "learn.calls", service: "learn", limit: LearnLimit.callsPerDay,
      wording: "calls per 24 hours for a developer group over all its applications",
      remarks: LearnLimit.remarks, source: LearnLimit.callsSource),
    DocumentedLimit(
      id: "learn.sites", service: "learn", limit: LearnLimit.sites,
      wording: "sites registered for a developer group, regardless of the number of applications",
      remarks: [LearnLimit.remarks[0]], source: LearnLimit.sitesSource),
  ]

  private static let knewtonPair = DocumentedLimit(
    id: "knewton.pair-rate", service: "knewton", limit: KnewtonPairLimit.requestsPerSecond,
    wording: "unauthenticated requests per second for an IP-URI pair",
    remarks: KnewtonPairLimit.remarks, source: KnewtonPairLimit.source)

  private static let knewtonRates = KnewtonRate.all.flatMap { rate in
    let what =
      "requests per minute for a token, application URI and \(rate.method) \(rate.template)"
    func row(_ limit: Int, _ direction: String) -> DocumentedLimit {
      DocumentedLimit(
        id: rate.id + direction, service: "knewton", limit: limit, wording: what + direction,
        source: rate.source)
    }
    guard let assigns = rate.assignsPerMinute else { return [row(rate.perMinute, "")] }
    return [row(assigns, " (assign)"), row(rate.perMinute, " (unassign)")]
  }

  private static let entities = EntityLimit.all.map { entity in
    DocumentedLimit(
      id: entity.id, service: "knewton", limit: entity.limit, wording: entity.unit,
      remarks: [
        "\(entity.level.rawValue) when exceeded",
        entity.basis.isEmpty ? "only from entity observations" : entity.basis,
      ], source: entity.source)
  }
}
