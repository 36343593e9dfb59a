internal import Bytes
internal import Findings

extension CSVReport {
  /// The run in one row: whether the other tables are complete, why not, and how many rows they have.
  ///
  /// A partner view leaves the cells empty that are about inputs and about requests of nobody.
  static func run(_ report: AuditReport) -> [UInt8] {
    var writer = CSVWriter([
      "complete", "reasons", "judged_requests", "period_first", "period_last", "inputs",
      "inputs_missing", "inputs_damaged", "inputs_duplicate", "lines", "records", "blank",
      "malformed", "notes", "bad_fields", "learn", "knewton", "other", "excluded", "unattributed",
      "rejected", "delayed", "soft_limited", "install_refused", "violations", "warnings", "notices",
      "rows_findings", "rows_groups", "rows_sites", "rows_triples",
    ])
    let totals = report.totals
    let isView = report.scope != nil
    writer.flag(report.status.complete)
    writer.text(report.status.reasons.joined(separator: " | "))
    writer.number(report.judgedRequests)
    writer.time(report.period?.first)
    writer.time(report.period?.last)
    let inputs = report.inputCounts
    for count in [
      inputs.read, inputs.missing, inputs.damaged, inputs.duplicates, totals.lines,
    ] { writer.number(isView ? nil : count) }
    writer.number(totals.records)
    for count in [totals.blank, totals.malformed, totals.notes, totals.badFields] {
      writer.number(isView ? nil : count)
    }
    writer.number(totals.learn)
    writer.number(totals.knewton)
    for count in [totals.other, totals.excluded, totals.unattributed] {
      writer.number(isView ? nil : count)
    }
    for count in [
      totals.rejected, totals.delayed, totals.softLimited, totals.installRefused,
      report.findings(of: .violation), report.findings(of: .warning),
      report.findings(of: .notice), report.findings.count, report.groups.count, report.siteCount,
      report.triples.count,
    ] { writer.number(count) }
    writer.endRow()
    return writer.finish()
  }
}
