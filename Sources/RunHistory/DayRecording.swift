internal import Bytes
internal import Findings
internal import GRDB

/// The writing of a run's usage by day and of its sites.
struct DayRecording {
  private let database: Database
  private let run: Int64
  private var names: NameTable

  /// Usage of a run, whose row is there.
  init(_ database: Database, run: Int64, names: NameTable) {
    self.database = database
    self.run = run
    self.names = names
  }

  /// Adds usage to that of earlier runs.
  mutating func write(_ usage: DailyUsage) throws {
    var key = Key()
    try write(
      .groups,
      try usage.groups.map { row in
        let group = try key.first(row.group, &names)
        return DayRow(day: Int64(row.day), first: group, second: 0, counts: row.counts)
      })
    try write(
      .applications,
      try usage.applications.map { row in
        let group = try key.first(row.group, &names)
        let application = try names.id(row.application)
        return DayRow(
          day: Int64(row.day), first: group, second: application, counts: row.counts)
      })
    try write(
      .sites,
      try usage.sites.map { row in
        let group = try key.first(row.group, &names)
        let site = try names.id(row.site)
        return DayRow(day: Int64(row.day), first: group, second: site, counts: row.counts)
      })
    try write(
      .endpoints,
      try usage.endpoints.map { row in
        let service = try key.first(ByteString(row.service), &names)
        let endpoint = try names.id(row.endpoint)
        return DayRow(day: Int64(row.day), first: service, second: endpoint, counts: row.counts)
      })
  }

  /// Extends the times of sites.
  mutating func write(_ sites: [SiteRegistration]) throws {
    var key = Key()
    var rows = try sites.map { site in
      (
        group: try key.first(site.group, &names), site: try names.id(site.site),
        first: site.first.milliseconds, last: site.last.milliseconds
      )
    }
    rows.sort { ($0.group, $0.site) < ($1.group, $1.site) }
    var upsert = try BulkUpsert(
      database, table: "sites", columns: ["group_id", "site_id", "first_ms", "last_ms"]
    ) { column in
      switch column {
      case "first_ms": "min(first_ms, excluded.first_ms)"
      case "last_ms": "max(last_ms, excluded.last_ms)"
      default: nil
      }
    }
    for row in rows {
      for value in [row.group, row.site, row.first, row.last] { try upsert.append(value) }
    }
    try upsert.finish()
  }

  /// Adds rows to a breakdown, in the order of its key, so that pages are filled one after another.
  private func write(_ breakdown: Breakdown, _ rows: [DayRow]) throws {
    let rows = rows.sorted(by: DayRow.precedes)
    let counts = Breakdown.counts
    var upsert = try BulkUpsert(
      database, table: breakdown.rawValue, columns: ["day"] + breakdown.names + counts
    ) { counts.contains($0) ? "\($0) + excluded.\($0)" : nil }
    let hasSecond = breakdown.names.count > 1
    var total = StatusCounts()
    for row in rows {
      try upsert.append(row.day)
      try upsert.append(row.first)
      if hasSecond { try upsert.append(row.second) }
      try upsert.append(Int64(row.counts.attempted))
      try upsert.append(Int64(row.counts.rejected))
      try upsert.append(Int64(row.counts.ok))
      try upsert.append(Int64(row.counts.redirected))
      try upsert.append(Int64(row.counts.clientErrors))
      try upsert.append(Int64(row.counts.serverErrors))
      total.merge(row.counts)
    }
    try upsert.finish()
    try database.execute(
      sql: "INSERT INTO run_totals VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [run, breakdown.rawValue] + StatementArguments(total.columns))
  }

  /// Rows come by group: its number is looked up when it changes.
  private struct Key {
    private var name: ByteString?
    private var id: Int64 = 0

    mutating func first(_ name: ByteString, _ names: inout NameTable) throws -> Int64 {
      if name != self.name {
        id = try names.id(name)
        self.name = name
      }
      return id
    }
  }
}
