internal import Bytes

/// Makes the time of a W3C line of its date and its time of day, or of the file's date where the
/// line has none (W3C draft "Extended Log File Format", "Date" and "Time").
///
/// Dates are `yyyy-mm-dd`, times `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction`, UTC as the draft says;
/// `date-local` and `time-local` tell no zone and are taken as UTC too.
struct W3CClock: Sendable {
  /// First eight and last two bytes of the last date, and its start in milliseconds since the
  /// epoch.
  private var last: (UInt64, UInt64, Int64) = (0, 0, 0)
  /// Start of the day of the last `#Date` line, in milliseconds since the epoch, nil without one.
  private(set) var fileDay: Int64?

  /// Takes in the text of a `#Date` line, nil where there is none.
  mutating func setDate(_ text: [UInt8]?) {
    fileDay = nil
    if let text { fileDay = day(text.span, 0, min(10, text.count)) }
  }

  /// Start of the day in `start..<end`, in milliseconds since the epoch, or nil where no date is.
  @inline(__always)
  mutating func day(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard end &- start == 10 else { return nil }
    let first = WordScan.word(bytes, start)
    let rest = WordScan.prefix(bytes, start &+ 8, 2)
    if last.0 == first, last.1 == rest { return last.2 }
    guard bytes[start &+ 4] == 0x2D, bytes[start &+ 7] == 0x2D,
      let year = Clock.digits(bytes, start, 4), let month = Clock.digits(bytes, start &+ 5, 2),
      let day = Clock.digits(bytes, start &+ 8, 2),
      let time = Clock.minuteStart(year, month, day, 0, 0)
    else { return nil }
    last = (first, rest, time)
    return time
  }

  /// Milliseconds from midnight to the time of day in `start..<end`, or nil where none is.
  @inline(__always)
  static func timeOfDay(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard end &- start >= 5, bytes[start &+ 2] == 0x3A,
      let hour = Clock.digits(bytes, start, 2), hour <= 23,
      let minute = Clock.digits(bytes, start &+ 3, 2), minute <= 59
    else { return nil }
    let minuteStart = Int64(hour &* 60 &+ minute) &* 60_000
    if end &- start == 5 { return minuteStart }
    guard end &- start >= 8, bytes[start &+ 5] == 0x3A,
      let inside = Clock.secondAndFraction(bytes, start &+ 6, end, comma: false)
    else { return nil }
    return minuteStart &+ inside
  }
}
