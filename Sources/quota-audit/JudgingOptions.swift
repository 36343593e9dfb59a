internal import ArgumentParser
internal import AuditPipeline
internal import Findings
internal import Reporting

/// Options of every command that judges usage and writes reports on it.
struct JudgingOptions: ParsableArguments {
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var privacy: PrivacyOptions

  /// A request without inputs for what these options ask for; reads the policy and the key file.
  func request() throws(Failure) -> AuditRequest {
    var request = try policy.request([])
    try report.apply(to: &request)
    try scope.apply(to: &request)
    request.pseudonyms = try privacy.pseudonyms()
    return request
  }

  /// These options as a manifest keeps them.
  func recorded() throws(Failure) -> [String] {
    let formats = try ReportSettings.formats(report.output)
    return
      (privacy.privacy == PrivacyLevel.standard.rawValue ? [] : ["--privacy=\(privacy.privacy)"])
      + report.whatIf.map { "--what-if=\($0)" }
      + (report.matrix.map { ["--matrix=\($0)"] } ?? [])
      + (report.timeZone.timeZone.map { ["--time-zone=\($0)"] } ?? [])
      + ["--output=\(formats.map(\.rawValue).joined(separator: ","))"]
  }

  /// Reports on the usage in `files` as `judge` makes it of them, and ends the program.
  func finish(
    _ files: [String], _ output: OutputOptions, _ manifest: ManifestOption,
    _ judge: ([String], AuditRequest) throws -> UsageReport.Outcome
  ) throws -> Never {
    let request = try request()
    try manifest.check(request)
    let settings = try ReportSettings(report, output, inputs: files, beside: manifest.names)
    Faults.endCleanlyOnSignals {}
    let judged = try Failure.translating { try judge(files, request) }
    try ScopeOptions.check(judged.report)
    var companions = RunCompanions()
    if manifest.manifest {
      guard let scanned = judged.facts.scanOptions else {
        throw Failure.usage(
          "--manifest lists a run that can be repeated, and the logs were scanned with different --format "
            + "or --max-malformed; scan them alike, or leave --manifest out")
      }
      companions.addManifest(
        of: judged.report, judged.facts, request,
        options: try scanned + recorded() + manifest.recorded)
    }
    try settings.finish(judged.report, with: companions, named: manifest.names)
  }
}
