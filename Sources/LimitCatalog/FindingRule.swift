/// The rules of SPEC section 6 with the keys of their subjects, for policies that name them.
public struct FindingRule: Sendable, Equatable {
  /// The name that findings carry.
  public let name: String
  /// Keys of the subject, in the table's order; of entity limits those of both their ways to be measured.
  public let keys: [String]

  /// All rules, those of entity limits last.
  public static let all: [FindingRule] = {
    let triple = ["token", "uri", "endpoint"]
    let table: [(name: String, keys: [String])] = [
      ("learn.calls", ["group"]), ("learn.sites", ["group", "site"]),
      ("learn.sites-near", ["group"]), ("learn.throttled", ["group"]),
      ("learn.install-refused", ["group", "site"]), ("learn.limit-mismatch", ["group"]),
      ("learn.unlogged-calls", ["group"]), ("learn.application-groups", ["app"]),
      ("learn.retry-episode", ["group"]), ("knewton.pair-rate", ["client", "uri"]),
      ("knewton.pair-delayed", ["client", "uri"]), ("knewton.pair-rejected", ["client", "uri"]),
      ("knewton.triple-rate", triple), ("knewton.triple-rejected", triple),
      ("knewton.triple-delayed", triple), ("knewton.soft-limited", triple),
      ("knewton.unexplained-rejection", triple), ("knewton.retry-episode", triple),
    ]
    return table.map { FindingRule(name: $0.name, keys: $0.keys) }
      + EntityKind.allCases.map {
        FindingRule(name: "knewton.entity." + $0.id, keys: triple + ["entity"])
      }
  }()
}
