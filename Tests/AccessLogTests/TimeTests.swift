import AccessLog
import Bytes
import Testing

@Suite struct TimeTests {
  func time(_ text: String) -> Int64? {
    let parsed = json(#"{"status":200,"time":"\#(text)"}"#)
    if parsed.records.isEmpty { #expect(parsed.reasons == [.badTime]) }
    return parsed.only(\.time)
  }

  @Test(
    arguments: [
      ("20/Nov/2026:13:00:00 +0000", 0), ("20/Nov/2026:13:00:00.1 +0000", 100),
      ("20/Nov/2026:13:00:00.12 +0000", 120), ("20/Nov/2026:13:00:00.123999 +0000", 123),
      ("20/Nov/2026:13:00:59.120 +0000", 59_120), ("20/Nov/2026:13:00:60.987 +0000", 59_987),
      ("20/Nov/2026:13:00:00.9996 +0000", 999), ("20/Nov/2026:18:30:00 +0530", 0),
      ("20/Nov/2026:05:00:00 -0800", 0), ("21/Nov/2026:12:59:00 +2359", 0),
      ("20/Nov/2026:13:00:60 +0000", 59_000), ("20/Nov/2026:13:00:60.5 +0000", 59_500),
      ("2026-11-20T13:00:00Z", 0), ("2026-11-20t13:00:00z", 0), ("2026-11-20 13:00:00", 0),
      ("2026-11-20T13:00:00.5", 500), ("2026-11-20T13:00:00,25Z", 250),
      ("2026-11-20T13:00:00.123456789+00:00", 123), ("2026-11-20T14:00:00+01", 0),
      ("2026-11-20T14:00:00+0100", 0), ("2026-11-20T09:30:00.000-03:30", 0),
      ("2026-11-20 14:00:00 +0100", 0), ("2026-11-20T13:00:60Z", 59_000),
      ("1795179600", 0), ("1795179600.", nil), ("1795179600.9999", 999), ("1795179600000", 0),
      ("1795179600123.7", 123), ("01795179600", 0),
    ] as [(String, Int64?)])
  func accepted(_ text: String, _ offset: Int64?) {
    #expect(time(text) == offset.map { base + $0 }, "\(text)")
  }

  @Test(arguments: [
    "yesterday", "31/Feb/2026:10:00:00 +0000", "18/Foo/2026:10:00:00 +0000",
    "18/nov/2026:10:00:00 +0000", "00/Nov/2026:10:00:00 +0000", "18/Nov/2026:24:00:00 +0000",
    "18/Nov/2026:10:60:00 +0000", "18/Nov/2026:10:00:61 +0000", "18/Nov/2026:10:00:00",
    "18/Nov/2026:10:00:00 +2400", "18/Nov/2026:10:00:00 +0060", "18/Nov/2026:10:00:00 0000",
    "18/Nov/2026:10:00:00 Z", "18/Nov/2026:10:00:00. +0000", "18/Nov/2026:10:00:00,5 +0000",
    "18/Nov/2026:10:00:00.5x +0000", "18/Nov/2026:10:00:00.12x +0000",
    "18/Nov/2026:10:00:00,123 +0000", "18/Nov/2026:10:00:61.000 +0000",
    "18/Nov/2026:10:00:00/123 +0000", "18/Nov/2026:10:00:0:.123 +0000",
    "18-Nov-2026:10:00:00 +0000", "8/Nov/2026:10:00:00 +0000",
    "18/Nov/2026:10:00:00  +0000", "18/Nov/2026 10:00:00 +0000", "18/Nov/2026:10:00:0a +0000",
    "18/Nov/2026:1a:00:00 +0000", "18/Nov/2026:10:00:00 +00a0", "18/Nov/2026:10.00:00 +0000",
    "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-20", "2026-11-20T13:00Z",
    "2026-11-20T24:00:00Z", "2026-11-20T13:00:00.Z", "2026-11-20T13:00:00+1",
    "2026-11-20T13:00:00+1:00",
    "2026-11-20T13:00:00+01:0", "2026-11-20T13:00:00Zx", "2026-11-20T13:00:00 ",
    "2026-11-20_13:00:00Z", "2026-11-20T13-00-00Z", "2026-11-20T13:00:00  Z", "20261120T130000Z",
    "2026-11-20T13:00:00+24:00", "+2026-11-20T13:00:00Z", "-5", "1e9", "1.7e9", "0x10", "1,5",
    "1794873600 ", "1234567890123456789", "253402300800000", "999999999999999999",
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "01/Jan/0000:00:00:00 +0001",
  ])
  func refused(_ text: String) {
    #expect(time(text) == nil, "\(text)")
  }

  @Test func yearsGoFrom0To9999() {
    #expect(time("0000-01-01T00:00:00Z") == Instant.earliest.milliseconds)
    #expect(time("9999-12-31T23:59:59.999Z") == Instant.latest.milliseconds)
    #expect(time("253402300799999") == Instant.latest.milliseconds)
    #expect(time("01/Jan/0000:00:00:00 +0000") == Instant.earliest.milliseconds)
  }

  @Test func epochChangesUnitAt10To11() {
    #expect(time("99999999999") == 99_999_999_999_000)
    #expect(time("100000000000") == 100_000_000_000)
    #expect(time("0") == 0)
    #expect(time("0.5") == 500)
  }

  @Test func numbersAreTimesToo() {
    #expect(json(#"{"status":200,"time":1795179600.25}"#).only(\.time) == base + 250)
    #expect(json(#"{"status":200,"time":1795179600000}"#).only(\.time) == base)
    #expect(json(#"{"status":200,"time":true}"#).reasons == [.badTime])
    #expect(json(#"{"status":200,"time":1.795e9}"#).reasons == [.badTime])
  }

  @Test func theCachedMinuteChangesWithEveryByteOfIt() {
    let times = [
      "20/Nov/2026:13:00:00 +0000", "20/Nov/2026:13:00:01 +0000", "20/Nov/2026:13:01:00 +0000",
      "20/Nov/2026:14:00:00 +0000", "21/Nov/2026:13:00:00 +0000", "20/Dec/2026:13:00:00 +0000",
      "20/Nov/2027:13:00:00 +0000", "20/Nov/2026:13:00:00 +0001", "20/Nov/2026:13:00:00 +0100",
      "20/Nov/2026:13:00:00 -0100", "20/Nov/2026:13:00:00.001 +0000", "20/Nov/2026:13:00:00 +0000",
    ]
    let together = extended(times.map { line(time: $0) }.joined(separator: "\n"))
    let alone = times.map { extended(line(time: $0)).only(\.time) }
    #expect(together.records.map(\.time) == alone)
    // 14:00 +0000 is 13:00 -0100, and the first time stands at the end again.
    #expect(Set(together.records.map(\.time)).count == times.count - 2)
  }

  @Test func theCachedMinuteIsForgottenBetweenISOTimes() {
    let times = [
      "2026-11-20T13:00:00Z", "2026-11-20T13:00:07+01:00", "2026-11-20 13:00:00Z",
      "2026-11-20T13:01:00Z", "2025-11-20T13:00:00Z", "2026-11-20T13:00:00Z",
    ]
    let lines = times.map { #"{"status":200,"time":"\#($0)"}"# }
    let together = json(lines.joined(separator: "\n"))
    #expect(together.records.map(\.time) == lines.map { json($0).only(\.time) ?? -1 })
  }

  @Test func everyDayOfFourCenturiesAgrees() {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var text = ""
    var expected: [Int64] = []
    // 146,097 days are 400 years; a stride of 97 keeps the test short and meets all months.
    for day in stride(from: Int64(-30_000), to: 116_097, by: 97) {
      let date = CivilDate(epochDay: day)
      let dayText = date.day < 10 ? "0\(date.day)" : "\(date.day)"
      text += line(time: "\(dayText)/\(months[date.month - 1])/\(date.year):00:00:00 +0000") + "\n"
      expected.append(day * 86_400_000)
    }
    #expect(extended(text).records.map(\.time) == expected)
  }

  @Test func bracketsMayHoldAnyTime() {
    #expect(extended(line(time: "2026-11-20T13:00:00+00:00")).only(\.time) == base)
    #expect(extended(line(time: "1795179600.000")).only(\.time) == base)
  }
}
