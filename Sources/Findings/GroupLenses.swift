internal import Bytes
internal import LimitCatalog
internal import Usage

/// The non-empty windows of a group through each lens (SPEC section 5).
struct GroupLenses {
  static let day: Int64 = 86_400

  let utc: [GroupWindow]
  let anchored: [GroupWindow]
  let rolling: [GroupWindow]
  /// Nil when the lens is unavailable.
  let header: [GroupWindow]?
  /// The reset instants do not fit one clock.
  let isUnstable: Bool
  /// Header windows that end where a cluster of reset instants does.
  let clusterEnds: Set<Int64>

  init(_ timeline: GroupTimeline, _ tally: GroupTally) {
    let bounds = timeline.bounds
    let day = GroupLenses.day
    utc = GroupLenses.windows(timeline) { $0.flooredQuotient(day) * day }
    anchored = GroupLenses.windows(timeline) { $0 }
    let peak = Windows.rollingPeak(timeline.times.span, timeline.times.indices, length: day)
    rolling = [timeline.window(peak.start, peak.start + day)]
    let instants =
      tally.resetInstants.isEmpty
      ? Set(tally.waits.map { $0.second + $0.seconds }) : tally.resetInstants
    do {
      let laid = try HeaderBoundaries(instants: instants, covering: bounds.first, bounds.last)
      header = zip(laid.boundaries, laid.boundaries.dropFirst())
        .map { timeline.window($0, $1) }.filter { $0.requests > 0 }
      clusterEnds = Set(laid.ends)
      isUnstable = false
    } catch {
      header = nil
      clusterEnds = []
      isUnstable = error == .unstable
    }
  }

  /// The windows of `lens`; `header` falls back to `utc`, and the second value is the lens used.
  func windows(_ lens: Lens) -> (windows: [GroupWindow], lens: Lens) {
    switch lens {
    case .header:
      if let header { return (header, .header) }
      return (utc, .utc)
    case .utc: return (utc, .utc)
    case .anchored: return (anchored, .anchored)
    case .rolling: return (rolling, .rolling)
    }
  }

  /// The earliest largest window.
  static func peak(_ windows: [GroupWindow]?) -> GroupWindow? {
    guard let windows, var best = windows.first else { return nil }
    for window in windows where window.requests > best.requests { best = window }
    return best
  }

  /// Windows of a day, each opened by the first request after the one before, at `start` of it.
  private static func windows(
    _ timeline: GroupTimeline, start: (Int64) -> Int64
  ) -> [GroupWindow] {
    var result: [GroupWindow] = []
    var next = timeline.nextRequest(from: timeline.bounds.first)
    while let request = next {
      let begin = start(request)
      result.append(timeline.window(begin, begin + day))
      next = timeline.nextRequest(from: begin + day)
    }
    return result
  }
}
