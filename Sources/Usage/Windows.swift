internal import Bytes

/// Windows over ascending times of one partition (SPEC section 5), in the partition's own unit:
/// seconds for triples and groups, milliseconds for pairs. All windows are half open.
public enum Windows {
  /// What the aligned windows `[k*W, (k+1)*W)` of a partition hold.
  public struct FixedCount: Sendable, Equatable {
    /// Start of the earliest largest window.
    public var peakStart: Int64
    /// Requests in it.
    public var peakRequests: Int
    /// Windows with more than the quota.
    public var windowsOver: Int
    /// Start of the first of these.
    public var firstOver: Int64
    /// Start of the last window over the quota.
    public var lastOver: Int64
  }

  /// Counts the aligned windows of `length` units; without a quota none is over. `range` is not empty.
  public static func fixed(
    _ times: Span<Int64>, _ range: Range<Int>, length: Int64, quota: Int?
  ) -> FixedCount {
    precondition(!range.isEmpty, "a partition has at least one request")
    var result = FixedCount(
      peakStart: 0, peakRequests: 0, windowsOver: 0, firstOver: 0, lastOver: 0)
    var position = range.lowerBound
    while position < range.upperBound {
      let start = times[position].flooredQuotient(length) * length
      let begin = position
      while position < range.upperBound, times[position] - start < length { position += 1 }
      let requests = position - begin
      if requests > result.peakRequests {
        result.peakRequests = requests
        result.peakStart = start
      }
      if let quota, requests > quota {
        if result.windowsOver == 0 { result.firstOver = start }
        result.windowsOver += 1
        result.lastOver = start
      }
    }
    return result
  }

  /// The largest count in any `[t, t + length)` and the earliest such t that is a request's time.
  public static func rollingPeak(
    _ times: Span<Int64>, _ range: Range<Int>, length: Int64
  ) -> (start: Int64, requests: Int) {
    precondition(!range.isEmpty, "a partition has at least one request")
    var best = (start: times[range.lowerBound], requests: 0)
    var end = range.lowerBound
    for begin in range {
      while end < range.upperBound, times[end] - times[begin] < length { end += 1 }
      if end - begin > best.requests { best = (times[begin], end - begin) }
    }
    return best
  }

  /// For how many of the `length` phases of the clock some window holds more than `quota`.
  ///
  /// A window `[t, t+W)` holds requests i ... i+quota (one too many) exactly when
  /// `times[i+quota] - W < t <= times[i]`. The union of these intervals over all i, folded modulo W,
  /// is the set of phases. Both ends ascend with i, so neighbours merge before they are folded.
  public static func alignmentsOver(
    _ times: Span<Int64>, _ range: Range<Int>, length: Int64, quota: Int
  ) -> Int {
    guard range.count > quota else { return 0 }
    var phases = PhaseSet(length: length)
    var open: (low: Int64, high: Int64)?  // low < t <= high
    for first in range.lowerBound..<(range.upperBound - quota) {
      let low = times[first + quota] - length
      let high = times[first]
      guard low < high else { continue }
      if let current = open, low <= current.high {
        open = (current.low, high)
      } else {
        if let current = open { phases.insert(after: current.low, through: current.high) }
        open = (low, high)
      }
    }
    if let current = open { phases.insert(after: current.low, through: current.high) }
    return phases.count
  }
}

/// A set of phases 0..<W of the clock, as disjoint intervals.
struct PhaseSet {
  private let length: Int64
  private var intervals: [Range<Int64>] = []
  private var isFull = false
  /// Number of intervals beyond which they are merged.
  private var roomyCount = PhaseSet.leastRoom
  private static let leastRoom = 4096

  init(length: Int64) {
    self.length = length
  }

  /// Adds the phases of all t with `low < t <= high`.
  mutating func insert(after low: Int64, through high: Int64) {
    if isFull || high - low >= length {
      isFull = true
      return
    }
    let start = (low + 1).flooredRemainder(length)
    let end = start + (high - low)
    if end <= length {
      intervals.append(start..<end)
    } else {
      intervals.append(start..<length)
      intervals.append(0..<(end - length))
    }
    // Keeps the list short for partitions that are over the quota day after day; twice the room
    // after each merge, so that the merges of n intervals cost O(n log n) also where few unite.
    if intervals.count > roomyCount {
      normalize()
      roomyCount = max(PhaseSet.leastRoom, 2 * intervals.count)
    }
  }

  /// Number of phases in the set.
  var count: Int {
    if isFull { return Int(length) }
    var copy = self
    copy.normalize()
    return copy.intervals.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) }
  }

  private mutating func normalize() {
    intervals.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int64>] = []
    for interval in intervals {
      if let last = merged.last, interval.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<Swift.max(last.upperBound, interval.upperBound)
      } else {
        merged.append(interval)
      }
    }
    intervals = merged
  }
}
