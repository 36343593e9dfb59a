internal import ArgumentParser
internal import AuditPipeline
internal import Findings
internal import Foundation
internal import Reporting

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
        ssh proxy cat /var/log/nginx/access.log | quota-audit audit -

      EXIT STATUS
        0   complete, nothing at or above --fail-on
        1   complete, findings at or above --fail-on
        2   incomplete: an input was missing, damaged or too malformed
        64  bad arguments or policy; nothing was read
        70  a fault of the program
        74  outputs could not be written; earlier reports are untouched
        130, 143  interrupted, terminated; earlier reports are untouched
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below), FIFOs, or - for standard input.", valueName: "log"),
    completion: .file())
  var logs: [String] = []

  @Option(
    help: ArgumentHelp("YAML file with quotas by contract and settings.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var policy: String?

  @Option(
    help: ArgumentHelp("Directory for the reports; made if missing.", valueName: "dir"),
    completion: .directory)
  var out = "quota-audit-report"

  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp(
      "Workers, 1 to 256; no number in the reports depends on it. Default: all processors.",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Least severity that makes the exit status 1: violation, warning, notice or never.",
      valueName: "severity"),
    completion: .list(["violation", "warning", "notice", "never"]))
  var failOn = "violation"

  @Option(
    help: ArgumentHelp(
      "Percent of a file's lines that may be malformed in a complete run. Default: the policy's, "
        + "else 1.", valueName: "percent"))
  var maxMalformed: String?

  @Option(
    help: ArgumentHelp(
      "Judge the same usage by another quota too, e.g. learn.calls_per_day=50000 or "
        + "knewton.endpoints.account-get=30; may be given several times.", valueName: "key=value"))
  var whatIf: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also put the observability matrix, which the other reports always show, into a format: json.",
      valueName: "format"),
    completion: .list(["json"]))
  var matrix: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    if logs.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: AuditCommand.self) + "\n")
    }
    let options = try RunOptions(self)
    for notice in options.notices where !output.quiet {
      Terminal.writeError(TerminalText.message("quota-audit: " + notice) + "\n")
    }
    Faults.endCleanlyOnSignals { ProgressLine.clear() }

    let progress = AuditProgress()
    let line = ProgressLine(progress, isShown: options.showsProgress)
    let report = AuditRun(options.request, progress: progress).report()
    line.finish()
    do {
      try AuditOutputs.write(report, to: options.outputDirectory)
    } catch let error as OutputError {
      throw Failure.cannotWrite(error.sentence)
    }
    if output.quiet {
      Terminal.writeError(
        TerminalSummary.incompleteness(report, color: false, width: Terminal.width))
    } else {
      Terminal.write(
        TerminalSummary.render(report, color: options.usesColor, width: Terminal.width)
          + "\nReports: \(options.outputDirectory)/report.html, report.md, report.json\n")
    }
    Program.exit(options.status(of: report))
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
