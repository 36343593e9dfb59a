/// How long delayed requests waited, in classes.
public struct DelayClasses: Sendable, Equatable {
  /// Longest delay of each class but the last, which has none; milliseconds.
  public static let longestMilliseconds = [10, 100, 1000, 10_000]

  /// Requests of each class, the shortest first.
  public private(set) var requests = [Int](repeating: 0, count: longestMilliseconds.count + 1)

  /// All delayed requests.
  public var total: Int { requests.reduce(0, +) }

  /// No requests.
  public init() {}

  /// Counts requests that waited so long.
  public mutating func add(milliseconds: Int, requests count: Int) {
    let longest = DelayClasses.longestMilliseconds
    requests[longest.firstIndex { milliseconds <= $0 } ?? longest.count] += count
  }
}
