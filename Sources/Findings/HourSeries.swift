public import Bytes

/// Records hour by hour from the first one on, silent hours included, for a figure.
public struct HourSeries: Sendable, Equatable {
  /// Start of the first hour.
  public let start: Instant
  /// End of the last hour.
  public let end: Instant
  /// Records of each hour.
  public private(set) var records: [Int]
  /// Hours among them that have records.
  public private(set) var hoursWithRecords = 0
  /// Hours with records behind the last one.
  public let hoursLeftOut: Int
  /// Records of the fullest hour.
  public var largest: Int { records.max() ?? 0 }

  private static let hour: Int64 = 3600

  /// At most so many hours of those given, which are sorted by time; nil without any.
  public init?(_ hours: [HourCoverage], most: Int) {
    guard let first = hours.first?.hour, let last = hours.last?.hour else { return nil }
    let all = Int((last.seconds - first.seconds) / HourSeries.hour) + 1
    records = Array(repeating: 0, count: min(all, most))
    for hour in hours {
      let position = Int((hour.hour.seconds - first.seconds) / HourSeries.hour)
      guard records.indices.contains(position) else { break }
      records[position] = hour.records
      hoursWithRecords += 1
    }
    hoursLeftOut = hours.count - hoursWithRecords
    start = first
    end = Instant(seconds: first.seconds + Int64(records.count) * HourSeries.hour)
  }
}
