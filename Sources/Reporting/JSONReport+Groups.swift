internal import Bytes
internal import Findings

extension JSONWriter {
  /// Entries of a row of `groups`.
  mutating func group(_ group: GroupReport) {
    field("accepted", group.accepted)
    field("alignments", group.rate.alignments)
    field("alignments_over", group.rate.alignmentsOver)
    rows("applications", group.applications) { writer, application in
      writer.field("app", application.app)
      writer.field("attempted", application.attempted)
      writer.field("rejected", application.rejected)
    }
    field("attempted", group.attempted)
    field("certainty", group.rate.certainty?.rawValue)
    field("first", group.first)
    field("group", group.group)
    field("header", group.header) { $0.header($1) }
    field("last", group.last)
    field("lens", group.lens)
    key("lenses")
    object { writer in
      writer.field("anchored", group.anchoredPeak) { $0.window($1) }
      writer.field("header", group.headerPeak) { $0.window($1) }
      writer.field("rolling", group.rollingPeak) { $0.window($1) }
      writer.field("utc", group.utcPeak) { $0.window($1) }
    }
    field("peak", group.peak) { $0.window($1) }
    field("production", group.production)
    field("quota", group.quota)
    field("quota_source", group.quotaSource)
    field("rejected", group.rejected)
    field("retries", group.retries) { writer, retries in
      writer.field("episodes", retries.episodes)
      writer.field("retry_after_ignored", retries.retryAfterIgnored)
      writer.field("worst", retries.worst)
    }
    field("sites", group.sites) { $0.sites($1) }
    counts(
      "statuses",
      Dictionary(group.statuses.map { (String($0.key), $0.value) }, uniquingKeysWith: +))
    field("verdict", group.rate.verdict?.rawValue)
    rows("windows_over", group.windowsOver) { $0.window($1) }
  }

  private mutating func window(_ window: GroupWindow) {
    field("accepted", window.accepted)
    field("end", window.end)
    field("partial", window.partial)
    field("requests", window.requests)
    field("start", window.start)
  }

  private mutating func sites(_ sites: SitesReport) {
    rows("list", sites.list) { writer, site in
      writer.field("attempted", site.attempted)
      writer.field("first", site.first)
      writer.field("last", site.last)
      writer.field("over_quota", site.overQuota)
      writer.field("site", site.site)
    }
    key("over_quota")
    list(sites.overQuota) { $0.value($1) }
    field("quota", sites.quota)
    field("registered", sites.list.count)
  }

  private mutating func header(_ header: HeaderReport) {
    key("quotas_seen")
    list(header.quotasSeen) { $0.value($1) }
    field("unstable", header.unstable)
    rows("windows", header.windows) { writer, window in
      writer.field("accepted", window.accepted)
      writer.field("end", window.end)
      writer.field("remaining_max", window.remainingMax)
      writer.field("remaining_min", window.remainingMin)
      writer.field("start", window.start)
      writer.field("unlogged", window.unlogged)
    }
  }
}
