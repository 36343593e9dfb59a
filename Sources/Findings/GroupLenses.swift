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
    let day = GroupLenses.day
    utc = GroupLenses.windows(timeline) { second in
      let start = second.flooredQuotient(day) * day
      return (start, start + day)
    }
    anchored = GroupLenses.windows(timeline) { ($0, $0 + day) }
    let peak = Windows.rollingPeak(timeline.times.span, timeline.times.indices, length: day)
    rolling = [timeline.window(peak.start, peak.start + day)]
    let instants =
      tally.resetInstants.isEmpty
      ? Set(tally.waits.map { $0.second + $0.seconds }) : tally.resetInstants
    do {
      let laid = try HeaderBoundaries(instants: instants)
      header = GroupLenses.windows(timeline, laid.window(of:))
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

  /// The windows that hold requests, by time; `window` gives the one that a second lies in, of those
  /// at or after the end of the one before.
  private static func windows(
    _ timeline: GroupTimeline, _ window: (Int64) -> (start: Int64, end: Int64)
  ) -> [GroupWindow] {
    var result: [GroupWindow] = []
    var next = timeline.nextRequest(from: timeline.bounds.first)
    while let request = next {
      let (start, end) = window(request)
      result.append(timeline.window(start, end))
      next = timeline.nextRequest(from: end)
    }
    return result
  }
}
