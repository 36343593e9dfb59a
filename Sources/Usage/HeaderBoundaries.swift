/// Where the windows of a group lie by the limiter's own reset instants (SPEC 5, "header lens").
public struct HeaderBoundaries: Sendable, Equatable {
  /// Ends of the clusters of reset instants, ascending.
  public let ends: [Int64]
  /// All boundaries, ascending; windows lie between successive ones and cover every request.
  public let boundaries: [Int64]

  /// 24 hours in seconds.
  static let day: Int64 = 86_400

  /// Why there are no boundaries.
  public enum Unavailable: Error, Equatable {
    /// No header named an instant.
    case unseen
    /// The instants are too scattered.
    case unstable
  }

  /// Lays boundaries by `instants` (any order, seconds) so that they cover `first...last`.
  public init(
    instants: some Collection<Int64>, covering first: Int64, _ last: Int64
  ) throws(Unavailable) {
    let sorted = instants.sorted()
    guard let earliest = sorted.first else { throw .unseen }
    var clusters = [(start: earliest, end: earliest)]
    for instant in sorted.dropFirst() {
      if instant - clusters[clusters.count - 1].end > 3600 {
        clusters.append((instant, instant))
      } else {
        clusters[clusters.count - 1].end = instant
      }
    }
    if clusters.contains(where: { $0.end - $0.start > 3600 }) { throw .unstable }
    ends = clusters.map(\.end)
    if zip(ends, ends.dropFirst()).contains(where: { $1 - $0 < 82_800 }) { throw .unstable }

    var result: [Int64] = []
    for (index, end) in ends.enumerated() {
      var steps = [end]
      var boundary = end
      if index == 0 {
        // The first step back that reaches or passes the first request is needed to cover it.
        while boundary > first {
          boundary -= HeaderBoundaries.day
          steps.append(boundary)
        }
      } else {
        while boundary - HeaderBoundaries.day > ends[index - 1] {
          boundary -= HeaderBoundaries.day
          steps.append(boundary)
        }
      }
      result += steps.reversed()
    }
    var boundary = ends[ends.count - 1]
    while boundary <= last {
      boundary += HeaderBoundaries.day
      result.append(boundary)
    }
    boundaries = result
  }
}
