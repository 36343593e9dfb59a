internal import Bytes
internal import Findings
internal import LimitCatalog

/// The report as tables for spreadsheets and databases: findings, groups, sites and listed triples,
/// every row of them, and the run, whose one row says even of empty tables whether they are complete.
/// docs/outputs.md lists the columns; new ones come last.
struct CSVReport: Sendable {
  /// File name.
  let name: String
  /// Renders the table, UTF-8; O(report).
  let render: @Sendable (AuditReport) -> [UInt8]

  /// All tables.
  static let tables = [
    CSVReport(name: "findings.csv", render: findings),
    CSVReport(name: "groups.csv", render: groups),
    CSVReport(name: "sites.csv", render: sites),
    CSVReport(name: "triples.csv", render: triples),
    CSVReport(name: "run.csv", render: run),
  ]

  /// Keys of subjects, each a column.
  static let subjectKeys = [
    "group", "site", "app", "client", "token", "uri", "endpoint", "entity",
  ]

  private static func findings(_ report: AuditReport) -> [UInt8] {
    var writer = CSVWriter(
      ["id", "severity", "rule", "certainty"] + subjectKeys + [
        "measured", "limit", "occurrences", "first", "last", "window_start", "window_end",
        "window_lens", "alignments_over", "alignments", "witness_input", "witness_line", "message",
        "complete", "state", "waived_by", "waiver_expires",
      ])
    for finding in report.findings {
      writer.text(finding.id)
      writer.text(finding.severity.name)
      writer.text(finding.rule)
      writer.text(finding.certainty?.rawValue ?? "")
      for key in subjectKeys {
        writer.name(finding.subject.first { $0.key == key }?.value)
      }
      writer.number(finding.measured)
      writer.number(finding.limit)
      writer.number(finding.occurrences)
      writer.time(finding.first)
      writer.time(finding.last)
      writer.time(finding.window?.start)
      writer.time(finding.window?.end)
      writer.text(finding.window?.lens ?? "")
      writer.number(finding.alignmentsOver)
      writer.number(finding.alignments)
      writer.name(finding.witness?.input)
      writer.number(finding.witness?.line)
      writer.text(finding.message)
      writer.flag(report.status.complete)
      let waiver = report.waivers?.waiver(of: finding.id)
      writer.text(report.history?.states[finding.id]?.rawValue ?? "")
      writer.text(waiver?.owner ?? "")
      writer.text(waiver.map { ChangeWords.day($0.expires) } ?? "")
      writer.endRow()
    }
    return writer.finish()
  }

  private static func sites(_ report: AuditReport) -> [UInt8] {
    var writer = CSVWriter([
      "group", "site", "rank", "site_quota", "over_quota", "attempted", "first", "last", "complete",
    ])
    for group in report.groups {
      for (rank, site) in group.sites.ranked {
        writer.name(group.group)
        writer.name(site.site)
        writer.number(rank)
        writer.number(group.sites.quota)
        writer.flag(site.overQuota)
        writer.number(site.attempted)
        writer.time(site.first)
        writer.time(site.last)
        writer.flag(report.status.complete)
        writer.endRow()
      }
    }
    return writer.finish()
  }

  private static func triples(_ report: AuditReport) -> [UInt8] {
    var writer = CSVWriter([
      "token", "uri", "endpoint", "quota", "verdict", "certainty", "alignments_over", "alignments",
      "peak_start", "peak_requests", "rolling_start", "rolling_requests", "windows_over",
      "attempted", "rejected", "delayed", "soft_limited", "delay_p50_ms", "delay_p95_ms",
      "delay_p99_ms", "delay_max_ms", "retry_episodes", "retry_worst", "complete",
    ])
    for triple in report.triples {
      writer.name(triple.token)
      writer.name(triple.uri)
      writer.name(triple.endpoint)
      writer.number(triple.quota)
      writer.rate(triple.rate)
      writer.time(triple.peak.start)
      writer.number(triple.peak.requests)
      writer.time(triple.rolling.start)
      writer.number(triple.rolling.requests)
      writer.number(triple.windowsOver)
      writer.number(triple.counts.attempted)
      writer.number(triple.counts.rejected)
      writer.number(triple.counts.delayed)
      writer.number(triple.counts.softLimited)
      writer.number(triple.delay?.p50)
      writer.number(triple.delay?.p95)
      writer.number(triple.delay?.p99)
      writer.number(triple.delay?.max)
      writer.number(triple.retries.episodes)
      writer.number(triple.retries.worst)
      writer.flag(report.status.complete)
      writer.endRow()
    }
    return writer.finish()
  }
}

extension CSVWriter {
  /// Four cells: verdict, certainty, alignments over the quota and all alignments.
  mutating func rate(_ rate: RateVerdict) {
    text(rate.verdict?.rawValue ?? "")
    text(rate.certainty?.rawValue ?? "")
    number(rate.alignmentsOver)
    number(rate.alignments)
  }
}
