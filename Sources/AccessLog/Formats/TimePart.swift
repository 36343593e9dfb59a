/// A part of a time that a format gives on its own: what the letters of `strftime` stand for.
enum TimePart: UInt8, Sendable, CaseIterable {
  case year
  case century
  case yearOfCentury
  case month
  case day
  case dayOfYear
  case hour
  /// 1 to 12, with `half`.
  case hourOfHalf
  /// 0 before noon, 1 after.
  case half
  case minute
  case second
  /// Thousandths of a second.
  case millisecond
  /// Seconds since the epoch.
  case epoch
  /// Milliseconds since the epoch.
  case epochMilliseconds
  /// Microseconds since the epoch.
  case epochMicroseconds
  /// Microseconds of a second.
  case microsecond
  /// Milliseconds east of UTC.
  case offset
  /// ISO 8601 year of the week.
  case weekYear
  /// The same, its last two digits.
  case weekYearOfCentury
  /// ISO 8601 week, 1 to 53.
  case week
  /// 1 for Monday to 7 for Sunday.
  case weekday
  /// Week of the year whose first Sunday begins week 1.
  case sundayWeek
  /// Week of the year whose first Monday begins week 1.
  case mondayWeek
}

/// The parts of the time of one line.
struct TimeParts: Sendable {
  /// One bit per part that is there.
  private(set) var present: UInt32 = 0
  private var values = InlineArray<23, Int64>(repeating: 0)

  /// The value of a part, or nil.
  subscript(_ part: TimePart) -> Int64? {
    present & (1 &<< UInt32(part.rawValue)) == 0 ? nil : values[Int(part.rawValue)]
  }

  /// Sets a part by its raw value; an unknown zone sets none.
  @inline(__always)
  mutating func set(_ part: UInt8, _ value: Int64) {
    if value == TimeNames.unknownZone { return }
    present |= 1 &<< UInt32(part)
    values[Int(part)] = value
  }

  /// Forgets all parts.
  @inline(__always)
  mutating func reset() { present = 0 }
}
