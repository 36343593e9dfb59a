internal import Bytes

/// Numbers and times as people read them; the reports are in English and in UTC.
enum Numbers {
  /// `1,234,567`
  static func grouped<Number: FixedWidthInteger>(_ value: Number) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var result: [UInt8] = value < 0 ? [0x2D] : []
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { result.append(0x2C) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `1 group`, `1,234 groups`; `plural` where an s does not do.
  static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    grouped(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
  }

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
