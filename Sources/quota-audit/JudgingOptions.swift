internal import ArgumentParser
internal import AuditPipeline
internal import Findings

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

  /// Reports on the usage in `files` as `judge` makes it of them, and ends the program.
  func finish(
    _ files: [String], _ output: OutputOptions,
    _ judge: ([String], AuditRequest) throws -> AuditReport
  ) throws -> Never {
    let request = try request()
    let settings = try ReportSettings(report, output, inputs: files)
    Faults.endCleanlyOnSignals {}
    let judged = try Failure.translating { try judge(files, request) }
    try ScopeOptions.check(judged)
    try settings.finish(judged)
  }
}
