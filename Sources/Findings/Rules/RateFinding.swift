internal import Bytes

extension Finding {
  /// A rate finding (learn.calls, pair-rate, triple-rate), nil when the verdict is clear or absent.
  ///
  /// `over` holds the starts of the windows over the quota in milliseconds, by time; `window` is the
  /// measured one.
  static func rate(
    _ rule: String, _ subject: [SubjectPart], _ rate: RateVerdict, limit: Int, measured: Int,
    over: [Int64], window: FindingWindow
  ) -> Finding? {
    guard let verdict = rate.verdict, verdict != .clear else { return nil }
    var finding = Finding(
      rule, verdict == .over ? .violation : .warning, subject, measured: measured, limit: limit,
      occurrences: verdict == .over ? over.count : 1)
    finding.certainty = rate.certainty
    finding.alignmentsOver = rate.alignmentsOver
    finding.alignments = rate.alignments
    finding.window = window
    finding.first = over.first.map { Instant(milliseconds: $0) } ?? window.start
    finding.last = over.last.map { Instant(milliseconds: $0) } ?? window.start
    return finding
  }
}
