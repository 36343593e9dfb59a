internal import Bytes
internal import Findings
internal import LimitCatalog
internal import Usage

/// What was judged of usage, or of a shard of it.
struct JudgedUsage: Sendable, Codable {
  var facts: UsageFacts
  /// Under the policy that rules and, where other quotas were tried, under these.
  var partials: [PartialReport]

  /// Adds what was judged of other keys.
  mutating func merge(_ other: [PartialReport]) {
    for index in other.indices { partials[index].merge(other[index]) }
  }

  /// The report, in whose names no token was looked for yet.
  func report(_ request: AuditRequest) -> AuditReport {
    let policies = AuditUsage.policies(request)
    let scope = request.scope
    var report = Judge.report(
      partials[0], sums: facts.sums, policy: policies[0], scope: scope)
    if partials.count > 1, policies.count > 1 {
      let tried = Judge.report(
        partials[1], sums: facts.sums, policy: policies[1], scope: scope)
      report.whatIf = WhatIfReport(
        ruling: report, tried: tried,
        overrides: request.quotasTried.map { WhatIfOverride(key: $0.key, value: $0.value) })
    }
    report.tool = request.tool
    report.showsMatrixInJSON = request.showsMatrixInJSON
    report.zone = request.zone
    if report.scope == nil {
      addRun(to: &report, request)
    } else {
      report.addRunOfView(facts, policy: request.policyIdentity)
    }
    return report
  }

  /// Adds what is known of the run beside what was judged.
  private func addRun(to report: inout AuditReport, _ request: AuditRequest) {
    report.policy = request.policyIdentity
    report.inputs = facts.inputs.map(\.row)
    report.formatNotes = facts.formatNotes
    report.coverage.findEarlyEnds(of: report.inputs, in: report.period)
    addLines(to: &report.totals)
    // Of inputs that were never read no token is known; their names may look as if they held one.
    report.missingInputs = facts.missing.map { ByteString(SecretMask.masked($0.path.text)) }
    report.status.reasons = facts.reasons.map(SecretMask.masked)
    report.status.complete = facts.reasons.isEmpty
  }

  /// Adds up the lines of all inputs but duplicates, and counts the missing ones.
  private func addLines(to totals: inout Totals) {
    totals.missingInputs = facts.missing.count
    for row in facts.inputs.map(\.row) where row.duplicateOf == nil {
      totals.lines += row.lines
      totals.records += row.records
      totals.blank += row.blank
      totals.malformed += row.malformedLines
      totals.notes += row.notes
      totals.badFields += row.badFields
    }
  }
}
