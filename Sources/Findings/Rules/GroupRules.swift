internal import Bytes
internal import LimitCatalog
internal import Usage

/// Findings about one group: everything SPEC section 6 says with subject `group`.
enum GroupRules {
  /// All findings about a judged group.
  static func findings(
    _ group: GroupJudgement, policy: Policy, place: (RequestPlace) -> Witness
  ) -> [Finding] {
    guard group.usage.isJudged else { return [] }
    let subject = [SubjectPart("group", group.report.group)]
    var result: [Finding] = []
    if let finding = CallsRule.finding(group, subject) { result.append(finding) }
    result += SitesRule.findings(group, subject, warnAt: policy.warnAtPercent, place: place)
    if group.report.rejected > 0 {
      result.append(
        .counting(Rule.throttled, .violation, subject, group.usage.tally.rejected, place))
    }
    for refusal in group.usage.refusals {
      let subject = subject + [SubjectPart("site", refusal.site)]
      result.append(.counting(Rule.installRefused, .violation, subject, refusal.requests, place))
    }
    if let finding = LimitMismatchRule.finding(group, subject) { result.append(finding) }
    if let finding = UnloggedCallsRule.finding(group, subject) { result.append(finding) }
    if let finding = group.episodes.finding(
      Rule.learnRetries, subject, threshold: policy.learn.retryEpisode)
    {
      result.append(finding)
    }
    return result
  }
}

extension Finding {
  /// A finding that counts requests none of which should be there: measured and occurrences are their
  /// number, the limit is 0.
  static func counting(
    _ rule: String, _ severity: Severity, _ subject: [SubjectPart], _ requests: Occurrences,
    _ place: (RequestPlace) -> Witness
  ) -> Finding {
    var finding = Finding(
      rule, severity, subject, measured: requests.count, limit: 0, occurrences: requests.count)
    finding.first = Instant(milliseconds: requests.first)
    finding.last = Instant(milliseconds: requests.last)
    finding.witness = place(requests.witness)
    return finding
  }

  /// A finding about requests of earlier nights, of which these logs hold none.
  static func silent(
    _ rule: String, _ severity: Severity, _ subject: [SubjectPart], first: Instant, last: Instant
  ) -> Finding {
    var finding = Finding(rule, severity, subject, measured: 0, limit: 0, occurrences: 0)
    finding.first = first
    finding.last = last
    return finding
  }
}

/// learn.calls: more calls in 24 hours than the group may make.
enum CallsRule {
  static func finding(_ group: GroupJudgement, _ subject: [SubjectPart]) -> Finding? {
    let report = group.report
    guard let quota = report.quota, let verdict = report.rate.verdict,
      let peak = verdict == .possible ? report.rollingPeak : report.peak
    else { return nil }
    return .rate(
      Rule.calls, subject, report.rate, limit: quota, measured: peak.requests,
      over: report.windowsOver.map { $0.start.milliseconds },
      window: FindingWindow(
        start: peak.start, end: peak.end,
        lens: verdict == .possible ? Lens.rolling.rawValue : report.lens))
  }
}

/// learn.sites and learn.sites-near: sites beyond, or close to, what the group may have.
enum SitesRule {
  static func findings(
    _ group: GroupJudgement, _ subject: [SubjectPart], warnAt percent: Int,
    place: (RequestPlace) -> Witness
  ) -> [Finding] {
    let sites = group.report.sites
    guard let quota = sites.quota else { return [] }
    if sites.overQuota.isEmpty {
      guard Threshold.isNear(sites.list.count, quota: quota, percent: percent) else { return [] }
      return [Finding(Rule.sitesNear, .warning, subject, measured: sites.list.count, limit: quota)]
    }
    let requests = Dictionary(
      group.usage.sites.map { ($0.site, $0.requests) }, uniquingKeysWith: { first, _ in first })
    return sites.list.enumerated().compactMap { rank, site in
      guard site.overQuota else { return nil }
      let subject = subject + [SubjectPart("site", site.site)]
      // A site of earlier nights has no requests in these logs; it takes part of the quota all the same.
      var finding =
        requests[site.site].map { Finding.counting(Rule.sites, .violation, subject, $0, place) }
        ?? Finding.silent(Rule.sites, .violation, subject, first: site.first, last: site.last)
      finding.measured = rank + 1
      finding.limit = quota
      return finding
    }
  }
}

/// learn.limit-mismatch: the server counts against another quota than policy or documents say.
enum LimitMismatchRule {
  static func finding(_ group: GroupJudgement, _ subject: [SubjectPart]) -> Finding? {
    let expected = group.policyQuota ?? LearnLimit.callsPerDay
    guard let seen = group.headerLimit, seen.value != expected else { return nil }
    var finding = Finding(
      Rule.limitMismatch, .notice, subject, measured: seen.value, limit: expected,
      occurrences: seen.requests.count)
    finding.first = Instant(milliseconds: seen.requests.first)
    finding.last = Instant(milliseconds: seen.requests.last)
    return finding
  }
}

/// learn.unlogged-calls: the limiter counted calls that the logs do not show.
enum UnloggedCallsRule {
  static func finding(_ group: GroupJudgement, _ subject: [SubjectPart]) -> Finding? {
    let beyond = group.report.header.windows.filter {
      $0.unlogged > HeaderReconciliation.tolerance($0)
    }
    guard var worst = beyond.first, let last = beyond.last else { return nil }
    let first = worst.start
    for window in beyond where window.unlogged > worst.unlogged { worst = window }
    var finding = Finding(
      Rule.unloggedCalls, .notice, subject, measured: worst.unlogged,
      limit: HeaderReconciliation.tolerance(worst), occurrences: beyond.count)
    finding.first = first
    finding.last = last.start
    return finding
  }
}
