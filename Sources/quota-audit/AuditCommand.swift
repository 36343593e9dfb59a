internal import ArgumentParser
internal import AuditPipeline
internal import Foundation

/// `quota-audit audit`: logs in, reports out.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audit access logs and write the reports.",
    discussion: """
      Writes report.html, report.md and report.json into the output directory and prints a summary. \
      Compression is recognised by content, formats by the first lines of each file.

      EXAMPLES
        quota-audit audit --out reports logs/
        quota-audit audit --policy policy.yaml --fail-on warning node1.gz node2.gz
        quota-audit audit --format-from /etc/nginx/nginx.conf:main access.log
        quota-audit audit --memory 2G --tmp /var/tmp logs/
        quota-audit audit --group acme-production --out for-acme logs/
        quota-audit audit --privacy strict --key-file audit.key logs/
        ssh proxy cat /var/log/nginx/access.log | quota-audit audit -

      EXIT STATUS
        0   complete, nothing at or above --fail-on
        1   complete, findings at or above --fail-on
        2   incomplete: an input was missing, damaged or too malformed
        64  bad arguments or policy, nothing was read; or whom a view is about is not in the logs
        70  a fault of the program
        74  outputs or temporary files could not be written; earlier reports are untouched
        130, 143  interrupted, terminated; earlier reports are untouched
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below), FIFOs, or - for standard input.", valueName: "log"),
    completion: .file())
  var logs: [String] = []

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var privacy: PrivacyOptions
  @OptionGroup var scan: ScanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if logs.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: AuditCommand.self) + "\n")
    }
    let inputs = logs.isEmpty ? ["-"] : logs
    var request = try policy.request(inputs)
    try report.apply(to: &request)
    try scope.apply(to: &request)
    try privacy.apply(to: &request)
    try scan.apply(to: &request)
    let settings = try ReportSettings(report, output, inputs: inputs)
    let usage = try RunOptions.scan(request, isQuiet: output.quiet)
    let judged = try Failure.translating { try usage.report(request) }
    try ScopeOptions.check(judged)
    try settings.finish(judged, jobs: request.jobs, inflatedBy: AuditRun.inflateEngines)
  }
}

/// Options of every command that prints.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var colors: ColorOptions
}

/// The option of every command that may print in colour.
struct ColorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Colour: auto (a terminal, without NO_COLOR), always or never.", valueName: "when"),
    completion: .list(["auto", "always", "never"]))
  var color = "auto"
}
