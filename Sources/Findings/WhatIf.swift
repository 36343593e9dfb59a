public import Bytes
internal import LimitCatalog

/// The same usage judged by other quotas, beside the ones that rule (`--what-if`).
public struct WhatIfReport: Sendable {
  /// The quotas tried, as given.
  public var overrides: [WhatIfOverride] = []
  /// Groups of whose own quota one was tried and that no row of the logs is of, sorted by name.
  public var absentGroups: [ByteString] = []
  /// Judged groups, sorted by name.
  public var groups: [WhatIfGroup] = []
  /// Endpoints with rate findings under either quotas, sorted by name.
  public var endpoints: [WhatIfEndpoint] = []
  /// Rules with findings under either quotas, sorted by name.
  public var rules: [WhatIfRule] = []

  /// Compares two reports of one tally.
  public init(ruling: AuditReport, tried: AuditReport, overrides: [WhatIfOverride]) {
    self.overrides = overrides
    let present = Set(ruling.groups.compactMap(\.developerGroup))
    absentGroups = Set(overrides.compactMap { QuotaOverride.group(in: $0.key) })
      .subtracting(present).sorted()
    groups = zip(ruling.groups, tried.groups).compactMap { WhatIfGroup($0, $1) }
    let before = WhatIfReport.rates(ruling)
    let after = WhatIfReport.rates(tried)
    endpoints = Set(before.keys).union(after.keys).sorted().map { endpoint in
      WhatIfEndpoint(
        endpoint: endpoint, ruling: before[endpoint] ?? RateFindings(),
        tried: after[endpoint] ?? RateFindings())
    }
    let counts = (WhatIfReport.counts(ruling), WhatIfReport.counts(tried))
    rules = Set(counts.0.keys).union(counts.1.keys)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { WhatIfRule(rule: $0, ruling: counts.0[$0] ?? 0, tried: counts.1[$0] ?? 0) }
  }

  private static func counts(_ report: AuditReport) -> [String: Int] {
    report.findings.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
  }

  private static func rates(_ report: AuditReport) -> [ByteString: RateFindings] {
    var result: [ByteString: RateFindings] = [:]
    for finding in report.findings where finding.rule == Rule.tripleRate {
      guard let endpoint = finding.subject.last?.value else { continue }
      result[endpoint, default: RateFindings()].add(finding)
    }
    return result
  }
}

extension WhatIfReport {
  /// Replaces every name that came from logs, the policy or the quotas tried.
  mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    for index in overrides.indices {
      overrides[index].key = QuotaOverride.mapGroup(in: overrides[index].key, transform)
    }
    absentGroups = absentGroups.map(transform)
    for index in groups.indices { groups[index].group = transform(groups[index].group) }
    for index in endpoints.indices {
      endpoints[index].endpoint = transform(endpoints[index].endpoint)
    }
  }
}

/// One quota tried.
public struct WhatIfOverride: Sendable, Equatable {
  /// e.g. `learn.calls_per_day`.
  public var key: String
  /// The quota.
  public var value: Int

  /// This quota.
  public init(key: String, value: Int) {
    self.key = key
    self.value = value
  }
}

/// One group under both quotas.
public struct WhatIfGroup: Sendable {
  /// Name of the row.
  public var group: ByteString
  /// Under the quotas that rule.
  public var ruling: WhatIfJudgement
  /// Under those tried.
  public var tried: WhatIfJudgement
  /// The smallest quota that no 24 hours, however laid, would have exceeded: the rolling peak.
  public var smallestCallQuota: Int
  /// The smallest quota of sites that would have been enough.
  public var smallestSiteQuota: Int

  /// Nil for the rows that are not judged.
  init?(_ ruling: GroupReport, _ tried: GroupReport) {
    guard let before = WhatIfJudgement(ruling), let after = WhatIfJudgement(tried) else {
      return nil
    }
    group = ruling.group
    self.ruling = before
    self.tried = after
    smallestCallQuota = ruling.rollingPeak?.requests ?? 0
    smallestSiteQuota = ruling.sites.list.count
  }
}

/// How a group stands to one set of quotas.
public struct WhatIfJudgement: Sendable, Equatable {
  /// Calls per 24 hours.
  public var callQuota: Int
  /// Verdict over the calls.
  public var verdict: Verdict
  /// Windows over the call quota.
  public var windowsOver: Int
  /// Sites the group may have.
  public var siteQuota: Int
  /// Sites beyond that.
  public var sitesOver: Int

  init?(_ report: GroupReport) {
    guard let callQuota = report.quota, let verdict = report.rate.verdict,
      let siteQuota = report.sites.quota
    else { return nil }
    self.callQuota = callQuota
    self.verdict = verdict
    windowsOver = report.windowsOver.count
    self.siteQuota = siteQuota
    sitesOver = report.sites.overQuota.count
  }
}

/// Rate findings of one endpoint by verdict.
public struct RateFindings: Sendable, Equatable {
  /// Triples over their quota.
  public var over = 0
  /// Triples over it in some alignment.
  public var possible = 0
  /// Triples close to it.
  public var near = 0

  /// None.
  public init() {}

  mutating func add(_ finding: Finding) {
    if finding.severity == .violation {
      over += 1
    } else if finding.measured > finding.limit {
      possible += 1
    } else {
      near += 1
    }
  }
}

/// One endpoint under both quotas.
public struct WhatIfEndpoint: Sendable, Equatable {
  /// Endpoint name.
  public var endpoint: ByteString
  /// Under the quotas that rule.
  public var ruling: RateFindings
  /// Under those tried.
  public var tried: RateFindings
}

/// Findings of one rule under both quotas.
public struct WhatIfRule: Sendable, Equatable {
  /// e.g. `learn.calls`.
  public var rule: String
  /// Findings under the quotas that rule.
  public var ruling: Int
  /// Findings under those tried.
  public var tried: Int
}
