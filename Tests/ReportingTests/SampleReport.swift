import Bytes
import Findings

/// A report in which every list has a row and every optional is once there and once not.
enum SampleReport {
  static let start = Instant(seconds: CivilDate(year: 2026, month: 11, day: 20).epochSeconds)

  /// So many seconds, and milliseconds, after the start.
  static func at(_ seconds: Int64, _ milliseconds: Int64 = 0) -> Instant {
    Instant(milliseconds: start.milliseconds + seconds * 1000 + milliseconds)
  }

  /// The report with one text in the place of every name that a log or a user gives.
  static func report(name: ByteString) -> AuditReport {
    var report = AuditReport()
    report.tool = ToolIdentity(name: "quota-audit", version: "1.2.3")
    report.policy = PolicyIdentity(name: name.text, sha256: "ab12")
    report.status.complete = false
    report.status.reasons = ["The input \(name.text) is missing."]
    report.period = Period(first: at(0, 7), last: at(7200))
    report.inputs = [input(name), duplicate(name)]
    report.totals = totals()
    report.groups = [unattributed(), group(name)]
    report.pairs = [pair(name)]
    report.triples = [triple(name)]
    report.endpoints = [endpoint(name)]
    report.entities = entities()
    report.findings = findings(name)
    report.coverage.hours = [
      HourCoverage(hour: at(0), records: 1200), HourCoverage(hour: at(7200), records: 1),
    ]
    report.coverage.gaps = [CoverageGap(start: at(3600), end: at(7200))]
    report.coverage.endsEarly = [EarlyEnd(path: name, last: at(1234))]
    report.observability = observability()
    report.signals = [
      SignalSighting(field: "limit", service: "learn", requests: 971, of: 1000),
      SignalSighting(field: "remaining", service: "learn", requests: 0, of: 1000),
      SignalSighting(field: "retry_after", service: "learn", requests: 0, of: 0),
    ]
    return report
  }

  private static func input(_ name: ByteString) -> InputReport {
    var input = InputReport()
    input.path = name
    input.bytes = 1_234_567
    input.sha256 = "cd34"
    input.format = "extended"
    input.members = 2
    input.contentBytes = 7_654_321
    input.contentCRC32 = 0xAB
    input.lines = 1210
    input.records = 1201
    input.blank = 3
    input.notes = 2
    input.badFields = 5
    input.malformed = ["bad-time": 3, "bad-line": 1]
    input.firstMalformed = [
      MalformedReport(line: 4, column: 9, reason: "bad-time"),
      MalformedReport(line: 8, column: 1, reason: "bad-line"),
    ]
    input.period = Period(first: at(0, 7), last: at(7200))
    input.damage = DamageReport(kind: "truncated", member: 2, offset: 1_000_000, droppedBytes: 17)
    return input
  }

  private static func duplicate(_ name: ByteString) -> InputReport {
    var input = InputReport()
    input.path = name
    input.format = "json"
    input.duplicateOf = name
    return input
  }

  private static func totals() -> Totals {
    var totals = Totals()
    totals.lines = 1210
    totals.records = 1201
    totals.blank = 3
    totals.malformed = 4
    totals.notes = 2
    totals.badFields = 5
    totals.learn = 1000
    totals.knewton = 150
    totals.other = 40
    totals.excluded = 11
    totals.unattributed = 6
    totals.rejected = 21
    totals.delayed = 22
    totals.softLimited = 23
    totals.installRefused = 24
    totals.missingInputs = 1
    totals.pairs.count = 31
    totals.pairs.attempted = 32
    totals.triples.count = 41
    totals.triples.softLimited = 45
    return totals
  }

  private static func window(_ requests: Int, partial: Bool = false) -> GroupWindow {
    GroupWindow(
      start: at(0), end: at(86_400), requests: requests, accepted: requests - 2, partial: partial)
  }

  private static func unattributed() -> GroupReport {
    var group = GroupReport()
    group.attempted = 6
    group.first = at(1)
    group.last = at(2)
    group.peak = window(6)
    group.rollingPeak = window(6)
    return group
  }

  private static func group(_ name: ByteString) -> GroupReport {
    var group = GroupReport()
    group.group = name
    group.production = true
    group.quota = 500
    group.quotaSource = "policy"
    group.attempted = 1000
    group.rejected = 20
    group.first = at(0, 7)
    group.last = at(7200)
    group.statuses = [200: 980, 429: 20]
    group.lens = "header"
    group.rate = RateVerdict(
      verdict: .over, certainty: .proven, alignmentsOver: 70_000, alignments: 86_400)
    group.peak = window(994)
    group.windowsOver = [window(994, partial: true)]
    group.headerPeak = window(994)
    group.rollingPeak = window(1000)
    group.applications = [ApplicationReport(app: name, attempted: 1000, rejected: 20)]
    group.sites.quota = 1
    group.sites.overQuota = [name]
    group.sites.list = [
      SiteReport(site: "a.example", first: at(0), last: at(3), attempted: 900, overQuota: false),
      SiteReport(site: name, first: at(1), last: at(4), attempted: 100, overQuota: true),
    ]
    group.header.quotasSeen = [500, 600]
    group.header.quotaSpans = [
      QuotaSpan(quota: 600, first: at(0), last: at(9), requests: 10),
      QuotaSpan(quota: 500, first: at(11), last: at(7200), requests: 961),
    ]
    group.header.unstable = true
    group.header.windows = [
      HeaderWindow(
        start: at(0), end: at(86_400), remainingMax: 499, remainingMin: 3, accepted: 480,
        unlogged: 17)
    ]
    group.retries.episodes = 2
    group.retries.worst = 12
    group.retries.retryAfterIgnored = 5
    group.day = day()
    return group
  }

  /// A day that passes its quota of 500 at 01:00:05, and the hours of two days.
  static func day() -> GroupDay {
    var calls = UsageSeries(start: at(0).seconds, end: at(86_400).seconds, step: 600)
    var hours = UsageSeries(start: at(0).seconds, end: at(172_800).seconds, step: 3600)
    for (second, count, refused) in [(0, 490, 0), (3605, 504, 20)] {
      calls.add(second: at(Int64(second)).seconds, attempted: count, rejected: refused)
      hours.add(second: at(Int64(second)).seconds, attempted: count, rejected: refused)
    }
    return GroupDay(calls: calls, quota: 500, exhausted: at(3605), hours: hours)
  }
}
