internal import Bytes
internal import Findings
internal import LimitCatalog

/// A finding as a result, with what SARIF knows of runs before and of suppressions.
///
/// Where one result has either property, all have it (SARIF 2.1.0, 3.27.23 and 3.27.24).
struct SARIFResult {
  /// The finding; of one that is not there any more, what it was.
  var finding: Finding
  /// `new`, `unchanged`, `updated` or `absent`, nil without a run to compare with.
  var baselineState: String?
  /// The waiver of a finding, none for one that counts; nil where the policy has no waivers.
  var suppressions: [Waiver]?

  /// All findings in their order, and behind them those of the run compared with that are not there.
  static func all(_ report: AuditReport) -> [SARIFResult] {
    let isCompared = report.history?.baseline != nil
    let results = report.findings.map { finding in
      SARIFResult(
        finding: finding,
        baselineState: report.history?.states[finding.id].map(state),
        suppressions: report.waivers.map { waivers in
          waivers.waiver(of: finding.id).map { [$0] } ?? []
        })
    }
    guard isCompared, let history = report.history else { return results }
    return results
      + history.gone.map {
        SARIFResult(
          finding: Finding($0.finding), baselineState: "absent",
          suppressions: report.waivers == nil ? nil : [])
      }
  }

  private static func state(_ state: FindingState) -> String {
    switch state {
    case .new: "new"
    case .same: "unchanged"
    case .worse, .better: "updated"
    }
  }
}

extension Finding {
  /// What a finding was, without times and witness, which nobody remembers.
  init(_ remembered: RememberedFinding) {
    self.init(
      rule: remembered.rule, severity: remembered.severity, subject: remembered.subject,
      measured: remembered.measured, limit: remembered.limit, occurrences: remembered.occurrences,
      message: remembered.message, id: remembered.id)
    certainty = remembered.certainty
    window = remembered.window
  }
}
