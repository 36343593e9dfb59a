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

  /// Judges a group's usage of `period`; `sites` were seen in earlier runs.
  init(_ usage: GroupUsage, policy: Policy, period: Period, sites: [SiteRegistration] = []) {
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
    setSites(policy: policy, known: sites)
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
    report.rate = RateVerdict(
      ofGroup: report.windowsOver, peak: peak, quota: quota, alignmentsOver: over,
      isSeenByLimiter: report.lens == Lens.header.rawValue
        && report.windowsOver.contains { lenses.clusterEnds.contains($0.end.seconds) },
      warnAtPercent: warnAtPercent)
  }

  /// Ranks the sites of tonight and those known before.
  private mutating func setSites(policy: Policy, known: [SiteRegistration]) {
    if usage.isJudged {
      report.sites.quota =
        developerGroup.map { policy.siteQuota(ofGroup: $0) } ?? policy.learn.sites
        ?? LearnLimit.sites
    }
    var list = usage.sites.map {
      SiteReport(
        site: $0.site, first: Instant(milliseconds: $0.requests.first),
        last: Instant(milliseconds: $0.requests.last), attempted: $0.requests.count,
        overQuota: false)
    }
    SiteReport.merge(known, into: &list)
    list.sort { ($0.first, $0.site) < ($1.first, $1.site) }
    for rank in list.indices {
      list[rank].overQuota = report.sites.quota.map { rank >= $0 } ?? false
    }
    report.sites.overQuota = list.filter(\.overQuota).map(\.site)
    report.sites.list = list
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

extension RateVerdict {
  /// The verdict over a group (SPEC section 5): `over` are its windows with more than the quota,
  /// `isSeenByLimiter` whether the limiter itself closed one of them.
  init(
    ofGroup over: [GroupWindow], peak: GroupWindow, quota: Int, alignmentsOver: Int,
    isSeenByLimiter: Bool, warnAtPercent: Int
  ) {
    let all = Int(GroupLenses.day)
    self.init(verdict: .clear, alignmentsOver: alignmentsOver, alignments: all)
    if !over.isEmpty {
      verdict = .over
      certainty = isSeenByLimiter || alignmentsOver == all ? .proven : .aligned
    } else if alignmentsOver > 0 {
      verdict = .possible
    } else if Threshold.isNear(peak.requests, quota: quota, percent: warnAtPercent) {
      verdict = .near
    }
  }
}

extension SiteReport {
  /// Adds sites of earlier runs: of those in the list the time in which they were seen grows, others had
  /// no call tonight.
  static func merge(_ known: [SiteRegistration], into list: inout [SiteReport]) {
    guard !known.isEmpty else { return }
    var positions = Dictionary(
      list.enumerated().map { ($1.site, $0) }, uniquingKeysWith: { first, _ in first })
    for site in known {
      if let position = positions[site.site] {
        list[position].first = min(list[position].first, site.first)
        list[position].last = max(list[position].last, site.last)
      } else {
        positions[site.site] = list.count
        list.append(
          SiteReport(
            site: site.site, first: site.first, last: site.last, attempted: 0, overQuota: false))
      }
    }
  }
}
