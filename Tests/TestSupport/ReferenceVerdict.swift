internal import Bytes
internal import Findings

/// The verdict over one partition and the rate finding that follows (SPEC sections 5 and 6).
struct ReferenceVerdict {
  /// A window and what it holds; times in the partition's unit.
  struct Window: Equatable {
    var start: Int64
    var end: Int64
    var requests: Int
  }

  var rate: RateVerdict
  /// Windows of the default lens over the quota.
  var over: [Window]
  /// The measured window, its lens and the limit that it is measured against.
  var measured: (window: Window, lens: String, limit: Int)?

  /// Judges times against `quota`.
  ///
  /// - Parameters:
  ///   - windows: those of the default lens `lens`.
  ///   - provenEnds: a window over the quota that ends here is proven.
  ///   - lowQuota: of an undecided batch assignment, possibly its quota.
  init(
    times: [Int64], length: Int64, quota: Int, lowQuota: Int? = nil, warnAt: Int,
    windows: [Window], lens: String, provenEnds: [Int64] = []
  ) {
    let alignments = Int(length)
    let alignmentsOver = ReferenceWindows.alignmentsOver(times, length: length, quota: quota)
    rate = RateVerdict(
      verdict: .clear, alignmentsOver: alignmentsOver, alignments: alignments)
    over = windows.filter { $0.requests > quota }
    guard let most = windows.map(\.requests).max(),
      let peak = windows.first(where: { $0.requests == most }),
      let rolling = ReferenceWindows.rollingPeak(times, length: length)
    else { return }
    let rollingWindow = Window(
      start: rolling.start, end: rolling.start + length, requests: rolling.requests)
    if !over.isEmpty {
      let proven = over.contains { provenEnds.contains($0.end) } || alignmentsOver == alignments
      rate.verdict = .over
      rate.certainty = proven ? .proven : .aligned
      measured = (peak, lens, quota)
    } else if alignmentsOver > 0 {
      rate.verdict = .possible
      measured = (rollingWindow, "rolling", quota)
    } else if let lowQuota, rolling.requests > lowQuota {
      rate.verdict = .possible
      measured = (rollingWindow, "rolling", lowQuota)
    } else if Int128(100) * Int128(peak.requests) >= Int128(warnAt) * Int128(quota) {
      rate.verdict = .near
      measured = (peak, lens, quota)
    }
  }

  /// The rate finding, nil when clear; `unit` is milliseconds per unit of time.
  func finding(_ rule: String, _ subject: [SubjectName], unit: Int64) -> ReferenceFinding? {
    guard let measured else { return nil }
    let isOver = rate.verdict == .over
    var finding = ReferenceFinding(
      rule, isOver ? .violation : .warning, subject, measured: measured.window.requests,
      limit: measured.limit, occurrences: isOver ? over.count : 1)
    let starts = isOver ? over.map(\.start) : [measured.window.start]
    finding.first = starts.min().map { Instant(milliseconds: $0 * unit) }
    finding.last = starts.max().map { Instant(milliseconds: $0 * unit) }
    finding.window = FindingWindow(
      start: Instant(milliseconds: measured.window.start * unit),
      end: Instant(milliseconds: measured.window.end * unit), lens: measured.lens)
    finding.certainty = rate.certainty
    finding.rate = rate
    return finding
  }
}
