internal import Bytes
internal import LimitCatalog
internal import Usage

/// Judges the rate rules over the nights: of tonight's partitions, with what earlier runs counted of them,
/// the windows of the default lens and the rolling peak that hold a call of tonight.
///
/// What comes out is what an audit of all these logs says of such windows, but by tonight's quota: a
/// quota that the rate headers told of earlier is none tonight.
struct NightRates: Sendable {
  private let usage: EarlierUsage
  private let policy: Policy
  private let period: Period

  /// None without earlier usage.
  init?(_ nights: EarlierNights?, policy: Policy, period: Period?) {
    guard let usage = nights?.usage, let period else { return nil }
    self.usage = usage
    self.policy = policy
    self.period = period
  }

  /// Adds what the nights say of a group that was judged for tonight.
  func add(_ group: GroupJudgement, to report: inout PartialReport) {
    guard let quota = group.report.quota else { return }
    report.joinNights {
      let earlier = try usage.calls(of: group.usage)
      guard earlier > 0, earlier + group.report.attempted >= least(quota) else { return nil }
      return finding(group, try usage.joined(group.usage), quota)
    }
  }

  private func finding(
    _ group: GroupJudgement, _ tally: GroupTally, _ quota: Int
  ) -> JoinedFinding? {
    let day = GroupLenses.day
    let tonight = group.usage.tally.seconds.map(\.second)
    let timeline = GroupTimeline(tally.seconds, period: period)
    let lenses = GroupLenses(timeline, tally)
    let start = Windows.rollingPeak(timeline.times, holding: tonight, length: day).start
    let rolling = timeline.window(start, start + day)
    var (windows, lens) = lenses.windows(policy.learn.lens)
    windows =
      lens == .rolling
      ? [rolling] : windows.filter { SortedSeconds.contains(tonight, $0.start, $0.end) }
    guard let peak = GroupLenses.peak(windows) else { return nil }
    let over = windows.filter { $0.requests > quota }
    let rate = RateVerdict(
      ofGroup: over, peak: peak, quota: quota,
      alignmentsOver: Windows.alignmentsOver(
        timeline.times, holding: tonight, length: day, quota: quota),
      isSeenByLimiter: lens == .header
        && over.contains { lenses.clusterEnds.contains($0.end.seconds) },
      warnAtPercent: policy.warnAtPercent)
    let shown = rate.verdict == .possible ? rolling : peak
    guard
      let finding = Finding.rate(
        Rule.calls, [SubjectPart("group", group.report.group)], rate, limit: quota,
        measured: shown.requests, over: over.map { $0.start.milliseconds },
        window: FindingWindow(
          start: shown.start, end: shown.end,
          lens: rate.verdict == .possible ? Lens.rolling.rawValue : lens.rawValue))
    else { return nil }
    let own = group.usage.tally.seconds.reduce(0) { sum, second in
      let isInside = second.second >= shown.start.seconds && second.second < shown.end.seconds
      return isInside ? sum + Int(second.attempted) : sum
    }
    return JoinedFinding(finding, earlier: shown.requests - own)
  }

  /// Adds what the nights say of a pair; whether it has a finding.
  func add(
    _ pair: PairUsage, _ judge: PartitionJudge, to report: inout PartialReport
  ) -> Bool {
    let quota = policy.knewton.requestsPerSecond
    return report.joinNights {
      let earlier = try usage.times(of: pair, least: least(quota))
      guard !earlier.isEmpty else { return nil }
      return finding(
        Rule.pairRate, [SubjectPart("client", pair.client), SubjectPart("uri", pair.uri)], judge,
        tonight: pair.events.times, earlier: earlier, quota: quota, strictQuota: nil)
    }
  }

  /// Adds what the nights say of a triple whose endpoint has a quota; whether it has a finding.
  func add(
    _ triple: TripleUsage, _ names: [ByteString], _ judge: PartitionJudge,
    quota: (quota: Int, strict: Int?), to report: inout PartialReport
  ) -> Bool {
    let least = min(least(quota.quota), quota.strict ?? Int.max)
    return report.joinNights {
      let earlier = try usage.times(of: triple, least: least)
      guard !earlier.isEmpty else { return nil }
      return finding(
        Rule.tripleRate, TripleJudge.subject(names), judge, tonight: triple.events.times,
        earlier: earlier, quota: quota.quota, strictQuota: quota.strict)
    }
  }

  private func finding(
    _ rule: String, _ subject: [SubjectPart], _ judge: PartitionJudge, tonight: [Int64],
    earlier: [Int64], quota: Int, strictQuota: Int?
  ) -> JoinedFinding? {
    let times = (tonight + earlier).sorted()
    let judgement = RateJudgement(
      fixed: Windows.fixed(times, holding: tonight, length: judge.length, quota: quota),
      rolling: Windows.rollingPeak(times, holding: tonight, length: judge.length),
      alignmentsOver: Windows.alignmentsOver(
        times, holding: tonight, length: judge.length, quota: quota),
      length: judge.length, quota: quota, strictQuota: strictQuota,
      warnAtPercent: policy.warnAtPercent)
    guard let finding = judge.rateFinding(rule, subject, judgement, quota: quota),
      let window = finding.window
    else { return nil }
    let range = window.start.milliseconds..<window.end.milliseconds
    return JoinedFinding(
      finding, earlier: earlier.count { range.contains($0 * judge.unit) })
  }

  /// Fewer calls than this are clear however they lie: they come neither near the quota nor above it.
  private func least(_ quota: Int) -> Int {
    let (high, low) = quota.multipliedFullWidth(by: policy.warnAtPercent)
    return 100.dividingFullWidth((high, low)).quotient
  }
}

/// Ascending seconds.
private enum SortedSeconds {
  /// Whether one of them lies in `start..<end`.
  static func contains(_ seconds: [Int64], _ start: Instant, _ end: Instant) -> Bool {
    var low = 0
    var high = seconds.count
    while low < high {
      let middle = (low + high) / 2
      if seconds[middle] < start.seconds { low = middle + 1 } else { high = middle }
    }
    return low < seconds.count && seconds[low] < end.seconds
  }
}

extension PartialReport {
  /// Takes what `judge` finds over the nights; usage that cannot be read is counted.
  ///
  /// Whether there is a finding, whose subject is listed then.
  @discardableResult
  fileprivate mutating func joinNights(_ judge: () throws -> JoinedFinding?) -> Bool {
    do {
      guard let found = try judge() else { return false }
      joined = (joined ?? []) + [found]
      return true
    } catch {
      unreadPartitions = (unreadPartitions ?? 0) + 1
      return false
    }
  }
}
