internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges the IP-URI pairs of unauthenticated Knewton requests (SPEC 4.2, 5, 6).
struct PairJudge {
  private let judge = PartitionJudge(length: 1000, unit: 1)
  private let policy: Policy
  private let place: @Sendable (RequestPlace) -> Witness
  private let nights: NightRates?

  /// A judge under `policy`; `nights` judges windows that earlier nights share.
  init(
    policy: Policy, place: @escaping @Sendable (RequestPlace) -> Witness, nights: NightRates?
  ) {
    self.policy = policy
    self.nights = nights
    self.place = place
  }

  /// Adds one pair and its findings.
  func add(_ usage: PairUsage, to report: inout PartialReport) {
    let sums = PartitionJudge.MarkSums(usage.events.marks)
    let times = usage.events.times
    let quota = policy.knewton.requestsPerSecond
    let judgement = RateJudgement(
      times: times.span, range: times.indices, length: judge.length, quota: quota,
      strictQuota: nil, warnAtPercent: policy.warnAtPercent)
    let findings = self.findings(usage, judgement, sums)
    report.findings += findings
    let isOverNights = nights?.add(usage, judge, to: &report) ?? false
    let nearness = Nearness(
      peak: judgement.fixed.peakRequests, quota: quota, attempted: times.count)
    report.pairs.add(
      sums.counts(attempted: times.count), nearness, subject: [usage.client, usage.uri],
      isListed: !findings.isEmpty || isOverNights
    ) { row(usage, judgement, sums) }
  }

  private func findings(
    _ usage: PairUsage, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> [Finding] {
    guard judgement.rate.verdict != .clear || sums.delayed.count + sums.rejected.count > 0 else {
      return []
    }
    let subject = [SubjectPart("client", usage.client), SubjectPart("uri", usage.uri)]
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
    _ usage: PairUsage, _ judgement: RateJudgement, _ sums: PartitionJudge.MarkSums
  ) -> PairReport {
    var row = PairReport()
    row.client = usage.client
    row.uri = usage.uri
    row.counts = sums.counts(attempted: usage.events.times.count)
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

  /// Counts the partitions of another shard too.
  mutating func merge(_ other: PartitionTotals) {
    count += other.count
    attempted += other.attempted
    rejected += other.rejected
    delayed += other.delayed
    softLimited += other.softLimited
  }
}
