/// Learn requests of consecutive UTC days.
public struct DaySeries: Sendable, Equatable {
  /// The first day, in days since 1970-01-01.
  public let first: Int
  /// Requests of each day; nil where nothing is known, which is not zero.
  public let counts: [StatusCounts?]

  /// A series from a day on.
  public init(first: Int, counts: [StatusCounts?]) {
    self.first = first
    self.counts = counts
  }

  /// All requests of all known days.
  public var total: StatusCounts {
    counts.reduce(into: StatusCounts()) { sum, day in
      if let day { sum.merge(day) }
    }
  }

  /// The day with the most requests, the first of several; nil without requests.
  public var busiest: (day: Int, calls: Int)? {
    var best: (day: Int, calls: Int)?
    for (index, day) in counts.enumerated() {
      let calls = day?.attempted ?? 0
      if calls > best?.calls ?? 0 { best = (first + index, calls) }
    }
    return best
  }

  /// Days with more requests than a share of `quota`, by time.
  public func days(over percent: Int, ofQuota quota: Int) -> [Int] {
    let bar = Int128(percent) * Int128(quota)
    return counts.indices.filter { index in
      counts[index].map { Int128($0.attempted) * 100 > bar } ?? false
    }.map { first + $0 }
  }

  /// How high a drawing of `width` columns is in each, from 0 to `top`, in proportion to the busiest: a
  /// column is its busiest day, and at least 1 where there was a request; nil where all its days are
  /// unknown. As many columns as days where there are fewer.
  public func levels(width: Int, top: Int) -> [Int?] {
    let columns = min(max(1, width), counts.count)
    let most = max(1, busiest?.calls ?? 1)
    return (0..<columns).map { column in
      let days = counts[column * counts.count / columns..<(column + 1) * counts.count / columns]
      let known = days.compactMap { $0?.attempted }
      guard let calls = known.max() else { return nil }
      let level = Int((Double(calls) / Double(most) * Double(top)).rounded())
      return calls > 0 ? max(1, level) : 0
    }
  }
}
