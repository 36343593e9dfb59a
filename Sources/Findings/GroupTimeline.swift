internal import Bytes
internal import Usage

/// A group's requests along the clock, for counting any window in O(log n).
struct GroupTimeline {
  private let seconds: [SecondTally]
  /// Requests and refusals before each second; one more entry than seconds.
  private let attemptedBefore: [Int]
  private let rejectedBefore: [Int]
  private let period: Period
  /// One entry per attempted request, seconds since the epoch, ascending.
  let times: [Int64]

  init(_ seconds: [SecondTally], period: Period) {
    self.seconds = seconds
    self.period = period
    var attempted = [0]
    var rejected = [0]
    var times: [Int64] = []
    for second in seconds {
      attempted.append(attempted[attempted.count - 1] + Int(second.attempted))
      rejected.append(rejected[rejected.count - 1] + Int(second.rejected))
      times.append(contentsOf: repeatElement(second.second, count: Int(second.attempted)))
    }
    attemptedBefore = attempted
    rejectedBefore = rejected
    self.times = times
  }

  /// First and last second with a request.
  var bounds: (first: Int64, last: Int64) { (times[0], times[times.count - 1]) }

  /// What falls into `start..<end`, seconds.
  func window(_ start: Int64, _ end: Int64) -> GroupWindow {
    let range = indices(start, end)
    let requests = attemptedBefore[range.upperBound] - attemptedBefore[range.lowerBound]
    let rejected = rejectedBefore[range.upperBound] - rejectedBefore[range.lowerBound]
    let first = Instant(seconds: start)
    let last = Instant(seconds: end)
    return GroupWindow(
      start: first, end: last, requests: requests, accepted: requests - rejected,
      partial: !(first >= period.first && last <= period.last))
  }

  /// The seconds with requests in `start..<end`.
  func tallies(_ start: Int64, _ end: Int64) -> ArraySlice<SecondTally> {
    seconds[indices(start, end)]
  }

  /// The first second at or after `time` that has a request.
  func nextRequest(from time: Int64) -> Int64? {
    let index = lowerBound(time)
    return index < seconds.count ? seconds[index].second : nil
  }

  private func indices(_ start: Int64, _ end: Int64) -> Range<Int> {
    let low = lowerBound(start)
    return low..<max(low, lowerBound(end))
  }

  private func lowerBound(_ time: Int64) -> Int {
    var low = 0
    var high = seconds.count
    while low < high {
      let middle = (low + high) / 2
      if seconds[middle].second < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
