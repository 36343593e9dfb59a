import Bytes
import Findings
import RunHistory

/// A history of seventy nights, as `--history` keeps it.
enum HistoryFixture {
  /// 2026-11-23, a Monday, in days since 1970-01-01.
  static let firstDay = 20_780
  static let nights = 70
  /// A name that steers terminals, turns the direction of writing, is a formula and markup.
  static let hostile = ByteString("=cmd|'\u{1B}[31m\u{202E}<script>alert(1)</script>")

  /// Writes it: `acme` has 5,000 calls on the first day and 50 more each day, `steady` 3,000.
  static func write(_ path: String, nights: Int = nights) throws {
    let lock = try RunLock(history: path, start: "2026-11-23T00:00:00Z")
    let history = try AuditHistory(opening: path, as: .writer(lock))
    for day in 0..<nights { try history.record(night(day)) }
    try history.close()
  }

  private static func night(_ day: Int) -> NightRecord {
    let start = Int64(firstDay + day) * 86_400
    let period = Period(first: Instant(seconds: start), last: Instant(seconds: start + 86_380))
    var night = NightRecord(
      tool: ToolIdentity(name: "quota-audit", version: "0.1.0"), policy: nil, period: period,
      isComplete: day != 3)
    night.inputs = [
      CountedInput(
        path: ByteString("node1.\(day).gz"), bytes: 100, sha256: String(repeating: "a", count: 64),
        contentBytes: Int64(1000 + day), crc32: UInt32(day), lines: 10, period: period,
        samples: [LineSample(minute: start / 60, hash: 1)])
    ]
    let calls: [(ByteString, Int)] = [(hostile, 7), ("acme", 5000 + 50 * day), ("steady", 3000)]
    for (group, calls) in calls {
      let counts = StatusCounts(attempted: calls, rejected: 1, ok: calls - 1)
      night.days.groups.append(GroupDayCounts(day: firstDay + day, group: group, counts: counts))
      night.days.applications.append(
        ApplicationDayCounts(
          day: firstDay + day, group: group, application: "app", counts: counts))
    }
    night.sites = [
      SiteRegistration(
        group: "acme", site: ByteString("s\(day / 30).example"), first: period.first,
        last: period.last)
    ]
    night.records = 10_000
    return night
  }
}
