/// Requests of many partitions in the order they were read: eight bytes each.
///
/// Appending is the hot path's only write per request. Times are kept as 32-bit distances from a
/// base; a time too far from the current base starts a new stretch with a base of its own, so any
/// instant fits and a log in time order has one stretch per 2^31 units (68 years of seconds, 25 days
/// of milliseconds).
struct EventLog: Sendable {
  /// From `start` on, distances are from `base`.
  private struct Stretch {
    var start: Int
    var base: Int64
  }

  private var partitions: [UInt32] = []
  private var distances: [UInt32] = []
  private var stretches: [Stretch] = []
  private var base: Int64 = 0

  /// Number of events.
  var count: Int { partitions.count }

  /// Adds one request of `partition` at `time`, in the log's unit.
  @inline(__always)
  mutating func append(partition: Int, time: Int64) {
    var distance = time &- base
    if stretches.isEmpty || distance < 0 || distance > Int64(UInt32.max) {
      // Half the range lies below the base, because logs are only nearly in order.
      base = time &- Int64(UInt32.max) / 2
      stretches.append(Stretch(start: partitions.count, base: base))
      distance = time &- base
    }
    partitions.append(UInt32(truncatingIfNeeded: partition))
    distances.append(UInt32(truncatingIfNeeded: distance))
  }

  /// All events as times by partition, each partition's in ascending order.
  ///
  /// Memory: eight bytes an event and a partition; time O(n log n) at worst, O(n) when each
  /// partition was already in order.
  func sorted(partitionCount: Int) -> SortedTimes {
    var starts = [Int](repeating: 0, count: partitionCount + 1)
    for partition in partitions { starts[Int(partition) + 1] += 1 }
    for partition in 0..<partitionCount { starts[partition + 1] += starts[partition] }
    var next = starts
    var times = [Int64](repeating: 0, count: count)
    for (index, stretch) in stretches.enumerated() {
      let end = index + 1 < stretches.count ? stretches[index + 1].start : count
      for event in stretch.start..<end {
        let partition = Int(partitions[event])
        times[next[partition]] = stretch.base &+ Int64(distances[event])
        next[partition] += 1
      }
    }
    SortedTimes.sortRuns(&times, starts)
    return SortedTimes(times: times, starts: starts)
  }
}

/// Times of all partitions, grouped by partition and ascending within one.
struct SortedTimes: Sendable {
  /// Every event's time.
  var times: [Int64] = []
  /// Where each partition's times start; one more entry than partitions.
  var starts: [Int] = [0]

  /// Positions in `times` of a partition's events.
  func range(_ partition: Int) -> Range<Int> { starts[partition]..<starts[partition + 1] }

  static func sortRuns(_ times: inout [Int64], _ starts: [Int]) {
    for run in 0..<max(0, starts.count - 1) {
      let range = starts[run]..<starts[run + 1]
      var position = range.lowerBound + 1
      while position < range.upperBound, times[position - 1] <= times[position] { position += 1 }
      if position < range.upperBound { times[range].sort() }
    }
  }
}
