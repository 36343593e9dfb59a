internal import Bytes
internal import Findings

/// Times as a report shows them: in UTC, and beside it in the reader's zone where there is one.
struct ReportTimes {
  /// The reader's zone, nil for none.
  let zone: LocalZone?

  /// `13:05:00-05:00`, with the date before it where it is not UTC's; nil without a zone.
  func local(_ instant: Instant) -> String? {
    guard let zone else { return nil }
    let offset = zone.offsetSeconds(instant)
    let there = Instant(milliseconds: instant.milliseconds + Int64(offset) * 1000)
    let (text, utc) = (Numbers.time(there), Numbers.time(instant))
    let datePart = 11  // `2026-11-20 `
    let clock = text.dropLast()  // Z
    return (text.prefix(datePart) == utc.prefix(datePart) ? clock.dropFirst(datePart) : clock)
      + ReportTimes.offset(offset)
  }

  /// `2026-11-20 18:05:00Z (13:05:00-05:00)`, or UTC alone without a zone.
  func full(_ instant: Instant) -> String { Numbers.time(instant) + beside(instant) }

  /// ` (13:05:00-05:00)`, or nothing without a zone.
  func beside(_ instant: Instant) -> String {
    local(instant).map { " (\($0))" } ?? ""
  }

  /// `18:00Z` on an axis of hours, `18:00:30Z` on one of minutes, `11-20` on one of days; below it the
  /// clock of the zone, nil without a zone or for days.
  func tick(_ instant: Instant, on axis: TimeAxis) -> (utc: String, local: String?) {
    let (twoHours, twoDays): (Int64, Int64) = (7200, 172_800)
    let length = axis.end.seconds - axis.start.seconds
    let utc = Array(Numbers.time(instant))
    guard length <= twoDays else { return (String(utc[5..<10]), nil) }
    let clock = { (text: [Character]) in String(text[11..<(length < twoHours ? 19 : 16)]) }
    let local = zone.map { zone in
      clock(
        Array(
          Numbers.time(Instant(seconds: instant.seconds + Int64(zone.offsetSeconds(instant))))))
    }
    return (clock(utc) + "Z", local)
  }

  /// `-05:00`
  private static func offset(_ seconds: Int) -> String {
    func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
  }
}
