internal import Bytes

extension TimeParts {
  /// Milliseconds since the epoch of the time that the parts make, or nil where they make none: no
  /// date, or one that does not exist.
  ///
  /// An epoch wins over a date; without an offset the time is UTC; parts finer than a day are 0 where
  /// they are missing.
  func instant() -> Int64? {
    let fraction = self[.millisecond] ?? self[.microsecond].map { $0 / 1000 } ?? 0
    var time: Int64
    if let milliseconds = self[.epochMilliseconds] {
      time = milliseconds
    } else if let microseconds = self[.epochMicroseconds] {
      time = microseconds / 1000
    } else if let seconds = self[.epoch] {
      guard seconds <= Clock.latest / 1000 else { return nil }
      time = seconds * 1000 + fraction
    } else {
      guard let day = epochDay, let hour = hour, hour <= 23 else { return nil }
      let minute = self[.minute] ?? 0
      let second = self[.second] ?? 0
      guard minute <= 59, second <= 60 else { return nil }
      time = ((day * 24 + hour) * 60 + minute) * 60_000 + min(second, 59) * 1000 + fraction
      if let offset = self[.offset] { time -= offset }
    }
    return time >= Clock.earliest && time <= Clock.latest ? time : nil
  }

  private var hour: Int64? {
    if let hour = self[.hour] { return hour }
    guard let hour = self[.hourOfHalf] else { return 0 }
    guard hour >= 1, hour <= 12, let half = self[.half] else { return nil }
    return hour % 12 + half * 12
  }

  private var fullYear: Int64? {
    if let year = self[.year] { return year }
    return year(self[.yearOfCentury])
  }

  /// ISO 8601 year of the week.
  private var weekYear: Int64? { self[.weekYear] ?? year(self[.weekYearOfCentury]) }

  /// The year of which only the last two digits are there.
  private func year(_ short: Int64?) -> Int64? {
    guard let short, short <= 99 else { return nil }
    if let century = self[.century] { return century * 100 + short }
    // POSIX strptime: 69 to 99 are 1969 to 1999.
    return short < 69 ? 2000 + short : 1900 + short
  }

  /// 1 for Monday to 7 for Sunday, which `%w` writes as 0.
  private var isoWeekday: Int64? {
    guard let weekday = self[.weekday], weekday <= 7 else { return nil }
    return weekday == 0 ? 7 : weekday
  }

  /// Days since the epoch of the date.
  private var epochDay: Int64? {
    if let year = fullYear {
      if let month = self[.month], let day = self[.day] {
        return TimeParts.epochDay(year, month, day)
      }
      guard let first = TimeParts.epochDay(year, 1, 1) else { return nil }
      if let day = self[.dayOfYear] {
        let isLeap = TimeParts.epochDay(year, 2, 29) != nil
        return day >= 1 && day <= (isLeap ? 366 : 365) ? first + day - 1 : nil
      }
      return weekDay(of: first)
    }
    guard let year = weekYear, let week = self[.week], let weekday = isoWeekday,
      (1...53).contains(week), let fourth = TimeParts.epochDay(year, 1, 4)
    else { return nil }
    // ISO 8601: the fourth of January is in week 1.
    return fourth - TimeParts.weekday(fourth) + (week - 1) * 7 + weekday
  }

  /// The day that a week counted from Sunday or Monday and a weekday name; `first` is the first of
  /// January.
  private func weekDay(of first: Int64) -> Int64? {
    guard let weekday = isoWeekday else { return nil }
    if let week = self[.mondayWeek], week <= 53 {
      let monday = first + (8 - TimeParts.weekday(first)) % 7
      return monday + (week - 1) * 7 + weekday - 1
    }
    if let week = self[.sundayWeek], week <= 53 {
      let sunday = first + (7 - TimeParts.weekday(first)) % 7
      return sunday + (week - 1) * 7 + weekday % 7
    }
    return nil
  }

  private static func epochDay(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard year <= 9999, month <= 12, day <= 31 else { return nil }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    return date.isValid ? date.epochSeconds / 86_400 : nil
  }

  /// 1 for Monday to 7 for Sunday; the epoch was a Thursday.
  private static func weekday(_ epochDay: Int64) -> Int64 {
    ((epochDay + 3) % 7 + 7) % 7 + 1
  }
}
