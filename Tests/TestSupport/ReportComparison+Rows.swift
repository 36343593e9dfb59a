internal import Bytes
internal import Findings

extension ReportComparison {
  mutating func group(_ path: String, _ left: GroupReport, _ right: GroupReport) {
    value(path + ".group", left.group, right.group)
    value(path + ".production", left.production, right.production)
    value(path + ".quota", left.quota, right.quota)
    value(path + ".quota_source", left.quotaSource, right.quotaSource)
    value(path + ".attempted", left.attempted, right.attempted)
    value(path + ".rejected", left.rejected, right.rejected)
    value(path + ".accepted", left.accepted, right.accepted)
    value(path + ".first", left.first, right.first)
    value(path + ".last", left.last, right.last)
    value(path + ".statuses", left.statuses, right.statuses)
    value(path + ".lens", left.lens, right.lens)
    value(path + ".verdict", left.rate, right.rate)
    value(path + ".peak", left.peak, right.peak)
    value(path + ".windows_over", left.windowsOver, right.windowsOver)
    value(path + ".lenses.utc", left.utcPeak, right.utcPeak)
    value(path + ".lenses.header", left.headerPeak, right.headerPeak)
    value(path + ".lenses.anchored", left.anchoredPeak, right.anchoredPeak)
    value(path + ".lenses.rolling", left.rollingPeak, right.rollingPeak)
    rows(
      path + ".applications", left.applications, right.applications, key: { $0.app.text }
    ) { comparison, path, left, right in
      comparison.value(path + ".app", left.app, right.app)
      comparison.value(path + ".attempted", left.attempted, right.attempted)
      comparison.value(path + ".rejected", left.rejected, right.rejected)
    }
    value(path + ".sites.quota", left.sites.quota, right.sites.quota)
    value(path + ".sites.over_quota", left.sites.overQuota, right.sites.overQuota)
    rows(path + ".sites.list", left.sites.list, right.sites.list, key: { $0.site.text }) {
      $0.site($1, $2, $3)
    }
    value(path + ".header.quotas_seen", left.header.quotasSeen, right.header.quotasSeen)
    value(path + ".header.unstable", left.header.unstable, right.header.unstable)
    value(path + ".header.windows", left.header.windows, right.header.windows)
    value(path + ".retries", left.retries, right.retries)
  }

  private mutating func site(_ path: String, _ left: SiteReport, _ right: SiteReport) {
    value(path + ".site", left.site, right.site)
    value(path + ".first", left.first, right.first)
    value(path + ".last", left.last, right.last)
    value(path + ".attempted", left.attempted, right.attempted)
    value(path + ".over_quota", left.overQuota, right.overQuota)
  }

  mutating func pair(_ path: String, _ left: PairReport, _ right: PairReport) {
    value(path + ".client", left.client, right.client)
    value(path + ".uri", left.uri, right.uri)
    value(path, left.counts, right.counts)
    value(path + ".verdict", left.rate, right.rate)
    value(path + ".peak", left.peak, right.peak)
    value(path + ".rolling", left.rolling, right.rolling)
    value(path + ".windows_over", left.windowsOver, right.windowsOver)
    value(path + ".delay_ms", left.delay, right.delay)
  }

  mutating func triple(_ path: String, _ left: TripleReport, _ right: TripleReport) {
    value(path + ".token", left.token, right.token)
    value(path + ".uri", left.uri, right.uri)
    value(path + ".endpoint", left.endpoint, right.endpoint)
    value(path + ".quota", left.quota, right.quota)
    value(path, left.counts, right.counts)
    value(path + ".verdict", left.rate, right.rate)
    value(path + ".peak", left.peak, right.peak)
    value(path + ".rolling", left.rolling, right.rolling)
    value(path + ".windows_over", left.windowsOver, right.windowsOver)
    value(path + ".delay_ms", left.delay, right.delay)
    value(path + ".retries", left.retries, right.retries)
  }

  mutating func entity(_ path: String, _ left: EntityReport, _ right: EntityReport) {
    value(path + ".limit", left.limit, right.limit)
    value(path + ".level", left.level, right.level)
    value(path + ".how", left.how, right.how)
    value(path + ".status", left.status, right.status)
    value(path + ".findings", left.findings, right.findings)
    value(path + ".largest", left.largest, right.largest)
    value(path + ".needs", left.needs, right.needs)
  }

  mutating func finding(_ path: String, _ left: Finding, _ right: Finding) {
    value(path + ".severity", left.severity, right.severity)
    value(path + ".certainty", left.certainty, right.certainty)
    value(path + ".subject", left.subject, right.subject)
    value(path + ".measured", left.measured, right.measured)
    value(path + ".limit", left.limit, right.limit)
    value(path + ".occurrences", left.occurrences, right.occurrences)
    value(path + ".first", left.first, right.first)
    value(path + ".last", left.last, right.last)
    value(path + ".window", left.window, right.window)
    value(path + ".alignments_over", left.alignmentsOver, right.alignmentsOver)
    value(path + ".alignments", left.alignments, right.alignments)
    value(path + ".witness", left.witness, right.witness)
    value(path + ".id", left.id, right.id)
  }
}
