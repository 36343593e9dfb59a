internal import Bytes
internal import Findings
internal import Foundation
internal import RunHistory

/// What keeping a history adds to a run: a night recorded, and a history of three years asked.
///
/// A record is a row here.
enum HistoryBenchmarks {
  /// A large night's names and rows.
  private struct Size {
    var groups = 500
    var sites = 20_000
    var applications = 59_500
    var siteDays = 40_000
    /// Nights that are there before, their sites only in the last of them.
    var days = 1096
    var siteNights = 60
  }

  private static let firstDay = 19_000

  /// All of them; tiny ones only show that they run.
  static func all(isTiny: Bool, _ folder: URL) throws -> [Benchmark] {
    let size =
      isTiny
      ? Size(groups: 5, sites: 20, applications: 20, siteDays: 30, days: 3, siteNights: 2) : Size()
    let first = folder.appendingPathComponent("first.sqlite").path
    let long = folder.appendingPathComponent("long.sqlite").path
    let night = night(size, day: firstDay, hasSites: true)
    let rows =
      night.days.groups.count + night.days.applications.count + night.days.sites.count
      + night.days.endpoints.count
    var isFilled = false
    var day = firstDay + size.days
    func fill() throws {
      guard !isFilled else { return }
      isFilled = true
      let history = try opened(long)
      for index in 0..<size.days {
        try history.record(
          self.night(
            size, day: firstDay + index, hasSites: index >= size.days - size.siteNights))
      }
      try history.close()
    }
    return [
      Benchmark(name: "history/first night", bytes: 0, records: rows) { watch in
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: first + suffix)
        }
        let history = try opened(first)
        try watch.measure { try history.record(night) }
        try history.close()
        return hash([rows])
      },
      Benchmark(name: "history/a night more", bytes: 0, records: rows) { watch in
        try fill()
        let next = self.night(size, day: day, hasSites: true)
        day += 1
        try watch.measure {
          let history = try opened(long)
          try history.record(next)
          try history.close()
        }
        return hash([rows])
      },
      Benchmark(name: "history/open", bytes: 0, records: 1) { watch in
        try fill()
        try watch.measure { try AuditHistory(opening: long, as: .reader).close() }
        return hash([])
      },
      Benchmark(name: "history/report", bytes: 0, records: size.days * size.groups) { watch in
        try fill()
        return try watch.measure {
          let history = try AuditHistory(opening: long, as: .reader)
          let days = try history.groupDays(from: firstDay, to: firstDay + size.days - 1)
          let sites = try history.registrations()
          try history.close()
          return hash([
            days.count, days.reduce(0) { $0 &+ $1.counts.attempted }, sites.count,
            sites.reduce(0) { $0 &+ $1.site.bytes.count },
          ])
        }
      },
    ]
  }

  private static func opened(_ path: String) throws -> AuditHistory {
    try AuditHistory(opening: path, as: .writer(try RunLock(history: path, start: "now")))
  }

  private static func hash(_ numbers: [Int]) -> ResultHash {
    var hash = ResultHash()
    for number in numbers { hash.add(number) }
    return hash
  }

  private static func night(_ size: Size, day: Int, hasSites: Bool) -> NightRecord {
    let start = Instant(seconds: Int64(day) * 86_400)
    var night = NightRecord(
      tool: ToolIdentity(name: "quota-audit", version: "0"), policy: nil,
      period: Period(first: start, last: start), isComplete: true)
    let counts = StatusCounts(
      attempted: 1000 + day % 7, rejected: 10, ok: 900, redirected: 5, clientErrors: 80,
      serverErrors: 5)
    func group(_ index: Int) -> ByteString { ByteString("Developer group \(1000 + index)") }
    night.days.groups = (0..<size.groups).map {
      GroupDayCounts(day: day, group: group($0), counts: counts)
    }
    guard hasSites else { return night }
    night.days.applications = (0..<size.applications).map {
      ApplicationDayCounts(
        day: day, group: group($0 * size.groups / size.applications),
        application: ByteString("application-\(100_000 + $0 % 997)"), counts: counts)
    }
    func site(_ index: Int) -> ByteString {
      ByteString("site\(100_000 + index % size.sites).learn.example.edu")
    }
    night.days.sites = (0..<size.siteDays).map {
      SiteDayCounts(
        day: day, group: group($0 * size.groups / size.siteDays), site: site($0), counts: counts)
    }
    night.days.endpoints = (0..<200).map {
      EndpointDayCounts(
        day: day, service: "learn", endpoint: ByteString("/learn/api/public/v1/\(100 + $0)"),
        counts: counts)
    }
    night.sites = (0..<size.sites).map {
      SiteRegistration(
        group: group($0 * size.groups / size.sites), site: site($0), first: start, last: start)
    }
    return night
  }
}
