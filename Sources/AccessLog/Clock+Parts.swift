internal import Bytes

extension Clock {
  /// Milliseconds since the epoch of a count of seconds or milliseconds; see `Clock`.
  static func epoch(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let point = WordScan.first(0x2E, in: bytes, start, end)
    guard let whole = Ascii.integer(bytes, start..<point) else { return nil }
    var fraction: Int64 = 0
    if point < end {
      guard let milliseconds = Clock.fraction(bytes, point &+ 1, end) else { return nil }
      fraction = milliseconds
    }
    return whole >= 100_000_000_000 ? whole : whole &* 1000 &+ fraction
  }

  /// Milliseconds of `ss` or `ss.fraction` in `start..<end`; the fraction has at least one digit.
  @inline(__always)
  static func secondAndFraction(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, comma: Bool
  ) -> Int64? {
    guard let second = digits(bytes, start, 2), second <= 60 else { return nil }
    let milliseconds = Int64(min(second, 59)) &* 1000
    if end == start &+ 2 { return milliseconds }
    let point = bytes[start &+ 2]
    guard point == 0x2E || (comma && point == 0x2C),
      let fraction = fraction(bytes, start &+ 3, end)
    else { return nil }
    return milliseconds &+ fraction
  }

  /// Milliseconds of `ss.fff`, the lowest six bytes of a word.
  @inline(__always)
  static func secondAndMilliseconds(_ word: UInt64) -> Int64? {
    // Digits become their values, the point 0.
    let values = (word ^ 0x3030_302E_3030) & 0xFFFF_FFFF_FFFF
    guard (values | (values &+ 0x7676_767F_7676)) & 0x8080_8080_8080 == 0 else { return nil }
    func value(_ index: UInt64) -> Int64 { Int64(truncatingIfNeeded: values &>> (8 &* index) & 15) }
    let second = value(0) &* 10 &+ value(1)
    guard second <= 60 else { return nil }
    return min(second, 59) &* 1000 &+ value(3) &* 100 &+ value(4) &* 10 &+ value(5)
  }

  /// The first three of one or more digits in `start..<end`, as if there were three.
  @inline(__always)
  static func fraction(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard start < end else { return nil }
    var value: Int64 = 0
    for position in start..<end {
      let digit = bytes[position] &- 0x30
      guard digit <= 9 else { return nil }
      if position < start &+ 3 { value = value &* 10 &+ Int64(digit) }
    }
    // Two digits are hundredths, one is tenths.
    return end &- start == 1 ? value &* 100 : end &- start == 2 ? value &* 10 : value
  }

  /// A number of exactly `count` digits, or nil.
  @inline(__always)
  static func digits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for position in start..<(start &+ count) {
      let digit = bytes[position] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// 1 to 12 for `Jan` to `Dec`.
  static func month(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    switch WordScan.prefix(bytes, start, 3) {
    case 0x6E_614A: 1
    case 0x62_6546: 2
    case 0x72_614D: 3
    case 0x72_7041: 4
    case 0x79_614D: 5
    case 0x6E_754A: 6
    case 0x6C_754A: 7
    case 0x67_7541: 8
    case 0x70_6553: 9
    case 0x74_634F: 10
    case 0x76_6F4E: 11
    case 0x63_6544: 12
    default: nil
    }
  }

  /// Milliseconds from the epoch to a minute of a civil date in UTC, or nil if there is none.
  static func minuteStart(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int
  ) -> Int64? {
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid, hour <= 23, minute <= 59 else { return nil }
    return (date.epochSeconds &+ Int64(hour &* 3600 &+ minute &* 60)) &* 1000
  }

  /// Milliseconds east of UTC of `Z`, `+hh`, `+hhmm`, `+hh:mm` or nothing.
  static func offset(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    if start == end { return 0 }
    let sign = bytes[start]
    if sign | 0x20 == 0x7A { return end == start &+ 1 ? 0 : nil }
    guard sign == 0x2B || sign == 0x2D, end &- start >= 3,
      let hours = digits(bytes, start &+ 1, 2), hours <= 23
    else { return nil }
    var minuteStart = start &+ 3
    if minuteStart < end, bytes[minuteStart] == 0x3A { minuteStart &+= 1 }
    var minutes = 0
    if start &+ 3 < end {
      guard end == minuteStart &+ 2, let parsed = digits(bytes, minuteStart, 2), parsed <= 59 else {
        return nil
      }
      minutes = parsed
    }
    let milliseconds = Int64(hours &* 3600 &+ minutes &* 60) &* 1000
    return sign == 0x2B ? milliseconds : -milliseconds
  }

  /// Seconds since the epoch of an IMF-fixdate (`Fri, 20 Nov 2026 13:01:00 GMT`, RFC 9110 section
  /// 5.6.7), or nil; the weekday must be one but is not compared with the date.
  static func httpDate(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let isWeekday =
      switch WordScan.prefix(bytes, start, min(3, end &- start)) {
      case 0x6E_6F4D, 0x65_7554, 0x64_6557, 0x75_6854, 0x69_7246, 0x74_6153, 0x6E_7553: true
      default: false
      }
    guard isWeekday, end &- start == 29, WordScan.prefix(bytes, start &+ 3, 2) == 0x202C,
      bytes[start &+ 7] == 0x20, bytes[start &+ 11] == 0x20, bytes[start &+ 16] == 0x20,
      bytes[start &+ 19] == 0x3A, bytes[start &+ 22] == 0x3A,
      WordScan.prefix(bytes, start &+ 25, 4) == 0x544D_4720,
      let day = digits(bytes, start &+ 5, 2), let month = month(bytes, start &+ 8),
      let year = digits(bytes, start &+ 12, 4), let hour = digits(bytes, start &+ 17, 2),
      let minute = digits(bytes, start &+ 20, 2), let second = digits(bytes, start &+ 23, 2),
      second <= 60, let base = minuteStart(year, month, day, hour, minute)
    else { return nil }
    return base / 1000 &+ Int64(min(second, 59))
  }
}
