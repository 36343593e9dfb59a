internal import Bytes

/// Windows over a partition's times, by counting again for each question (SPEC section 5).
///
/// Times and lengths share a unit: seconds for groups and triples, milliseconds for pairs.
enum ReferenceWindows {
  /// A start and how many of the times are in the window that it opens.
  struct Count: Equatable {
    var start: Int64
    var requests: Int
  }

  /// Requests in `start..<end`.
  static func count(_ times: [Int64], from start: Int64, to end: Int64) -> Int {
    times.count { $0 >= start && $0 < end }
  }

  /// Windows [k*W, (k+1)*W) that have requests, by time.
  static func fixed(_ times: [Int64], length: Int64) -> [Count] {
    let starts = Set(times.map { $0.flooredQuotient(length) * length }).sorted()
    return starts.map { Count(start: $0, requests: count(times, from: $0, to: $0 + length)) }
  }

  /// The largest count in any [t, t+W), at the earliest time t that has it.
  ///
  /// Any window can be moved to its first request without losing one, so times are enough.
  static func rollingPeak(_ times: [Int64], length: Int64) -> Count? {
    let starts = Set(times).sorted()
    return largest(
      starts.map { Count(start: $0, requests: count(times, from: $0, to: $0 + length)) })
  }

  /// The earliest of the largest.
  static func largest(_ counts: [Count]) -> Count? {
    let most = counts.map(\.requests).max()
    return counts.filter { $0.requests == most }.min { $0.start < $1.start }
  }

  /// Number of phases p in 0..<W for which some [p+k*W, p+(k+1)*W) holds more than the quota.
  ///
  /// Moving the phase from p to p+1 changes a window only if a request's time is p (mod W): that
  /// request leaves the window it opened. So for neighbouring residues a < b of request times all
  /// phases a+1...b cut the requests alike, and counting at b counts for b - a phases.
  static func alignmentsOver(_ times: [Int64], length: Int64, quota: Int) -> Int {
    let residues = Set(times.map { $0.flooredRemainder(length) }).sorted()
    guard let last = residues.last else { return 0 }
    var previous = last - length
    var over = 0
    for phase in residues {
      if isOver(times, length: length, phase: phase, quota: quota) { over += Int(phase - previous) }
      previous = phase
    }
    return over
  }

  /// Whether some [p+k*W, p+(k+1)*W) holds more than the quota.
  static func isOver(_ times: [Int64], length: Int64, phase: Int64, quota: Int) -> Bool {
    var counts: [Int64: Int] = [:]
    for time in times { counts[(time - phase).flooredQuotient(length), default: 0] += 1 }
    return counts.values.contains { $0 > quota }
  }

  /// Starts of the windows that open at the first request and at the first one after each window.
  static func anchoredStarts(_ times: [Int64], length: Int64) -> [Int64] {
    var starts: [Int64] = []
    for time in times.sorted() where starts.last.map({ time >= $0 + length }) ?? true {
      starts.append(time)
    }
    return starts
  }

  /// Runs of times, successive ones less than 60 apart.
  static func episodes(_ seconds: [Int64]) -> [[Int64]] {
    var episodes: [[Int64]] = []
    for second in seconds.sorted() {
      if let last = episodes.last?.last, second - last < 60 {
        episodes[episodes.count - 1].append(second)
      } else {
        episodes.append([second])
      }
    }
    return episodes
  }

  /// Nearest-rank percentile: the smallest value with at least `percent` % of all at or below it.
  static func percentile(_ values: [Int64], _ percent: Int) -> Int {
    let sorted = values.sorted()
    let index = sorted.indices.first { ($0 + 1) * 100 >= percent * sorted.count }
    return Int(index.map { sorted[$0] } ?? 0)
  }
}
