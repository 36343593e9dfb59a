internal import ArgumentParser
internal import AuditPipeline
internal import Foundation

/// `quota-audit audit`: logs in, reports out.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Audit access logs and write the reports.",
    discussion: """
      Writes report.html, report.md and report.json (or what --output names) into the output \
      directory and prints a summary. \
      Compression is recognised by content, formats by the first lines of each file.

      EXAMPLES
        quota-audit audit --out reports logs/
        quota-audit audit --policy policy.yaml --fail-on warning node1.gz node2.gz
        quota-audit audit --format-from /etc/nginx/nginx.conf:main access.log
        quota-audit audit --output html,csv,sarif --out reports logs/
        quota-audit audit --summary logs/ > ticket.md
        quota-audit audit --memory 2G --tmp /var/tmp logs/
        quota-audit audit --evidence 20 --out reports logs/    and then: quota-audit verify reports
        quota-audit audit --history audit.sqlite --out reports logs/    night after night, nothing twice
        quota-audit audit --group acme-production --out for-acme logs/
        quota-audit audit --privacy strict --key-file audit.key logs/
        ssh proxy cat /var/log/nginx/access.log | quota-audit audit -

      EXIT STATUS
        0   complete, nothing at or above --fail-on
        1   complete, findings at or above --fail-on
        2   incomplete: an input was missing, damaged or too malformed, or it changed while --evidence
            read it again
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

  @OptionGroup var judging: JudgingOptions
  @OptionGroup var evidence: EvidenceOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var scan: ScanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if logs.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: AuditCommand.self) + "\n")
    }
    try MistypedCommand.check(logs)
    try LogArguments.check(logs)
    let inputs = logs.isEmpty ? ["-"] : logs
    let job = try job(inputs.map { RawArguments.bytes(of: $0) })
    let settings = try ReportSettings(
      judging.report, output, inputs: inputs, beside: evidence.names)
    if let history = try history.request() {
      try self.history.check(job.request, evidence)
      try job.run(history, settings, isQuiet: output.quiet)
    }
    let result = try job.run(isQuiet: output.quiet)
    try settings.finish(
      result.report, jobs: job.request.jobs, inflatedBy: AuditRun.inflateEngines,
      with: result.companions, named: evidence.names, lacking: result.failure)
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
