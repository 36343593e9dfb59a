internal import Bytes

/// Reads the parts of a time that are no numbers.
enum TimeNames {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }
  private static let halves = ["am", "pm"].map { Array($0.utf8) }

  /// Abbreviations that mean one offset everywhere they are used in logs, in hours east of UTC (RFC
  /// 5322 section 4.3).
  private static let zones: [(name: [UInt8], hours: Int64)] = [
    ("utc", 0), ("gmt", 0), ("z", 0), ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5),
    ("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7),
  ].map { (Array($0.0.utf8), Int64($0.1)) }

  /// The value of the part at `start` and where it ends, or nil where none is;
  /// `unknownZone` for a zone that is not known and for a half that is not there.
  static func read(
    _ kind: LineProgram.Kind, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int64, end: Int)? {
    switch kind {
    case .offset: offset(bytes, start, end)
    case .zone: zone(bytes, start, end)
    case .weekday: name(weekdays, 3, from: 1, bytes, start, end)
    // Languages that have no halves of the day write nothing.
    case .half: name(halves, 2, from: 0, bytes, start, end) ?? (unknownZone, start)
    default: name(months, 3, from: 1, bytes, start, end)
    }
  }

  /// One of `names`, in full or its first `short` letters.
  private static func name(
    _ names: [[UInt8]], _ short: Int, from first: Int64, _ bytes: Span<UInt8>, _ start: Int,
    _ end: Int
  ) -> (value: Int64, end: Int)? {
    let word = letters(bytes, start, end)
    for (index, name) in names.enumerated() {
      if word == name || (word.count == short && name.starts(with: word)) {
        return (first + Int64(index), start + word.count)
      }
    }
    return nil
  }

  private static func zone(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int64, end: Int)? {
    let word = letters(bytes, start, end)
    guard !word.isEmpty else { return offset(bytes, start, end) }
    let hours = zones.first { $0.name == word }?.hours
    return (hours.map { $0 * 3_600_000 } ?? unknownZone, start + word.count)
  }

  /// What a part reads as that tells nothing: no value that exists.
  static let unknownZone: Int64 = .max

  private static func offset(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int64, end: Int)? {
    var position = start
    while position < end, position < start + 6,
      Ascii.isDigit(bytes[position]) || bytes[position] == 0x3A || position == start
    {
      position += 1
      if bytes[start] | 0x20 == 0x7A { break }
    }
    // `+hhmm` before further digits ends behind its minutes.
    if position == start + 6, bytes[start + 3] != 0x3A { position = start + 5 }
    guard position > start, let value = Clock.offset(bytes, start, position) else { return nil }
    return (value, position)
  }

  /// The letters from `start`, in lower case, at most twelve.
  private static func letters(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
    var word: [UInt8] = []
    for position in start..<min(end, start + 12) {
      guard Ascii.isLetter(bytes[position]) else { break }
      word.append(bytes[position] | 0x20)
    }
    return word
  }
}
