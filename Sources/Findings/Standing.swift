/// How something stands to its limit: the one meaning of “worst” in summaries, tables, figures and metrics.
///
/// The graver verdict is worse: over, possibly over, near, clear but acted on by the limiter, clear, not
/// judged. Of equal verdicts the larger multiple of the limit is worse, compared exactly; of equal
/// multiples the earlier one in the order that things come in, which is that of their names. How sure a
/// verdict is makes it no worse. So rows stand in the order of their findings (SPEC section 6: severity,
/// then measured/limit).
public struct Standing: Sendable, Equatable, Codable {
  /// 0 is over, 5 not judged.
  private let gravity: Int
  /// What was measured, 0 or more.
  private let measured: Int
  /// What it is held against; 0 counts as 1, as in SPEC section 6.
  private let limit: Int

  /// Where a verdict stands, nil for what is not judged; `isThrottled` where a limiter acted on it.
  public init(_ verdict: Verdict?, measured: Int, limit: Int, isThrottled: Bool = false) {
    gravity =
      switch verdict {
      case .over: 0
      case .possible: 1
      case .near: 2
      case .clear: isThrottled ? 3 : 4
      case nil: 5
      }
    self.measured = measured
    self.limit = limit
  }

  /// Positive if it is worse than `other`, negative if less bad, 0 if only the name can tell.
  func compare(_ other: Standing) -> Int {
    if gravity != other.gravity { return other.gravity - gravity }
    return Ratio.compare(measured, max(1, limit), other.measured, max(1, other.limit))
  }

  /// Whether a log can come to this; to be asked of what was read from a file.
  var isSound: Bool { (0...5).contains(gravity) && PartialReport.isCount(measured) && limit >= 0 }
}

extension Sequence {
  /// All elements, the worst first; those that stand alike keep their order.
  public func worstFirst(_ standing: (Element) -> Standing) -> [Element] {
    // Rows are large: what is sorted are their places.
    let elements = Array(self)
    let standings = elements.map(standing)
    return elements.indices.sorted { left, right in
      let order = standings[left].compare(standings[right])
      return order != 0 ? order > 0 : left < right
    }.map { elements[$0] }
  }
}

extension Finding {
  /// Where a finding of a rate rule stands, whichever the rule; nil for others, whose numbers cannot be
  /// compared from rule to rule: among those the first in the order of findings is the worst.
  public var rateStanding: Standing? {
    guard [Rule.calls, Rule.pairRate, Rule.tripleRate].contains(rule) else { return nil }
    return Standing(
      severity == .violation ? .over : measured > limit ? .possible : .near, measured: measured,
      limit: limit)
  }

  /// The worst of findings of rate rules, of equal ones the first; nil for none.
  public static func worstRate(of findings: [Finding]) -> Finding? {
    findings.compactMap { finding in finding.rateStanding.map { (finding, $0) } }
      .worstFirst(\.1).first?.0
  }
}

extension GroupReport {
  /// Where the calls stand to the quota.
  public var standing: Standing {
    let window = rate.verdict == .possible ? rollingPeak ?? peak : peak
    return Standing(
      rate.verdict, measured: window?.requests ?? 0, limit: quota ?? 0, isThrottled: rejected > 0)
  }

  /// Where the sites stand to the site quota; `isNear` where the policy calls them near it.
  public func siteStanding(isNear: Bool) -> Standing {
    let verdict: Verdict = !sites.overQuota.isEmpty ? .over : isNear ? .near : .clear
    return Standing(
      sites.quota.map { _ in verdict }, measured: sites.list.count, limit: sites.quota ?? 0)
  }
}

extension PairReport {
  /// Where the requests stand to the quota, which is one for all pairs: their peaks tell them apart.
  public var standing: Standing {
    Standing(
      rate.verdict, measured: (rate.verdict == .possible ? rolling : peak).requests, limit: 1,
      isThrottled: counts.throttled > 0)
  }
}

extension TripleReport {
  /// Where the requests stand to the quota.
  public var standing: Standing {
    let isPossible = rate.verdict == .possible
    return Standing(
      rate.verdict, measured: (isPossible ? rolling : peak).requests,
      limit: (isPossible ? strictQuota : nil) ?? quota ?? 0, isThrottled: counts.throttled > 0)
  }
}
