/// A day of the proleptic Gregorian calendar (RFC 3339), without a zone.
public struct CivilDate: Equatable, Sendable {
  /// Any year; 0 is 1 BC.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  /// The date with these parts, taken as they are; see `isValid`.
  @inlinable
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date so many days after 1970-01-01.
  ///
  /// The arithmetic counts from 0000-03-01, so that a leap day is the last of its year, in eras of
  /// 400 years = 146,097 days (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  public init(epochDay: Int64) {
    let shifted = epochDay + 719_468  // days from 0000-03-01 to 1970-01-01
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = Int(shifted.flooredRemainder(146_097))
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; the inverse of `init(epochDay:)` for valid dates.
  @inlinable public var epochDay: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.flooredQuotient(400)
    let yearOfEra = shiftedYear.flooredRemainder(400)
    let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Seconds from the epoch to the start of the day in UTC.
  @inlinable public var epochSeconds: Int64 { epochDay * 86_400 }

  /// Whether the month and the day exist.
  @inlinable public var isValid: Bool {
    guard month >= 1, month <= 12, day >= 1 else { return false }
    if month == 2 {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return day <= (leap ? 29 : 28)
    }
    // April, June, September and November have 30 days.
    return day <= (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
  }
}
