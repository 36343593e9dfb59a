internal import Bytes
internal import Findings

extension ReferenceGroup {
  /// The row of `groups`.
  func report() -> GroupReport {
    var report = GroupReport()
    report.group = name
    report.production = entry?.production ?? false
    report.quota = quota?.calls
    report.quotaSource = quota?.source
    report.attempted = requests.count
    report.rejected = requests.count { $0.rejected }
    report.first = requests.first?.instant ?? report.first
    report.last = requests.last?.instant ?? report.last
    for request in requests { report.statuses[request.record.status, default: 0] += 1 }
    report.lens = defaultLens
    report.peak = peak(defaultLens)
    report.utcPeak = peak("utc")
    report.headerPeak = peak("header")
    report.anchoredPeak = peak("anchored")
    report.rollingPeak = peak("rolling")
    if let quota {
      report.rate = verdict(quota: quota.calls).rate
      report.windowsOver = (windows(defaultLens) ?? []).filter { $0.requests > quota.calls }
      report.sites.quota = siteQuota
    }
    let applications = Dictionary(grouping: requests, by: \.app).sorted { $0.key < $1.key }
    report.applications = applications.map { app, requests in
      ApplicationReport(
        app: app, attempted: requests.count, rejected: requests.count { $0.rejected })
    }
    report.sites.list = sites.enumerated().map { index, site in
      SiteReport(
        site: site.name, first: site.requests.map(\.instant).min() ?? report.first,
        last: site.requests.map(\.instant).max() ?? report.last, attempted: site.requests.count,
        overQuota: quota != nil && index >= siteQuota)
    }
    report.sites.overQuota = report.sites.list.filter(\.overQuota).map(\.site)
    report.header.quotasSeen = Set(requests.compactMap(\.record.limit)).map(Int.init).sorted()
    report.header.unstable = header.unstable
    report.header.windows = reconciled
    report.retries.episodes = episodes.count
    report.retries.worst = episodes.map(\.count).max() ?? 0
    report.retries.retryAfterIgnored = retryAfterIgnored
    return report
  }

  /// Every finding about this row, `quota` being its calls per day.
  func findings(quota: Int) -> [ReferenceFinding] {
    let subject = [SubjectName("group", name)]
    var findings = [
      verdict(quota: quota).finding("learn.calls", subject, unit: 1000),
      ReferenceFinding(
        "learn.throttled", .violation, subject, requests: requests.filter(\.rejected)),
      limitMismatch(subject), unloggedCalls(subject), retryEpisode(subject),
    ].compactMap { $0 }
    findings += siteFindings(subject)
    let refused = Dictionary(grouping: requests.filter(\.installRefused)) { $0.site ?? .dash }
    findings += refused.compactMap { site, requests in
      ReferenceFinding(
        "learn.install-refused", .violation, subject + [SubjectName("site", site)],
        requests: requests)
    }
    return findings
  }

  private func siteFindings(_ subject: [SubjectName]) -> [ReferenceFinding] {
    if sites.count <= siteQuota {
      guard Int128(100) * Int128(sites.count) >= Int128(policy.warnAt) * Int128(siteQuota) else {
        return []
      }
      return [
        ReferenceFinding(
          "learn.sites-near", .warning, subject, measured: sites.count, limit: siteQuota,
          occurrences: 1)
      ]
    }
    return sites.enumerated().dropFirst(siteQuota).compactMap { index, site in
      ReferenceFinding(
        "learn.sites", .violation, subject + [SubjectName("site", site.name)], limit: siteQuota,
        measured: index + 1, requests: site.requests)
    }
  }

  private func limitMismatch(_ subject: [SubjectName]) -> ReferenceFinding? {
    let expected = policyCalls ?? 10_000
    guard let headerLimit, headerLimit.value != expected else { return nil }
    var finding = ReferenceFinding(
      "learn.limit-mismatch", .notice, subject, measured: Int(headerLimit.value), limit: expected,
      occurrences: headerLimit.requests.count)
    finding.setSpan(headerLimit.requests)
    return finding
  }

  private func unloggedCalls(_ subject: [SubjectName]) -> ReferenceFinding? {
    let over = reconciled.filter { $0.unlogged > max(5, $0.accepted / 100) }
    let most = over.map(\.unlogged).max()
    guard let worst = over.first(where: { $0.unlogged == most }) else { return nil }
    var finding = ReferenceFinding(
      "learn.unlogged-calls", .notice, subject, measured: worst.unlogged,
      limit: max(5, worst.accepted / 100), occurrences: over.count)
    finding.setSpan(seconds: over.map(\.start.seconds))
    return finding
  }

  private func retryEpisode(_ subject: [SubjectName]) -> ReferenceFinding? {
    ReferenceFinding.retryEpisode(
      "learn.retry-episode", subject, episodes, from: policy.learnRetryEpisode)
  }
}

extension ReferenceFinding {
  /// The finding about episodes of at least `limit` rejections.
  static func retryEpisode(
    _ rule: String, _ subject: [SubjectName], _ episodes: [[Int64]], from limit: Int
  ) -> ReferenceFinding? {
    let counted = episodes.filter { $0.count >= limit }
    guard let worst = counted.map(\.count).max() else { return nil }
    var finding = ReferenceFinding(
      rule, .warning, subject, measured: worst, limit: limit, occurrences: counted.count)
    finding.setSpan(seconds: counted.compactMap(\.first))
    return finding
  }
}
