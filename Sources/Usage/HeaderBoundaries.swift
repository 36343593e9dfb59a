internal import Bytes

/// Where the windows of a group lie by the limiter's own reset instants (SPEC 5, "header lens").
///
/// Boundaries are every end, steps of 24 hours back from each until the end before it, and steps forward
/// from the last one. They are not listed: requests may lie thousands of years apart.
public struct HeaderBoundaries: Sendable, Equatable {
  /// Ends of the clusters of reset instants, ascending, seconds since the epoch.
  public let ends: [Int64]

  /// 24 hours in seconds.
  private static let day: Int64 = 86_400

  /// Why there are no boundaries.
  public enum Unavailable: Error, Equatable {
    /// No header named an instant.
    case unseen
    /// The instants are too scattered.
    case unstable
  }

  /// Finds the clusters of `instants`, in any order.
  public init(instants: some Collection<Int64>) throws(Unavailable) {
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
  }

  /// The window that `second` lies in, half open; O(log n).
  public func window(of second: Int64) -> (start: Int64, end: Int64) {
    let day = HeaderBoundaries.day
    let next = firstEnd(after: second)
    guard next < ends.count else {
      let last = ends[ends.count - 1]
      let start = last + (second - last).flooredQuotient(day) * day
      return (start, start + day)
    }
    // Whole days from the window's end to the end that comes next.
    let end = ends[next] - (ends[next] - second - 1).flooredQuotient(day) * day
    // A step back never crosses the end before.
    let start = next > 0 ? max(end - day, ends[next - 1]) : end - day
    return (start, end)
  }

  /// Index of the first end after `second`, the number of ends if there is none.
  private func firstEnd(after second: Int64) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
