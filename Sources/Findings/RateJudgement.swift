internal import Bytes
internal import LimitCatalog
internal import Usage

/// Verdict over one pair or triple with what its finding needs (SPEC section 5).
struct RateJudgement {
  var fixed: Windows.FixedCount
  var rolling: (start: Int64, requests: Int)
  var rate: RateVerdict
  /// What the rolling peak is held against when the verdict is `possible`.
  var possibleLimit: Int?

  /// Judges the requests at `times` in windows of `length` units.
  ///
  /// `strictQuota` is the smaller of two quotas on one endpoint (SPEC 4.3, batch goal assignment): a
  /// rolling peak above it makes `possible` what is otherwise not over.
  init(
    times: Span<Int64>, range: Range<Int>, length: Int64, quota: Int?, strictQuota: Int?,
    warnAtPercent: Int
  ) {
    let rolling = Windows.rollingPeak(times, range, length: length)
    // A window holds more than the quota only if the rolling peak does.
    let over = quota.map { quota in
      rolling.requests > quota
        ? Windows.alignmentsOver(times, range, length: length, quota: quota) : 0
    }
    self.init(
      fixed: Windows.fixed(times, range, length: length, quota: quota), rolling: rolling,
      alignmentsOver: over ?? 0, length: length, quota: quota,
      strictQuota: strictQuota, warnAtPercent: warnAtPercent)
  }

  /// Judges what windows of `length` units hold, of which `alignmentsOver` have more than the quota.
  init(
    fixed: Windows.FixedCount, rolling: (start: Int64, requests: Int), alignmentsOver over: Int,
    length: Int64, quota: Int?, strictQuota: Int?, warnAtPercent: Int
  ) {
    self.fixed = fixed
    self.rolling = rolling
    guard let quota else {
      rate = RateVerdict()
      return
    }
    rate = RateVerdict(
      verdict: .clear, certainty: nil, alignmentsOver: over, alignments: Int(length))
    if fixed.windowsOver > 0 {
      rate.verdict = .over
      rate.certainty = over == Int(length) ? .proven : .aligned
    } else if over > 0 {
      rate.verdict = .possible
      possibleLimit = quota
    } else if let strictQuota, rolling.requests > strictQuota {
      rate.verdict = .possible
      possibleLimit = strictQuota
    } else if Threshold.isNear(fixed.peakRequests, quota: quota, percent: warnAtPercent) {
      rate.verdict = .near
    }
  }
}

/// When a number is close to its quota.
enum Threshold {
  /// Whether 100 x measured >= percent x quota, exactly for any quota.
  static func isNear(_ measured: Int, quota: Int, percent: Int) -> Bool {
    let left = measured.multipliedFullWidth(by: 100)
    let right = percent.multipliedFullWidth(by: quota)
    return (left.high, left.low) >= (right.high, right.low)
  }
}
