internal import Bytes
internal import Findings

/// Times as people read them, in UTC.
extension Numbers {
  /// `2026-11-20 13:05:00Z`, with milliseconds where there are some.
  static func time(_ instant: Instant) -> String {
    let text = instant.text
    guard let separator = text.firstIndex(of: "T") else { return text }
    return text[..<separator] + " " + text[text.index(after: separator)...]
  }

  /// `13:05:00Z`
  static func clock(_ instant: Instant) -> String {
    String(time(instant).dropFirst(11))  // `2026-11-20 `
  }

  /// `2026-11-20 13:05:00Z to 13:06:00Z`
  static func span(_ start: Instant, _ end: Instant) -> String {
    time(start) + " to " + self.end(end, after: start)
  }

  /// The end of a span; its date is left out where it is the start's.
  static func end(_ end: Instant, after start: Instant) -> String {
    let text = time(end)
    let datePart = 11  // `2026-11-20 `
    return time(start).prefix(datePart) == text.prefix(datePart)
      ? String(text.dropFirst(datePart)) : text
  }
}
