internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges the token-URI-endpoint triples of authenticated Knewton requests (SPEC 4.3, 5, 6).
struct TripleJudge {
  private let judge = PartitionJudge(length: 60, unit: 1000)
  private let policy: Policy
  private let place: @Sendable (RequestPlace) -> Witness
  private let nights: NightRates?
  /// Quotas by endpoint.
  private var quotas: [ByteString: (quota: Int?, strict: Int?)] = [:]
  /// The shown form of the token that was read last: its triples follow each other.
  private var lastToken: (token: CallerToken, shown: ByteString)?

  /// A judge under `policy`; `nights` judges windows that earlier nights share.
  init(
    policy: Policy, place: @escaping @Sendable (RequestPlace) -> Witness, nights: NightRates?
  ) {
    self.policy = policy
    self.nights = nights
    self.place = place
  }

  /// Adds one triple and its findings; `isSubjectElsewhere` says that a finding about single requests
  /// names it, so that its row is listed.
  mutating func add(
    _ usage: TripleUsage, isSubjectElsewhere: Bool, to report: inout PartialReport
  ) {
    let sums = PartitionJudge.MarkSums(usage.events.marks)
    let times = usage.events.times
    let quota = self.quota(usage.endpoint)
    let judgement = RateJudgement(
      times: times.span, range: times.indices, length: judge.length, quota: quota.quota,
      strictQuota: quota.strict, warnAtPercent: policy.warnAtPercent)
    let subject = [shown(usage.token), usage.uri, usage.endpoint]
    let findings = self.findings(usage, subject, judgement, sums, quota: quota.quota)
    report.findings += findings
    var isOverNights = false
    if let nights, let most = quota.quota {
      isOverNights = nights.add(usage, subject, judge, quota: (most, quota.strict), to: &report)
    }
    let nearness = Nearness(
      peak: judgement.fixed.peakRequests, quota: quota.quota ?? 0, attempted: times.count)
    let counts = sums.counts(attempted: times.count)
    report.triples.add(
      counts, nearness, subject: subject,
      isListed: !findings.isEmpty || isSubjectElsewhere || isOverNights
    ) { row(usage, subject, judgement, sums, quota: quota.quota) }
    if let quota = quota.quota {
      let isPossible = judgement.rate.verdict == .possible
      let measured = isPossible ? judgement.rolling.requests : judgement.fixed.peakRequests
      let standing = Standing(
        judgement.rate.verdict, measured: measured, limit: judgement.possibleLimit ?? quota,
        isThrottled: counts.throttled > 0)
      report.strips.add(standing, subject: subject) {
        MinuteStrip(
          usage, peak: isPossible ? judgement.rolling.start : judgement.fixed.peakStart,
          quota: quota)
      }
    }
  }

  private mutating func shown(_ token: CallerToken) -> ByteString {
    if let lastToken, lastToken.token == token { return lastToken.shown }
    let shown = token.shown
    lastToken = (token, shown)
    return shown
  }

  private mutating func quota(_ endpoint: ByteString) -> (quota: Int?, strict: Int?) {
    if let known = quotas[endpoint] { return known }
    let quota = (
      quota: policy.rateQuota(ofEndpointNamed: endpoint),
      strict: policy.possibleQuota(ofEndpointNamed: endpoint)
    )
    quotas[endpoint] = quota
    return quota
  }

  private func episodes(_ usage: TripleUsage) -> RetryEpisodes {
    RetryEpisodes(
      usage.events.marks.lazy.filter { $0.kinds.contains(.rejected) }
        .map { (second: $0.time.flooredQuotient(1000), count: 1) })
  }

  private func findings(
    _ usage: TripleUsage, _ names: [ByteString], _ judgement: RateJudgement,
    _ sums: PartitionJudge.MarkSums, quota: Int?
  ) -> [Finding] {
    let verdict = judgement.rate.verdict
    guard verdict != nil && verdict != .clear || sums.delayed.count + sums.rejected.count > 0
    else { return [] }
    let subject = TripleJudge.subject(names)
    var result: [Finding] = []
    if let quota {
      if let finding = judge.rateFinding(Rule.tripleRate, subject, judgement, quota: quota) {
        result.append(finding)
      }
      if sums.tokenLimited.count > 0, verdict != .over, verdict != .possible {
        result.append(.counting(Rule.unexplained, .notice, subject, sums.tokenLimited, place))
      }
    }
    if sums.rejected.count > 0 {
      result.append(.counting(Rule.tripleRejected, .violation, subject, sums.rejected, place))
      if let finding = episodes(usage).finding(
        Rule.knewtonRetries, subject, threshold: policy.knewton.retryEpisode)
      {
        result.append(finding)
      }
    }
    if sums.delayed.count > 0 {
      result.append(.counting(Rule.tripleDelayed, .warning, subject, sums.delayed, place))
    }
    return result
  }

  /// A subject of shown token, URI and endpoint.
  static func subject(_ names: [ByteString]) -> [SubjectPart] {
    zip(["token", "uri", "endpoint"], names).map { SubjectPart($0, $1) }
  }

  private func row(
    _ usage: TripleUsage, _ names: [ByteString], _ judgement: RateJudgement,
    _ sums: PartitionJudge.MarkSums, quota: Int?
  ) -> TripleReport {
    var row = TripleReport()
    (row.token, row.uri, row.endpoint) = (names[0], names[1], names[2])
    row.quota = quota
    row.counts = sums.counts(attempted: usage.events.times.count)
    row.rate = judgement.rate
    if let limit = judgement.possibleLimit, limit != quota { row.strictQuota = limit }
    row.peak = judge.peak(judgement)
    row.rolling = judge.rolling(judgement)
    row.windowsOver = judgement.fixed.windowsOver
    row.delay = DelayReport(ascending: sums.delays)
    let episodes = self.episodes(usage)
    row.retries.episodes = episodes.episodes.count
    row.retries.worst = episodes.worst
    return row
  }
}
