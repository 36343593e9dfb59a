/// How often something happened, when, and the earliest request that shows it.
public struct Occurrences: Sendable, Equatable {
  /// Number of requests.
  public var count = 0
  /// Time of the earliest, milliseconds since the epoch; 0 while there is none.
  public var first: Int64 = 0
  /// Time of the latest, milliseconds since the epoch; 0 while there is none.
  public var last: Int64 = 0
  /// The earliest by time, then input, then line.
  public var witness = RequestPlace(input: 0, line: 0)

  /// None yet.
  public init() {}

  /// Counts one more request.
  @inline(__always)
  public mutating func add(time: Int64, place: RequestPlace) {
    if count == 0 || time < first || (time == first && place < witness) {
      first = time
      witness = place
    }
    if count == 0 || time > last { last = time }
    count &+= 1
  }

  /// Counts the requests of `other` too.
  public mutating func merge(_ other: Occurrences) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    if (other.first, other.witness) < (first, witness) {
      first = other.first
      witness = other.witness
    }
    last = max(last, other.last)
    count += other.count
  }
}

/// Where a request is logged. Inputs are numbered in the order of their paths.
public struct RequestPlace: Sendable, Comparable {
  /// Index of the input.
  public var input: Int
  /// Line number from 1.
  public var line: Int

  /// A line of an input.
  @inline(__always)
  public init(input: Int, line: Int) {
    self.input = input
    self.line = line
  }

  /// By input, then line.
  @inline(__always)
  public static func < (left: RequestPlace, right: RequestPlace) -> Bool {
    (left.input, left.line) < (right.input, right.line)
  }
}
