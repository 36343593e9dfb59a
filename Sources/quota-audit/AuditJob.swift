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
            "quota-audit: with \(result.report.findings.count) findings, at most \(limit) of each's lines "
              + "can be kept, not \(wanted)\n")
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
    let report = judging.report
    var options: [String] = []
    if let format = request.format { options.append("--format=\(format.name)") }
    if let percent = scan.maxMalformed { options.append("--max-malformed=\(percent)") }
    if judging.privacy.privacy != PrivacyLevel.standard.rawValue {
      options.append("--privacy=\(judging.privacy.privacy)")
    }
    options += report.whatIf.map { "--what-if=\($0)" }
    if let matrix = report.matrix { options.append("--matrix=\(matrix)") }
    if let zone = report.timeZone.timeZone { options.append("--time-zone=\(zone)") }
    let formats = try ReportSettings.formats(report.output)
    options.append("--output=\(formats.map(\.rawValue).joined(separator: ","))")
    return AuditJob(
      request: request, evidence: evidence, formats: formats, options: options + evidence.recorded)
  }

  /// Names of the options that a manifest may hold: each decides about outputs and none about where
  /// anything is written.
  static let recordedOptions = [
    "format", "max-malformed", "what-if", "matrix", "time-zone", "output", "evidence", "manifest",
    "privacy",
  ]
}
