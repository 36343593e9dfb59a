import Bytes
import Findings

/// Made-up nights.
enum Nights {
  static let day = 20_000
  private static let dayLength: Int64 = 86_400_000

  /// The time so many milliseconds into a night's day.
  static func time(_ night: Int, _ milliseconds: Int64 = 0) -> Instant {
    Instant(milliseconds: Int64(day + night) * dayLength + milliseconds)
  }

  static func period(_ night: Int) -> Period {
    Period(first: time(night), last: time(night, dayLength - 1))
  }

  /// An input of a night; each index gives other content.
  static func input(_ night: Int, _ index: Int = 0) -> CountedInput {
    CountedInput(
      path: ByteString("logs/node\(index).\(night).gz"), bytes: 1000,
      sha256: String(repeating: "ab", count: 32), contentBytes: Int64(50_000 + night),
      crc32: UInt32(0x8000_0000) + UInt32(index), lines: 300, period: period(night),
      samples: (0..<5).map {
        LineSample(
          minute: Int64(day + night) * 1440 + $0, hash: UInt64.max - UInt64(night) * 7 - UInt64($0))
      })
  }

  /// Groups with two applications each on two sites; the night before gets some late requests too.
  static func usage(_ night: Int, groups: Int = 3) -> DailyUsage {
    var usage = DailyUsage()
    for day in [day + night - 1, day + night] {
      for group in 0..<groups {
        let name = ByteString("group \(group)")
        let counts = StatusCounts(
          attempted: 10 + group, rejected: 1, ok: 5, redirected: 1, clientErrors: 1 + group,
          serverErrors: 2)
        usage.groups.append(GroupDayCounts(day: day, group: name, counts: counts + counts))
        for part in 0..<2 {
          usage.applications.append(
            ApplicationDayCounts(
              day: day, group: name, application: ByteString("app \(part)"), counts: counts))
          usage.sites.append(
            SiteDayCounts(
              day: day, group: name, site: ByteString("site\(part).example"), counts: counts))
        }
      }
      usage.endpoints.append(
        EndpointDayCounts(
          day: day, service: "learn", endpoint: "/learn/api/public/v1/users",
          counts: StatusCounts(attempted: 70)))
    }
    return usage
  }

  static func finding(_ night: Int, _ index: Int) -> RememberedFinding {
    RememberedFinding(
      id: String(repeating: "0", count: 15) + String(index), rule: "learn.calls",
      severity: .violation, certainty: .proven,
      subject: [SubjectPart("group", ByteString("group \(index)"))], measured: 100 + night,
      limit: 100, occurrences: 1, message: "group \(index) made \(100 + night) calls",
      window: FindingWindow(start: time(night), end: time(night + 1), lens: "utc"))
  }

  /// A whole night.
  static func record(_ night: Int) -> NightRecord {
    var record = NightRecord(
      tool: ToolIdentity(name: "quota-audit", version: "1.0"),
      policy: PolicyIdentity(name: "policy.yaml", sha256: String(repeating: "c", count: 64)),
      period: period(night), isComplete: true)
    record.inputs = [input(night), input(night, 1)]
    record.days = usage(night)
    record.sites = (0..<2).map {
      SiteRegistration(
        group: "group 0", site: ByteString("site\($0).example"), first: time(night, 1000),
        last: time(night, 2000))
    }
    record.findings = [finding(night, 0), finding(night, 1)]
    record.usage = Array("usage of night \(night)".utf8)
    record.records = 500
    return record
  }
}
