internal import Bytes

/// Episodes of refused requests (SPEC section 5, "Retries").
struct RetryEpisodes {
  /// Successive rejections less than this many seconds apart belong together.
  static let gap: Int64 = 60

  /// Start second and number of rejections of each episode, by time.
  private(set) var episodes: [(start: Int64, rejections: Int)] = []
  private var last = Int64.min

  /// The episodes of rejections at these seconds, ascending, each with its number.
  init(_ rejections: some Sequence<(second: Int64, count: Int)>) {
    for (second, count) in rejections {
      if !episodes.isEmpty, second - last < RetryEpisodes.gap {
        episodes[episodes.count - 1].rejections += count
      } else {
        episodes.append((second, count))
      }
      last = second
    }
  }

  /// Most rejections in one episode.
  var worst: Int { episodes.map(\.rejections).max() ?? 0 }

  /// The finding of `rule` when an episode has `threshold` rejections or more.
  func finding(_ rule: String, _ subject: [SubjectPart], threshold: Int) -> Finding? {
    let long = episodes.filter { $0.rejections >= threshold }
    guard let first = long.first, let last = long.last else { return nil }
    var finding = Finding(
      rule, .warning, subject, measured: worst, limit: threshold, occurrences: long.count)
    finding.first = Instant(seconds: first.start)
    finding.last = Instant(seconds: last.start)
    return finding
  }
}
