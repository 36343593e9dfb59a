import Bytes
import TestSupport
import Testing
import Usage

@testable import Findings

/// Inputs that end within an hour, and limits that change.
@Suite struct EarlyEndTests {
  private func input(_ path: ByteString, last milliseconds: Int64) -> InputReport {
    var input = InputReport()
    input.path = path
    input.period = Period(
      first: at(0), last: Instant(milliseconds: at(0).milliseconds + milliseconds))
    return input
  }

  private func ends(_ inputs: [InputReport], periodEnd: Int64) -> [ByteString] {
    var coverage = Coverage()
    coverage.findEarlyEnds(of: inputs, in: Period(first: at(0), last: at(periodEnd)))
    return coverage.endsEarly.map(\.path)
  }

  @Test(arguments: [
    (3_299_999, 3600, true), (3_300_000, 3600, false), (3_299_999, 3599, false),
    (3_599_999, 9999, false), (0, 9999, true), (3_600_000, 7200, true), (3_600_000, 7199, false),
  ])
  func fiveMinutesBeforeTheHourAndGoingOn(last: Int64, periodEnd: Int64, isEarly: Bool) {
    #expect(ends([input("a", last: last)], periodEnd: periodEnd) == (isEarly ? ["a"] : []))
  }

  @Test func duplicatesAndEmptyInputsAreNone() {
    var copy = input("b", last: 10)
    copy.duplicateOf = "a"
    var empty = InputReport()
    empty.path = "c"
    #expect(ends([input("a", last: 10), copy, empty], periodEnd: 9000) == ["a"])
    var coverage = Coverage()
    coverage.findEarlyEnds(of: [empty], in: nil)
    #expect(coverage.endsEarly.isEmpty)
  }

  @Test func timesBeforeTheEpochHaveHoursToo() {
    var coverage = Coverage()
    var input = InputReport()
    // 22:30:00 on the last day of 1969; the next hour starts 3600 s before the epoch.
    input.period = Period(first: Instant(seconds: -5400), last: Instant(seconds: -5400))
    coverage.findEarlyEnds(
      of: [input], in: Period(first: Instant(seconds: -5400), last: Instant(seconds: -3600)))
    #expect(coverage.endsEarly.count == 1)
  }

  @Test func limitsOfHeadersHaveTheirSpans() {
    let records = [(5, 200), (0, 100), (9, 100), (7, 200)].map { second, limit in
      var record = call(Int64(second))
      record.limit = Int64(limit)
      return record
    }
    let header = audit(records + [call(3)]).groups[0].header
    #expect(header.quotasSeen == [100, 200])
    #expect(
      header.quotaSpans == [
        QuotaSpan(quota: 100, first: at(0), last: at(9), requests: 2),
        QuotaSpan(quota: 200, first: at(5), last: at(7), requests: 2),
      ])
  }

  @Test func tokensInPathsAreMasked() {
    var report = AuditReport()
    report.coverage.endsEarly = [EarlyEnd(path: "/logs/secret-token.log", last: at(0))]
    var mask = TokenMask(for: report)
    mask.add(CallerToken("secret-token"), TokenTrace("secret-token"))
    let masked = report.masked(by: mask)
    let expected = ByteString("/logs/\(shownToken.text).log")
    #expect(masked.coverage.endsEarly.map(\.path) == [expected])
  }
}
