internal import Bytes
internal import Usage

/// What the limiter counted and the log does not show (SPEC section 5, "Header reconciliation").
enum HeaderReconciliation {
  /// The windows that end at a cluster end and whose accepted requests carry exactly one limit and at
  /// least one remaining value.
  static func windows(_ timeline: GroupTimeline, _ lenses: GroupLenses) -> [HeaderWindow] {
    (lenses.header ?? []).compactMap { window in
      guard lenses.clusterEnds.contains(window.end.seconds) else { return nil }
      var sum = SecondTally(second: 0)
      for second in timeline.tallies(window.start.seconds, window.end.seconds) {
        sum.merge(second)
      }
      guard sum.limit >= 0, sum.remainingMin != SecondTally.none else { return nil }
      let low = Int(sum.remainingMin)
      let high = Int(sum.remainingMax)
      return HeaderWindow(
        start: window.start, end: window.end, remainingMax: high, remainingMin: low,
        accepted: window.accepted, unlogged: max(0, high - low + 1 - window.accepted))
    }
  }

  /// Unlogged calls up to which a window is not a finding: lines in flight at its ends, sampling of
  /// the header.
  static func tolerance(_ window: HeaderWindow) -> Int {
    max(5, window.accepted / 100)
  }
}

/// Requests sent although a refusal had named a later time.
enum RetryAfter {
  /// Requests in seconds s+1 ... s+n-1 after a refusal at s that named n seconds, each once.
  static func ignored(_ waits: Set<RetryWait>, _ timeline: GroupTimeline) -> Int {
    var counted = Int64.min
    var total = 0
    for wait in waits.sorted(by: { $0.second < $1.second }) {
      let start = max(wait.second + 1, counted)
      let end = wait.second + wait.seconds
      guard start < end else { continue }
      total += timeline.window(start, end).requests
      counted = end
    }
    return total
  }
}
