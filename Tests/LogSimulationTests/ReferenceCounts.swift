/// Counts of one partition by the definitions of SPEC section 5, one window at a time.
struct ReferenceCounts {
  /// Times of the requests, in units of the partition, in any order.
  let times: [Int]
  /// Length of a window in the same units.
  let window: Int

  /// Counts of the windows aligned to the epoch shifted by `phase`, by their start.
  func windows(phase: Int = 0) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for time in times { counts[(time - phase) / window * window + phase, default: 0] += 1 }
    return counts
  }

  /// The largest count in any `t..<t + window`, and the earliest such t.
  var rolling: (start: Int, count: Int) {
    let sorted = times.sorted()
    var best = (start: 0, count: 0)
    for start in sorted {
      let count = sorted.count { $0 >= start && $0 < start + window }
      if count > best.count { best = (start, count) }
    }
    return best
  }

  /// The finding's numbers, or nil when the verdict is clear; the default lens has phase `phase`.
  func verdict(quota: Int, phase: Int = 0) -> Verdict? {
    guard times.count * 100 >= 80 * quota else { return nil }
    let counts = windows(phase: phase)
    let over = counts.filter { $0.value > quota }
    // Counts change only where a window's start passes a request.
    let phases = Set(times.flatMap { [$0 % window, ($0 + 1) % window] })
    let phasesOver = phases.count { windows(phase: $0).contains { $0.value > quota } }
    let peak = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) } ?? (0, 0)
    if let first = over.keys.min(), let last = over.keys.max() {
      return Verdict(
        name: "over", isProven: phasesOver == phases.count, measured: peak.value,
        occurrences: over.count, first: first, last: last)
    }
    if phasesOver > 0 {
      return Verdict(
        name: "possible", isProven: false, measured: rolling.count, occurrences: 1,
        first: rolling.start, last: rolling.start)
    }
    guard peak.value * 100 >= 80 * quota else { return nil }
    return Verdict(
      name: "near", isProven: false, measured: peak.value, occurrences: 1, first: peak.key,
      last: peak.key)
  }

  struct Verdict: Equatable {
    var name: String
    var isProven: Bool
    var measured: Int
    var occurrences: Int
    var first: Int
    var last: Int

    var severity: String { name == "over" ? "violation" : "warning" }
    var certainty: String? { name == "over" ? isProven ? "proven" : "aligned" : nil }
  }
}
