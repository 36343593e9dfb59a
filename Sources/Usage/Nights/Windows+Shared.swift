internal import Bytes

/// Windows over several nights: of all of a partition's times only those windows count that hold one of
/// tonight's, which are some of them. Every such window touches tonight's period.
extension Windows {
  /// `fixed` of the windows that hold one of `tonight`, which ascend and are not empty.
  public static func fixed(
    _ times: [Int64], holding tonight: [Int64], length: Int64, quota: Int?
  ) -> FixedCount {
    precondition(!tonight.isEmpty, "tonight has at least one request")
    var result = FixedCount(
      peakStart: 0, peakRequests: 0, windowsOver: 0, firstOver: 0, lastOver: 0)
    var position = 0
    var own = 0
    while own < tonight.count {
      let start = tonight[own].flooredQuotient(length) * length
      while own < tonight.count, tonight[own] - start < length { own += 1 }
      while position < times.count, times[position] < start { position += 1 }
      let begin = position
      while position < times.count, times[position] - start < length { position += 1 }
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

  /// `rollingPeak` of the windows that hold one of `tonight`.
  ///
  /// A window that slides on to its first request loses none and keeps tonight's.
  public static func rollingPeak(
    _ times: [Int64], holding tonight: [Int64], length: Int64
  ) -> (start: Int64, requests: Int) {
    precondition(!tonight.isEmpty, "tonight has at least one request")
    var best = (start: tonight[0], requests: 0)
    var end = 0
    var own = 0
    for begin in times.indices {
      let start = times[begin]
      while own < tonight.count, tonight[own] < start { own += 1 }
      guard own < tonight.count else { break }
      guard tonight[own] - start < length else { continue }
      while end < times.count, times[end] - start < length { end += 1 }
      if end - begin > best.requests { best = (start, end - begin) }
    }
    return best
  }

  /// `alignmentsOver` of the windows that hold one of `tonight`.
  ///
  /// A window `[t, t+W)` holds a request at `r` exactly when `r - W < t <= r`: both what is over the quota
  /// and what holds one of tonight's are unions of such intervals, in order, and what counts is what both
  /// have.
  public static func alignmentsOver(
    _ times: [Int64], holding tonight: [Int64], length: Int64, quota: Int
  ) -> Int {
    guard times.count > quota else { return 0 }
    var phases = PhaseSet(length: length)
    var over = Intervals(times, span: quota, length: length)
    var own = Intervals(tonight, span: 0, length: length)
    while let left = over.current, let right = own.current {
      let low = max(left.low, right.low)
      let high = min(left.high, right.high)
      if low < high { phases.insert(after: low, through: high) }
      if left.high < right.high { over.advance() } else { own.advance() }
    }
    return phases.count
  }
}

/// The starts `low < t <= high` of all windows that hold `span + 1` successive times, as disjoint intervals
/// in order.
private struct Intervals {
  private let times: [Int64]
  private let span: Int
  private let length: Int64
  private var next = 0
  /// The interval that is looked at, nil behind the last one.
  private(set) var current: (low: Int64, high: Int64)?

  init(_ times: [Int64], span: Int, length: Int64) {
    self.times = times
    self.span = span
    self.length = length
    advance()
  }

  /// Goes on to the next interval.
  mutating func advance() {
    current = nil
    while next + span < times.count {
      let low = times[next + span] - length
      let high = times[next]
      if low < high {
        if let open = current {
          guard low <= open.high else { return }
          current = (open.low, high)
        } else {
          current = (low, high)
        }
      }
      next += 1
    }
  }
}
