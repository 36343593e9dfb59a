public import Bytes

/// Inputs by their condition; damaged and duplicate ones are among those read.
public struct InputCounts: Sendable, Equatable {
  /// Inputs that could be opened.
  public var read = 0
  /// Inputs that could not be read at all.
  public var missing = 0
  /// Inputs whose gzip stream is broken.
  public var damaged = 0
  /// Inputs that repeat another one and count nowhere else.
  public var duplicates = 0
}

/// Developer groups by how they stand to their quotas.
public struct GroupCounts: Sendable, Equatable {
  /// Groups whose calls have a quota.
  public var judged = 0
  /// Those over it in the windows judged.
  public var over = 0
  /// Those over it if windows are laid otherwise.
  public var possible = 0
  /// Groups with sites whose number has a quota.
  public var judgedBySites = 0
  /// Those with more sites.
  public var overBySites = 0
}

extension AuditReport {
  /// Findings of one severity.
  public func findings(of severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Documented limits by how much of them the logs show.
  public func limits(_ status: Observability) -> Int {
    observability.count { $0.status == status }
  }

  /// Inputs by their condition.
  public var inputCounts: InputCounts {
    InputCounts(
      read: inputs.count, missing: totals.missingInputs,
      damaged: inputs.count { $0.damage != nil },
      duplicates: inputs.count { $0.duplicateOf != nil })
  }

  /// Groups by how they stand to their quotas.
  public var groupCounts: GroupCounts {
    groups.reduce(into: GroupCounts()) { counts, group in
      if group.quota != nil {
        counts.judged += 1
        if group.rate.verdict == .over { counts.over += 1 }
        if group.rate.verdict == .possible { counts.possible += 1 }
      }
      if group.sites.quota != nil, !group.sites.list.isEmpty {
        counts.judgedBySites += 1
        if !group.sites.overQuota.isEmpty { counts.overBySites += 1 }
      }
    }
  }

  /// Sites of all groups; one that two groups use counts twice.
  public var siteCount: Int { groups.reduce(0) { $0 + $1.sites.list.count } }

  /// Groups near their site quota, which is a matter of the policy, so the findings say it.
  public var groupsNearSiteQuota: Set<ByteString> {
    Set(findings.filter { $0.rule == Rule.sitesNear }.compactMap { $0.subject.first?.value })
  }

  /// Groups with sites, the worst by their site quota first.
  public var groupsBySites: [GroupReport] {
    let near = groupsNearSiteQuota
    return groups.filter { !$0.sites.list.isEmpty }
      .worstFirst { $0.siteStanding(isNear: near.contains($0.group)) }
  }

  /// Endpoints whose requests a limiter refused, delayed or dropped.
  public var throttledEndpoints: [EndpointReport] { endpoints.filter { $0.counts.throttled > 0 } }
  /// How many other endpoints there are.
  public var otherEndpoints: Int { endpoints.count { $0.counts.throttled == 0 } }
}
