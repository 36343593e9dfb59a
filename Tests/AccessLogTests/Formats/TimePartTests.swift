import Bytes
import Foundation
import Testing

@testable import AccessLog

@Suite struct TimePartTests {
  /// Fields of the corpus that are numbers.
  static let numbers: [String: TimePart] = [
    "year": .year, "mon": .month, "mday": .day, "hour": .hour, "min": .minute, "sec": .second,
    "hour12": .hourOfHalf, "century": .century, "abbrev_year": .yearOfCentury, "yday": .dayOfYear,
    "epoch": .epoch, "milliepoch": .epochMilliseconds, "microepoch": .epochMicroseconds,
    "msec_frac": .millisecond, "usec_frac": .microsecond, "iso_year": .weekYear,
    "abbrev_iso_year": .weekYearOfCentury, "iso_weeknum": .week, "iso_wday": .weekday,
    "wday": .weekday, "sunday_weeknum": .sundayWeek, "monday_weeknum": .mondayWeek,
  ]
  /// Fields of the corpus that are names.
  static let names: [String: (TimePart, LineProgram.Kind)] = [
    "abbrev_mon": (.month, .month), "full_mon": (.month, .month),
    "abbrev_wday": (.weekday, .weekday), "full_wday": (.weekday, .weekday), "am_pm": (.half, .half),
  ]

  /// Sets what a field of the corpus says; false for one that is no part.
  static func set(_ name: String, _ value: Any, in parts: inout TimeParts) -> Bool {
    if let part = numbers[name], let number = value as? NSNumber {
      parts.set(part.rawValue, number.int64Value)
    } else if let (part, kind) = names[name], let text = value as? String {
      let bytes = Array(text.utf8)
      guard let read = TimeNames.read(kind, bytes.span, 0, bytes.count) else { return false }
      parts.set(part.rawValue, read.value)
    } else if let object = value as? [String: String], let (kind, text) = object.first {
      let digits = text.split { !$0.isNumber }.compactMap { Int64($0) }
      switch kind {
      case "$date" where digits.count == 3:
        for (part, value) in zip([TimePart.year, .month, .day], digits) {
          parts.set(part.rawValue, value)
        }
      case "$time" where digits.count == 3:
        let kept: [TimePart] = name == "hour_min" ? [.hour, .minute] : [.hour, .minute, .second]
        for (part, value) in zip(kept, digits) { parts.set(part.rawValue, value) }
      case "$tz":
        let bytes = Array(text.utf8.dropFirst(3))
        guard let offset = Clock.offset(bytes.span, 0, bytes.count) else { return false }
        parts.set(TimePart.offset.rawValue, offset)
      default: return false
      }
    } else {
      return false
    }
    return true
  }

  @Test func theCorpusAssemblesTimes() throws {
    for row in try ApacheCorpusTests.cases("test_assemble_datetime.test_assemble_datetime") {
      let fields = try #require(row["fields"] as? [String: Any])
      // A time that is whole already has no parts.
      if fields["timestamp"] != nil { continue }
      var parts = TimeParts()
      for (name, value) in fields {
        #expect(TimePartTests.set(name, value, in: &parts), "\(name) of \(fields)")
      }
      let expected = ApacheCorpusTests.instant(row["dt"])
      let hasDate = fields["mday"] != nil && fields["mon"] != nil && fields["year"] != nil
      let hasHour = fields["hour"] != nil || fields["hour_min"] != nil
      if expected == nil, hasDate, hasHour {
        // Out of scope: without seconds or minutes these cases expect nothing, here they are 0.
        #expect(parts.instant() != nil, "\(fields)")
      } else {
        #expect(parts.instant() == expected, "\(fields)")
      }
    }
  }

  @Test(
    arguments: [
      ("%Y-%m-%d %H:%M %Z", "2026-11-20 08:00 EST", base), ("%d.%m.%y %H", "20.11.26 13", base),
      ("%Y%j %T", "2026324 13:00:00", base), ("%D %r", "11/20/26 01:00:00 PM", base),
      ("%c", "Fri Nov 20 13:00:00 2026", base), ("%e/%h/%Y:%k:%M", " 1/Jan/1970: 0:00", 0),
      ("%-d/%-m/%Y", "1/1/1970", 0), ("%Ey%Om%d", "700101", 0), ("%s.%z", "0.+0100", 0),
      ("%F %z %Z", "1970-01-01 +0000 CEST", 0), ("%F", "2025-02-29", nil),
      ("%F", "9999-12-31", 253_402_214_400_000),
      ("%F %T", "2026-11-20 24:00:00", nil), ("%s", "999999999999999999", nil),
      ("%G-%V-%u", "2026-54-1", nil), ("%Y %j", "2025 366", nil),
      ("%F %I %p", "1970-01-01 12 am", 0),
    ] as [(String, String, Int64?)])
  func formatsOfStrftime(_ format: String, _ text: String, _ time: Int64?) throws {
    let program = try LineProgram.compile("apache:%{\(format)}t|")
    let line = Array((text + "|").utf8)
    #expect(program.explain(line).stop == nil)
    #expect(ApacheCorpusTests.time(program, line) == time)
  }
}
