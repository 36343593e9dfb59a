internal import Bytes
internal import Usage

/// The requests behind one finding, as far as its rule and times tell.
///
/// | rule | requests |
/// |---|---|
/// | rate rules | those in the measured window |
/// | rules that count requests | the counted ones |
/// | retry-episode | refused ones of the first counted episode |
/// | sites-near | the first of each site |
/// | application-groups | the first of the application in each group |
/// | limit-mismatch | those with the header value that was found |
/// | unlogged-calls | accepted ones of the worst window that told what remained |
/// | entities | those that add to the entity's number, and lines that observe more than the limit |
struct EvidenceTarget: Sendable {
  /// Milliseconds since the epoch in which the requests lie; all of them where the rule has no times.
  private(set) var times: ClosedRange<Int64> = Int64.min...Int64.max
  /// What a header or an observation is held against, in the finding's unit.
  let measured: Int
  let limit: Int

  /// The requests behind a finding of `report`.
  init(_ finding: Finding, in report: AuditReport) {
    measured = finding.measured
    limit = finding.limit
    if let window = finding.window {
      times = window.start.milliseconds...window.end.milliseconds - 1
    } else if finding.rule == Rule.unloggedCalls {
      if let window = EvidenceTarget.worstWindow(finding, report) {
        times = window.start.milliseconds...window.end.milliseconds - 1
      }
    } else if EvidenceTarget.isEpisode(finding.rule), let first = finding.first {
      times = first.milliseconds...Int64.max
    } else if let first = finding.first, let last = finding.last {
      times = first.milliseconds...last.milliseconds
    }
  }

  /// Whether a rule is about episodes, of which only the first starts at a known time.
  static func isEpisode(_ rule: String) -> Bool {
    rule == Rule.learnRetries || rule == Rule.knewtonRetries
  }

  /// The earliest of the windows that the finding measures.
  private static func worstWindow(_ finding: Finding, _ report: AuditReport) -> HeaderWindow? {
    let group = report.groups.first { $0.group == finding.subject.first?.value && $0.quota != nil }
    return group?.header.windows.first {
      $0.unlogged == finding.measured && HeaderReconciliation.tolerance($0) == finding.limit
    }
  }
}
