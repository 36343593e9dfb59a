import Bytes
import Findings
import RunHistory

/// Writes a history of many nights, as audits would: `nights FILE DAYS GROUPS SITES`.
///
/// Groups grow at different rates, weekends are quiet, each site is at work every fifth day.
@main
enum Nights {
  /// 2023-11-27, a Monday, in days since 1970-01-01.
  private static let firstDay = 19_688

  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
    guard CommandLine.arguments.count == 5, numbers.count == 3, numbers.allSatisfy({ $0 > 0 })
    else {
      print("usage: nights FILE DAYS GROUPS SITES")
      return
    }
    let path = CommandLine.arguments[1]
    let lock = try RunLock(history: path, start: "2023-11-27T00:00:00Z")
    let history = try AuditHistory(opening: path, as: .writer(lock))
    var calls = 0
    for day in 0..<numbers[0] {
      let night = night(day, groups: numbers[1], sites: numbers[2])
      calls += night.days.groups.reduce(0) { $0 + $1.counts.attempted }
      try history.record(night)
    }
    try history.close()
    print("\(numbers[0]) nights, \(calls) calls")
  }

  private static func night(_ day: Int, groups: Int, sites: Int) -> NightRecord {
    let start = Instant(seconds: Int64(firstDay + day) * 86_400)
    let period = Period(first: start, last: Instant(seconds: start.seconds + 86_399))
    var night = NightRecord(
      tool: ToolIdentity(name: "quota-audit", version: "nights"), policy: nil, period: period,
      isComplete: true)
    night.inputs = [
      CountedInput(
        path: ByteString("node1.\(day).gz"), bytes: 1 << 20,
        sha256: String(repeating: "a", count: 64),
        contentBytes: Int64(day + 1), crc32: UInt32(day), lines: 1 << 16, period: period,
        samples: (0..<1440).map {
          LineSample(minute: start.seconds / 60 + Int64($0), hash: UInt64($0) &* 0x9E37_79B9)
        })
    ]
    let names = (0..<groups).map { ByteString("group-\(100_000 + $0)") }
    for (index, name) in names.enumerated() {
      let counts = counts(2000 + index * 10, growth: index % 7, day: day, of: index)
      night.days.groups.append(GroupDayCounts(day: firstDay + day, group: name, counts: counts))
      night.days.applications.append(
        ApplicationDayCounts(
          day: firstDay + day, group: name, application: "app", counts: counts))
    }
    for index in stride(from: day % 5, to: sites, by: 5) {
      let group = names[index % groups]
      let site = ByteString("site-\(100_000 + index).example")
      night.days.sites.append(
        SiteDayCounts(
          day: firstDay + day, group: group, site: site, counts: StatusCounts(attempted: 1, ok: 1)))
      night.sites.append(
        SiteRegistration(group: group, site: site, first: period.first, last: period.last))
    }
    night.days.sites.sort { ($0.group, $0.site) < ($1.group, $1.site) }
    for index in 0..<100 {
      night.days.endpoints.append(
        EndpointDayCounts(
          day: firstDay + day, service: "learn", endpoint: ByteString("GET /v1/\(100 + index)"),
          counts: StatusCounts(attempted: 100, ok: 100)))
    }
    night.findings = names.prefix(20).map { name in
      RememberedFinding(
        id: "0123456789abcdef", rule: "learn.calls", severity: .violation,
        subject: [SubjectPart("group", name)], measured: 10_001, limit: 10_000, occurrences: 1,
        message: "made up")
    }
    night.records = 1 << 16
    return night
  }

  /// Calls of a day: a level, growth in permille of it per week, weekdays, and some scatter.
  private static func counts(_ level: Int, growth: Int, day: Int, of group: Int) -> StatusCounts {
    let weekday = [115, 120, 115, 110, 100, 70, 60][day % 7]
    let scatter = 95 + (day &* 31 &+ group &* 17) % 11
    let grown = level + level * growth * day / 7000
    let calls = grown * weekday / 100 * scatter / 100
    let rejected = max(0, calls - 10_000)
    return StatusCounts(attempted: calls, rejected: rejected, ok: calls - rejected)
  }
}
