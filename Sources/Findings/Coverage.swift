public import Bytes

/// Hours with records and the silence between them.
public struct Coverage: Sendable, Equatable {
  /// UTC hours that have records, by time.
  public var hours: [HourCoverage] = []
  /// Maximal runs of whole UTC hours without any record inside the period; half open.
  public var gaps: [CoverageGap] = []
  /// Inputs that end in the middle of an hour within the period, by path.
  public var endsEarly: [EarlyEnd] = []

  /// No hours.
  public init() {}
}

/// One UTC hour with records.
public struct HourCoverage: Sendable, Equatable {
  /// Start of the hour.
  public var hour: Instant
  /// Records of any service.
  public var records: Int

  /// An hour with this many records.
  public init(hour: Instant, records: Int) {
    self.hour = hour
    self.records = records
  }
}

/// Whole hours without a record, half open.
public struct CoverageGap: Sendable, Equatable {
  /// First instant without records.
  public var start: Instant
  /// Start of the next hour that has some.
  public var end: Instant
  /// Whole hours of the gap, at least 1.
  public var hours: Int { Int((end.seconds - start.seconds) / 3600) }

  /// The hours in `start..<end`.
  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }
}

extension Coverage {
  /// Hours with records, and the runs of whole hours without any between them.
  init(recordsByHour: [Int64: Int]) {
    let hourSeconds: Int64 = 3600
    let sorted = recordsByHour.sorted { $0.key < $1.key }
    hours = sorted.map {
      HourCoverage(hour: Instant(seconds: $0.key * hourSeconds), records: $0.value)
    }
    gaps = zip(sorted, sorted.dropFirst()).compactMap { before, after in
      guard after.key > before.key + 1 else { return nil }
      return CoverageGap(
        start: Instant(seconds: (before.key + 1) * hourSeconds),
        end: Instant(seconds: after.key * hourSeconds))
    }
  }
}
