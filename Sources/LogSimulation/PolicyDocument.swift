/// The policy of a night (SPEC section 4.5): small quotas of the planted cases, the background's.
struct PolicyDocument {
  private let plan: NightPlan

  /// The policy of a plan.
  init(_ plan: NightPlan) {
    self.plan = plan
  }

  /// The file, YAML.
  var text: String {
    var lines = ["# Quotas of a simulated night: the planted ones are small.", "groups:"]
    for policy in plan.planted.policies {
      lines.append("  \(policy.group): {\(quotas(policy.calls, policy.sites))}")
    }
    for group in plan.groups where group.isInPolicy {
      let name = String(decoding: group.name, as: UTF8.self)
      let production = group.isProduction ? "production: true, " : ""
      lines.append("  \"\(name)\": {\(production)\(quotas(group.quota, group.siteQuota))}")
    }
    lines += ["knewton:", "  hosts: [api.knewton.example]", "  entities:"]
    lines += PlantedNight.entityQuotas.map { "    \($0.id): \($0.quota)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quotas(_ calls: Int?, _ sites: Int?) -> String {
    [calls.map { "calls_per_day: \($0)" }, sites.map { "sites: \($0)" }]
      .compactMap { $0 }.joined(separator: ", ")
  }
}
