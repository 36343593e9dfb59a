internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges the IP-URI pairs of unauthenticated Knewton requests (SPEC 4.2, 5, 6).
struct PairJudge {
  let judge: PartitionJudge
  let policy: Policy
  let place: (RequestPlace) -> Witness

  init(_ usage: PartitionUsage, policy: Policy, place: @escaping (RequestPlace) -> Witness) {
    judge = PartitionJudge(usage: usage, length: 1000, unit: 1)
    self.policy = policy
    self.place = place
  }

  /// Rows to print, findings, and sums over all pairs.
  func run() -> (rows: [PairReport], findings: [Finding], totals: PartitionTotals) {
    let usage = judge.usage
    var rows: [Int: PairReport] = [:]
    var findings: [Finding] = []
    var totals = PartitionTotals()
    var nearest = NearestPartitions()
    for pair in 0..<usage.count {
      let sums = PartitionJudge.MarkSums(usage.marks(pair))
      let judgement = self.judgement(pair)
      let attempted = usage.times.range(pair).count
      totals.add(sums.counts(attempted: attempted))
      nearest.add(
        Nearness(
          partition: pair, peak: judgement.fixed.peakRequests,
          quota: policy.knewton.requestsPerSecond, attempted: attempted)
      ) { [usage.first($0), usage.second($0)] }
      let found = self.findings(pair, judgement, sums)
      if !found.isEmpty { rows[pair] = row(pair, judgement, sums) }
      findings += found
    }
    for pair in nearest.partitions where rows[pair] == nil {
      rows[pair] = row(pair, judgement(pair), PartitionJudge.MarkSums(usage.marks(pair)))
    }
    let sorted = rows.values.sorted { ($0.client, $0.uri) < ($1.client, $1.uri) }
    return (sorted, findings, totals)
  }

  private func judgement(_ pair: Int) -> RateJudgement {
    RateJudgement(
      times: judge.usage.times.times.span, range: judge.usage.times.range(pair),
      length: judge.length, quota: policy.knewton.requestsPerSecond, strictQuota: nil,
      warnAtPercent: policy.warnAtPercent)
  }

  private func findings(
    _ pair: Int, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> [Finding] {
    guard judgement.rate.verdict != .clear || sums.delayed.count + sums.rejected.count > 0 else {
      return []
    }
    let subject = [
      SubjectPart("client", judge.usage.first(pair)), SubjectPart("uri", judge.usage.second(pair)),
    ]
    var result: [Finding] = []
    if let finding = judge.rateFinding(
      Rule.pairRate, subject, judgement, quota: policy.knewton.requestsPerSecond)
    {
      result.append(finding)
    }
    if sums.delayed.count > 0 {
      result.append(.counting(Rule.pairDelayed, .warning, subject, sums.delayed, place))
    }
    if sums.rejected.count > 0 {
      result.append(.counting(Rule.pairRejected, .violation, subject, sums.rejected, place))
    }
    return result
  }

  private func row(
    _ pair: Int, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> PairReport {
    var row = PairReport()
    row.client = judge.usage.first(pair)
    row.uri = judge.usage.second(pair)
    row.counts = sums.counts(attempted: judge.usage.times.range(pair).count)
    row.rate = judgement.rate
    row.peak = judge.peak(judgement)
    row.rolling = judge.rolling(judgement)
    row.windowsOver = judgement.fixed.windowsOver
    row.delay = DelayReport(ascending: sums.delays)
    return row
  }
}

extension PartitionTotals {
  /// Counts one more partition.
  mutating func add(_ counts: RequestCounts) {
    count += 1
    attempted += counts.attempted
    rejected += counts.rejected
    delayed += counts.delayed
    softLimited += counts.softLimited
  }
}
