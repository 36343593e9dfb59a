internal import AccessLog
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Reporting

/// One audit, all of its options resolved: what `audit` runs and `verify` runs again.
struct AuditJob {
  var request: AuditRequest
  let evidence: EvidenceOptions
  /// The reports that are written.
  let formats: [ReportFormat]
  /// The options on which a byte of the outputs depends, but for the policy, as a manifest keeps them.
  let options: [String]

  /// What an audit came to.
  struct Result {
    var report: AuditReport
    /// What goes beside the reports.
    var companions = RunCompanions()
    /// Why there is no evidence although it was asked for.
    var failure: String?
  }

  /// Reads the inputs, once or twice, and judges them.
  func run(isQuiet: Bool) throws -> Result {
    let usage = try RunOptions.scan(request, isQuiet: isQuiet)
    let facts = usage.facts
    var result = Result(report: try Failure.translating { try usage.report(request) })
    try ScopeOptions.check(result.report)
    if let wanted = evidence.evidence {
      switch try lines(result.report, facts, wanted, isQuiet: isQuiet) {
      case .changed(let reason):
        // A manifest would say that this run can be repeated.
        result.failure = reason
        return result
      case .lines(let lines, let limit):
        if limit < wanted, !isQuiet {
          Terminal.writeError(
            "quota-audit: with \(Numbers.counted(result.report.findings.count, "finding")), at most "
              + "\(Numbers.grouped(limit)) of each's lines can be kept, not "
              + "\(Numbers.grouped(wanted))\n")
        }
        result.companions.add(lines, of: result.report, facts)
      }
    }
    if evidence.writesManifest {
      result.companions.addManifest(of: result.report, facts, request, options: options)
    }
    return result
  }

  private func lines(
    _ report: AuditReport, _ facts: UsageFacts, _ wanted: Int, isQuiet: Bool
  ) throws -> EvidenceOutcome {
    let progress = AuditProgress()
    let line = ProgressLine(progress, isShown: !isQuiet && Terminal.isTerminal(2))
    defer { line.finish() }
    return try EvidenceRun(request, report, facts, progress: progress).lines(wanted: wanted)
  }
}

extension AuditCommand {
  /// The audit of `inputs` that the options ask for; reads nothing but settings.
  func job(_ inputs: [ByteString]) throws(Failure) -> AuditJob {
    var request = try judging.request()
    request.inputs = inputs
    try scan.apply(to: &request)
    try evidence.check(inputs)
    try evidence.check(request)
    let options = try request.scanOptions + judging.recorded() + evidence.recorded
    return AuditJob(
      request: request, evidence: evidence,
      formats: try ReportSettings.formats(judging.report.output), options: options)
  }

  /// Names of the options that a manifest may hold: each decides about outputs and none about where
  /// anything is written.
  static let recordedOptions = [
    "format", "max-malformed", "what-if", "matrix", "time-zone", "output", "evidence", "manifest",
    "privacy",
  ]
}
