internal import Bytes

/// Reads times; remembers the last minute, since lines mostly follow each other closely.
///
/// Accepted (SPEC section 2, `time`):
/// - access-log: `20/Nov/2026:13:00:00[.fraction] +hhmm`, the zone required, months in English as
///   servers write them;
/// - ISO 8601: `2026-11-20T13:00:00[.fraction][zone]`, `T`, `t` or a blank between, the fraction
///   behind `.` or `,`, the zone `Z`, `z`, `+hh:mm`, `+hhmm`, `+hh` or none for UTC, one blank
///   before it allowed; seconds are required;
/// - epoch: 1 to 18 digits, with a fraction or without; from 10^11 on milliseconds, else seconds.
///
/// Digits behind milliseconds are cut, second 60 is second 59, offsets go to 23:59. A date that
/// does not exist or an instant outside the years 0000 to 9999 is no time.
struct Clock: Sendable {
  /// 0000-01-01T00:00:00.000Z in milliseconds since the epoch.
  static let earliest = Instant.earliest.milliseconds
  /// 9999-12-31T23:59:59.999Z in milliseconds since the epoch.
  static let latest = Instant.latest.milliseconds

  /// The bytes up to the minute of the last access-log time, its zone, and the minute's start in
  /// milliseconds since the epoch.
  private var lastLog: (UInt64, UInt64, UInt64, UInt64, Int64) = (0, 0, 0, 0, 0)
  /// The same of the last ISO time, the zone not yet taken off.
  private var lastISO: (UInt64, UInt64, Int64) = (0, 0, 0)

  /// Milliseconds since the epoch of the time in `start..<end`, or nil.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    if end &- start >= 26, bytes[start &+ 2] == 0x2F { return logTime(bytes, start, end) }
    return otherTime(bytes, start, end)
  }

  private mutating func otherTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let isISO = end &- start >= 19 && bytes[start &+ 4] == 0x2D
    let time = isISO ? isoTime(bytes, start, end) : Clock.epoch(bytes, start, end)
    guard let time, time >= Clock.earliest, time <= Clock.latest else { return nil }
    return time
  }

  /// `access-log` times, of an access line or in JSON.
  mutating func logTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard end &- start >= 26 else { return nil }
    let first = WordScan.word(bytes, start)
    let second = WordScan.word(bytes, start &+ 8)
    let third = WordScan.word(bytes, start &+ 10)
    let zone = WordScan.word(bytes, end &- 8) >> 16
    if lastLog.0 != first || lastLog.1 != second || lastLog.2 != third || lastLog.3 != zone {
      guard let minute = Clock.logMinute(bytes, start, end) else { return nil }
      lastLog = (first, second, third, zone, minute)
    }
    guard
      let inside = end &- start == 30
        ? Clock.secondAndMilliseconds(WordScan.word(bytes, start &+ 18))
        : Clock.secondAndFraction(bytes, start &+ 18, end &- 6, comma: false)
    else { return nil }
    let time = lastLog.4 &+ inside
    return time >= Clock.earliest && time <= Clock.latest ? time : nil
  }

  /// The minute's start of an access-log time; checks all but the seconds.
  private static func logMinute(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard bytes[start &+ 2] == 0x2F, bytes[start &+ 6] == 0x2F, bytes[start &+ 11] == 0x3A,
      bytes[start &+ 14] == 0x3A, bytes[start &+ 17] == 0x3A, bytes[end &- 6] == 0x20,
      let day = digits(bytes, start, 2), let month = month(bytes, start &+ 3),
      let year = digits(bytes, start &+ 7, 4), let hour = digits(bytes, start &+ 12, 2),
      let minute = digits(bytes, start &+ 15, 2),
      let offset = offset(bytes, end &- 5, end),
      let local = minuteStart(year, month, day, hour, minute)
    else { return nil }
    return local &- offset
  }

  private mutating func isoTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let first = WordScan.word(bytes, start)
    let second = WordScan.word(bytes, start &+ 8)
    if lastISO.0 != first || lastISO.1 != second {
      guard let minute = Clock.isoMinute(bytes, start) else { return nil }
      lastISO = (first, second, minute)
    }
    guard bytes[start &+ 16] == 0x3A else { return nil }
    var zone = start &+ 19
    if zone < end, bytes[zone] == 0x2E || bytes[zone] == 0x2C {
      zone &+= 1
      while zone < end, Ascii.isDigit(bytes[zone]) { zone &+= 1 }
    }
    guard let inside = Clock.secondAndFraction(bytes, start &+ 17, zone, comma: true) else {
      return nil
    }
    if zone < end &- 1, bytes[zone] == 0x20 { zone &+= 1 }
    guard let offset = Clock.offset(bytes, zone, end) else { return nil }
    return lastISO.2 &+ inside &- offset
  }

  /// The minute's start of an ISO time as if in UTC.
  private static func isoMinute(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
    let separator = bytes[start &+ 10]
    guard bytes[start &+ 4] == 0x2D, bytes[start &+ 7] == 0x2D, bytes[start &+ 13] == 0x3A,
      separator | 0x20 == 0x74 || separator == 0x20,
      let year = digits(bytes, start, 4), let month = digits(bytes, start &+ 5, 2),
      let day = digits(bytes, start &+ 8, 2), let hour = digits(bytes, start &+ 11, 2),
      let minute = digits(bytes, start &+ 14, 2)
    else { return nil }
    return minuteStart(year, month, day, hour, minute)
  }
}
