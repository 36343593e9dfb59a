internal import Bytes
internal import LimitCatalog
internal import Usage

/// One group's row and what its findings need besides.
struct GroupJudgement {
  let usage: GroupUsage
  var report = GroupReport()
  var episodes = RetryEpisodes([])
  /// Most frequent limit header, ties to the larger.
  var headerLimit: (value: Int, requests: Occurrences)?
  /// Calls by policy, nil when it has none for the group.
  let policyQuota: Int?

  /// The one developer group of all its requests, nil when there are several.
  private let developerGroup: ByteString?

  init(_ usage: GroupUsage, policy: Policy, period: Period) {
    self.usage = usage
    let members = usage.tally.developerGroups
    developerGroup =
      policy.learn.partition == .group ? usage.name : members.count == 1 ? members.first : nil
    policyQuota =
      developerGroup.map { policy.callQuota(ofGroup: $0) } ?? policy.learn.callsPerDay
    let tally = usage.tally
    report.group = usage.name
    report.developerGroup = usage.isJudged ? developerGroup : nil
    report.production =
      developerGroup.flatMap { policy.group(named: $0)?.production } ?? false
    report.attempted = tally.attempted.count
    report.rejected = tally.rejected.count
    report.first = Instant(milliseconds: tally.attempted.first)
    report.last = Instant(milliseconds: tally.attempted.last)
    for status in tally.statuses { report.statuses[Int(status.status)] = status.requests }
    headerLimit = tally.limits.map { (value: Int($0.key), requests: $0.value) }
      .max { ($0.requests.count, $0.value) < ($1.requests.count, $1.value) }
    setQuota()

    let timeline = GroupTimeline(tally.seconds, period: period)
    let lenses = GroupLenses(timeline, tally)
    setWindows(lenses, policy: policy)
    judge(timeline, lenses, warnAtPercent: policy.warnAtPercent)
    setSites(policy: policy)
    report.applications = usage.applications.map {
      ApplicationReport(app: $0.app, attempted: $0.counts.attempted, rejected: $0.counts.rejected)
    }.sorted { $0.app < $1.app }
    report.header.quotasSeen = tally.limits.keys.sorted().map { Int($0) }
    report.header.quotaSpans = GroupJudgement.spans(tally.limits)
    report.header.unstable = lenses.isUnstable
    report.header.windows = HeaderReconciliation.windows(timeline, lenses)
    setRetries(timeline)
  }

  private static func spans(_ limits: [Int64: Occurrences]) -> [QuotaSpan] {
    limits.map { quota, requests in
      QuotaSpan(
        quota: Int(quota), first: Instant(milliseconds: requests.first),
        last: Instant(milliseconds: requests.last), requests: requests.count)
    }.sorted { ($0.first, $0.quota) < ($1.first, $1.quota) }
  }

  private mutating func setQuota() {
    guard usage.isJudged else { return }
    if let policyQuota {
      report.quota = policyQuota
      report.quotaSource = "policy"
    } else if let headerLimit {
      report.quota = headerLimit.value
      report.quotaSource = "header"
    } else {
      report.quota = LearnLimit.callsPerDay
      report.quotaSource = "documented"
    }
  }

  private mutating func setWindows(_ lenses: GroupLenses, policy: Policy) {
    let (windows, lens) = lenses.windows(policy.learn.lens)
    report.lens = lens.rawValue
    report.peak = GroupLenses.peak(windows)
    report.utcPeak = GroupLenses.peak(lenses.utc)
    report.headerPeak = GroupLenses.peak(lenses.header)
    report.anchoredPeak = GroupLenses.peak(lenses.anchored)
    report.rollingPeak = GroupLenses.peak(lenses.rolling)
    if let quota = report.quota { report.windowsOver = windows.filter { $0.requests > quota } }
  }

  private mutating func judge(
    _ timeline: GroupTimeline, _ lenses: GroupLenses, warnAtPercent: Int
  ) {
    guard let quota = report.quota, let peak = report.peak else { return }
    let day = GroupLenses.day
    let over = Windows.alignmentsOver(
      timeline.times.span, timeline.times.indices, length: day, quota: quota)
    report.rate = RateVerdict(verdict: .clear, alignmentsOver: over, alignments: Int(day))
    if !report.windowsOver.isEmpty {
      let seenByLimiter =
        report.lens == Lens.header.rawValue
        && report.windowsOver.contains { lenses.clusterEnds.contains($0.end.seconds) }
      report.rate.verdict = .over
      report.rate.certainty = seenByLimiter || over == Int(day) ? .proven : .aligned
    } else if over > 0 {
      report.rate.verdict = .possible
    } else if Threshold.isNear(peak.requests, quota: quota, percent: warnAtPercent) {
      report.rate.verdict = .near
    }
  }

  private mutating func setSites(policy: Policy) {
    if usage.isJudged {
      report.sites.quota =
        developerGroup.map { policy.siteQuota(ofGroup: $0) } ?? policy.learn.sites
        ?? LearnLimit.sites
    }
    let ranked = usage.sites.sorted { ($0.requests.first, $0.site) < ($1.requests.first, $1.site) }
    for (rank, site) in ranked.enumerated() {
      let isOver = report.sites.quota.map { rank >= $0 } ?? false
      report.sites.list.append(
        SiteReport(
          site: site.site, first: Instant(milliseconds: site.requests.first),
          last: Instant(milliseconds: site.requests.last), attempted: site.requests.count,
          overQuota: isOver))
      if isOver { report.sites.overQuota.append(site.site) }
    }
  }

  private mutating func setRetries(_ timeline: GroupTimeline) {
    episodes = RetryEpisodes(
      usage.tally.seconds.lazy.filter { $0.rejected > 0 }
        .map { (second: $0.second, count: Int($0.rejected)) })
    report.retries.episodes = episodes.episodes.count
    report.retries.worst = episodes.worst
    report.retries.retryAfterIgnored = RetryAfter.ignored(usage.tally.waits, timeline)
  }
}
