public import Bytes

/// Requests in equal slices of time, one after the other.
public struct UsageSeries: Sendable, Equatable, Codable {
  /// First instant of the first slice.
  public let start: Instant
  /// First instant after the last slice, which may be shorter than the others.
  public let end: Instant
  /// Length of a slice in seconds.
  public let stepSeconds: Int64
  /// All requests of each slice.
  public private(set) var attempted: [Int]
  /// Those of them that the limiter refused.
  public private(set) var rejected: [Int]

  /// Those of them that it let through: all but the refused ones.
  public var accepted: [Int] { zip(attempted, rejected).map { $0 - $1 } }

  /// Slices at most: five weeks of hours.
  static let most = 35 * 24

  /// Slices of `step` seconds from second `start` to `end`, all empty; at most `most`.
  public init(start: Int64, end: Int64, step: Int64) {
    let count = min(Int((end - start + step - 1) / step), UsageSeries.most)
    self.start = Instant(seconds: start)
    self.end = Instant(seconds: min(end, start + Int64(count) * step))
    stepSeconds = step
    attempted = [Int](repeating: 0, count: count)
    rejected = attempted
  }

  /// Counts requests of a second; one that lies in no slice counts nothing.
  public mutating func add(second: Int64, attempted: Int, rejected: Int) {
    guard second >= start.seconds, second < end.seconds else { return }
    let slice = Int((second - start.seconds) / stepSeconds)
    self.attempted[slice] += attempted
    self.rejected[slice] += rejected
  }

  /// First instant of a slice.
  public func start(of slice: Int) -> Instant {
    Instant(seconds: start.seconds + Int64(slice) * stepSeconds)
  }

  /// Requests from the start to the end of each slice.
  public var running: [Int] {
    var sum = 0
    return attempted.map { requests in
      sum += requests
      return sum
    }
  }

  /// All requests of all slices.
  public var totalAttempted: Int { attempted.reduce(0, +) }
  /// All refused requests of all slices.
  public var totalRejected: Int { rejected.reduce(0, +) }
  /// All requests of some slices, and the refused ones among them.
  public func totals(_ slices: Range<Int>) -> (attempted: Int, rejected: Int) {
    (attempted[slices].reduce(0, +), rejected[slices].reduce(0, +))
  }
  /// Requests of the fullest slice.
  public var largest: Int { attempted.max() ?? 0 }

  /// Whether a log can come to this; to be asked of what was read from a file.
  var isSound: Bool {
    let times = -(1 << 48)...Int64(1 << 48)
    guard times.contains(start.milliseconds), times.contains(end.milliseconds), start <= end,
      (1...86_400).contains(stepSeconds), attempted.count == rejected.count,
      attempted.count <= UsageSeries.most,
      attempted.count
        == Int((end.seconds - start.seconds + stepSeconds - 1) / stepSeconds)
    else { return false }
    return zip(attempted, rejected).allSatisfy {
      PartialReport.isCount($0) && (0...$0).contains($1)
    }
  }
}
