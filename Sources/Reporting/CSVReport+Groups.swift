internal import Bytes
internal import Findings

extension CSVReport {
  /// Every group with its verdict, its largest windows, its sites and its retries.
  static func groups(_ report: AuditReport) -> [UInt8] {
    var writer = CSVWriter([
      "group", "production", "quota", "quota_source", "verdict", "certainty", "alignments_over",
      "alignments", "lens", "peak_start", "peak_end", "peak_requests", "peak_accepted",
      "peak_partial", "windows_over", "utc_peak", "header_peak", "anchored_peak", "rolling_peak",
      "attempted", "rejected", "accepted", "first", "last", "applications", "sites", "site_quota",
      "sites_over", "retry_episodes", "retry_worst", "retry_after_ignored", "complete",
    ])
    for group in report.groups {
      writer.name(group.group)
      writer.flag(group.production)
      writer.number(group.quota)
      writer.text(group.quotaSource ?? "")
      writer.rate(group.rate)
      writer.text(group.lens)
      writer.time(group.peak?.start)
      writer.time(group.peak?.end)
      writer.number(group.peak?.requests)
      writer.number(group.peak?.accepted)
      writer.text(group.peak.map { $0.partial ? "true" : "false" } ?? "")
      writer.number(group.windowsOver.count)
      for peak in [group.utcPeak, group.headerPeak, group.anchoredPeak, group.rollingPeak] {
        writer.number(peak?.requests)
      }
      writer.number(group.attempted)
      writer.number(group.rejected)
      writer.number(group.accepted)
      writer.time(group.first)
      writer.time(group.last)
      writer.number(group.applications.count)
      writer.number(group.sites.list.count)
      writer.number(group.sites.quota)
      writer.number(group.sites.overQuota.count)
      writer.number(group.retries.episodes)
      writer.number(group.retries.worst)
      writer.number(group.retries.retryAfterIgnored)
      writer.flag(report.status.complete)
      writer.endRow()
    }
    return writer.finish()
  }
}
