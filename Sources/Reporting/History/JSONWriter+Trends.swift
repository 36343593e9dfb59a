internal import Bytes
internal import Findings

/// Schema `quota-audit/history/1`.
///
/// Keys sorted, two-space indentation, a line feed at the end; all numbers are integers, days are
/// `2026-11-20` (UTC). Lists under `attempted` and `rejected` have an entry for each day from `days.first`
/// to `days.last`, null where the day is unknown.
///
/// ```
/// days       {first, last, count, final n, partial [day], provisional [day], unknown [day],
///             reopened [{day, run}]}; first and last are null where nobody called
/// group      the only group that was asked for, or null
/// groups     [{group, quota, quota_source, attempted [n], rejected [n],
///              busiest {day, calls, quota_permille} or null,
///              over {"60": [day], "80": [day], "100": [day]}, forecast F,
///              sites {registered, last_30_days, quota, forecast F}}]
///             F = {day, earliest, latest, basis_days, reason}: a forecast has no reason, silence
///                 nothing else; latest is null where it is not within 180 days
/// policy     {name, sha256} or null
/// runs       {count, list [{number, complete, period {first, last} or null, tool, policy_sha256,
///                           records, calls, refused}]}     of the days shown, the latest first
/// schema     "quota-audit/history/1"
/// tool       {name, version}
/// totals     {attempted [n], rejected [n]}                 of all groups, also where one was asked for
/// ```
extension JSONWriter {
  /// The entries of the outermost object.
  mutating func trends(_ trends: HistoryTrends) {
    field("days", trends) { $0.days($1) }
    field("group", trends.scope)
    rows("groups", trends.groups) { $0.group($1) }
    field("policy", trends.policy) { writer, policy in
      writer.field("name", policy.name)
      writer.field("sha256", policy.sha256)
    }
    key("runs")
    object { writer in
      writer.field("count", trends.runCount)
      writer.rows("list", trends.runs) { $0.run($1) }
    }
    field("schema", "quota-audit/history/1")
    key("tool")
    object { writer in
      writer.field("name", trends.tool.name)
      writer.field("version", trends.tool.version)
    }
    key("totals")
    object { $0.series(trends.totals) }
  }

  private mutating func days(_ trends: HistoryTrends) {
    field("count", trends.states.count)
    field("final", trends.days(.final).count)
    field("first", trends.states.isEmpty ? nil : TrendWording.date(trends.first))
    field("last", trends.states.isEmpty ? nil : TrendWording.date(trends.last))
    dates("partial", trends.days(.partial))
    dates("provisional", trends.days(.provisional))
    rows("reopened", trends.reopened) { writer, reopened in
      writer.field("day", TrendWording.date(reopened.day))
      writer.field("run", reopened.run)
    }
    dates("unknown", trends.days(.unknown))
  }

  private mutating func group(_ group: GroupTrend) {
    numbers("attempted", group.days.counts.map { $0?.attempted })
    field("busiest", group.busiest) { writer, busiest in
      writer.field("calls", busiest.calls)
      writer.field("day", TrendWording.date(busiest.day))
      writer.field("quota_permille", busiest.quotaPermille)
    }
    key("forecast")
    object { $0.forecast(group.forecast) }
    field("group", group.group)
    key("over")
    object { writer in
      for over in group.over.sorted(by: { String($0.percent) < String($1.percent) }) {
        writer.dates(String(over.percent), over.days)
      }
    }
    field("quota", group.quota)
    field("quota_source", group.isQuotaByPolicy ? "policy" : "documented")
    numbers("rejected", group.days.counts.map { $0?.rejected })
    field("sites", group.sites) { writer, sites in
      writer.key("forecast")
      writer.object { $0.forecast(sites.forecast) }
      writer.field("last_30_days", sites.lastThirtyDays)
      writer.field("quota", sites.quota)
      writer.field("registered", sites.registered)
    }
  }

  private mutating func forecast(_ forecast: QuotaForecast) {
    switch forecast {
    case .silent(let reason): field("reason", reason.rawValue)
    case .day(let day):
      field("basis_days", day.basisDays)
      field("day", TrendWording.date(day.day))
      field("earliest", TrendWording.date(day.earliest))
      field("latest", day.latest.map(TrendWording.date))
    }
  }

  private mutating func run(_ run: PastRun) {
    field("calls", run.calls)
    field("complete", run.isComplete)
    field("number", run.number)
    field("period", run.period) { writer, period in
      writer.field("first", period.first)
      writer.field("last", period.last)
    }
    field("policy_sha256", run.policySHA256)
    field("records", run.records)
    field("refused", run.refused)
    field("tool", run.tool)
  }

  private mutating func series(_ series: DaySeries) {
    numbers("attempted", series.counts.map { $0?.attempted })
    numbers("rejected", series.counts.map { $0?.rejected })
  }

  private mutating func numbers(_ key: String, _ values: [Int?]) {
    self.key(key)
    list(values) { writer, value in
      if let value { writer.value(value) } else { writer.null() }
    }
  }

  private mutating func dates(_ key: String, _ days: [Int]) {
    self.key(key)
    list(days) { $0.value(TrendWording.date($1)) }
  }
}
