internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges the token-URI-endpoint triples of authenticated Knewton requests (SPEC 4.3, 5, 6).
struct TripleJudge {
  private let judge: PartitionJudge
  private let policy: Policy
  private let place: (RequestPlace) -> Witness
  private var tokens = TokenHash()
  /// Quotas by the endpoint's interned id.
  private var quotas: [UInt32: (quota: Int?, strict: Int?)] = [:]

  init(_ usage: PartitionUsage, policy: Policy, place: @escaping (RequestPlace) -> Witness) {
    judge = PartitionJudge(usage: usage, length: 60, unit: 1000)
    self.policy = policy
    self.place = place
  }

  /// Rows to print, findings, and sums over all triples.
  mutating func run() -> (rows: [TripleReport], findings: [Finding], totals: PartitionTotals) {
    let usage = judge.usage
    var rows: [Int: TripleReport] = [:]
    var findings: [Finding] = []
    var totals = PartitionTotals()
    var nearest = NearestPartitions()
    for triple in 0..<usage.count {
      let sums = PartitionJudge.MarkSums(usage.marks(triple))
      let judgement = self.judgement(triple)
      let counts = sums.counts(attempted: usage.times.range(triple).count)
      totals.add(counts)
      nearest.add(
        Nearness(
          partition: triple, peak: judgement.fixed.peakRequests,
          quota: quota(triple).quota ?? 0, attempted: counts.attempted)
      ) { [TokenHash.shown(usage.first($0)), usage.second($0), usage.third($0)] }
      let found = self.findings(triple, judgement, sums)
      if !found.isEmpty || usage.isSubjectElsewhere(triple) {
        rows[triple] = row(triple, judgement, sums)
      }
      findings += found
    }
    for triple in nearest.partitions where rows[triple] == nil {
      rows[triple] = row(
        triple, judgement(triple), PartitionJudge.MarkSums(usage.marks(triple)))
    }
    let sorted = rows.values.sorted {
      ($0.token, $0.uri, $0.endpoint) < ($1.token, $1.uri, $1.endpoint)
    }
    return (sorted, findings, totals)
  }

  /// Shown token, URI and endpoint.
  private mutating func names(_ triple: Int) -> [ByteString] {
    let usage = judge.usage
    let token = tokens.shown(id: usage.ids(triple).first, usage.first(triple))
    return [token, usage.second(triple), usage.third(triple)]
  }

  private mutating func quota(_ triple: Int) -> (quota: Int?, strict: Int?) {
    let id = judge.usage.ids(triple).third
    if let known = quotas[id] { return known }
    let name = judge.usage.third(triple)
    let quota = (
      quota: policy.rateQuota(ofEndpointNamed: name),
      strict: policy.possibleQuota(ofEndpointNamed: name)
    )
    quotas[id] = quota
    return quota
  }

  private mutating func judgement(_ triple: Int) -> RateJudgement {
    let (quota, strict) = quota(triple)
    return RateJudgement(
      times: judge.usage.times.times.span, range: judge.usage.times.range(triple),
      length: judge.length, quota: quota, strictQuota: strict,
      warnAtPercent: policy.warnAtPercent)
  }

  private func episodes(_ triple: Int) -> RetryEpisodes {
    RetryEpisodes(
      judge.usage.marks(triple).lazy.filter { $0.kinds.contains(.rejected) }
        .map { (second: $0.time.flooredQuotient(1000), count: 1) })
  }

  private mutating func findings(
    _ triple: Int, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> [Finding] {
    let verdict = judgement.rate.verdict
    guard verdict != nil && verdict != .clear || sums.delayed.count + sums.rejected.count > 0
    else { return [] }
    let names = self.names(triple)
    let subject = zip(["token", "uri", "endpoint"], names).map { SubjectPart($0, $1) }
    var result: [Finding] = []
    if let quota = quota(triple).quota {
      if let finding = judge.rateFinding(Rule.tripleRate, subject, judgement, quota: quota) {
        result.append(finding)
      }
      if sums.tokenLimited.count > 0, verdict != .over, verdict != .possible {
        result.append(.counting(Rule.unexplained, .notice, subject, sums.tokenLimited, place))
      }
    }
    if sums.rejected.count > 0 {
      result.append(.counting(Rule.tripleRejected, .violation, subject, sums.rejected, place))
      if let finding = episodes(triple).finding(
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

  private mutating func row(
    _ triple: Int, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> TripleReport {
    var row = TripleReport()
    let names = self.names(triple)
    (row.token, row.uri, row.endpoint) = (names[0], names[1], names[2])
    row.quota = quota(triple).quota
    row.counts = sums.counts(attempted: judge.usage.times.range(triple).count)
    row.rate = judgement.rate
    row.peak = judge.peak(judgement)
    row.rolling = judge.rolling(judgement)
    row.windowsOver = judgement.fixed.windowsOver
    row.delay = DelayReport(ascending: sums.delays)
    let episodes = self.episodes(triple)
    row.retries.episodes = episodes.episodes.count
    row.retries.worst = episodes.worst
    return row
  }
}
