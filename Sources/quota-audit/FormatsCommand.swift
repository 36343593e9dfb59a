internal import AccessLog
internal import ArgumentParser
internal import AuditPipeline
internal import Reporting

/// `quota-audit formats`: the log formats, and what a log is taken for.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the log formats, or say what a log is taken for and what it can show.",
    discussion: """
      Without LOG all formats are listed, and the languages in which others can be declared. Of each \
      LOG the first 64 lines are read: how they fall into fields, which limits can be checked, and \
      what to add to the server's configuration for the others. Tokens are not shown.

      EXAMPLES
        quota-audit formats
        quota-audit formats access.log.gz
        quota-audit formats --format-from /etc/nginx/nginx.conf:main access.log
        quota-audit formats --format 'nginx:$remote_addr [$time_local] "$request" $status' a.log
        zstd -dc night.zst | quota-audit formats -

      EXIT STATUS
        0   all logs could be read
        2   one could not be read
        64  bad arguments; nothing was read
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below), FIFOs, or - for standard input.", valueName: "log"),
    completion: .file())
  var logs: [String] = []

  @OptionGroup var format: FormatOptions

  @OptionGroup var colors: ColorOptions

  func run() throws {
    let usesColor = try RunOptions.color(colors.color)
    if logs.isEmpty, format.formatFrom != nil || format.format != nil {
      throw Failure.usage(
        "--format and --format-from say how a log is read, and none is named; name one, or - for standard "
          + "input")
    }
    let format = try format.resolve()
    guard !logs.isEmpty else { return Terminal.write(FormatsCommand.list(color: usesColor)) }
    let examination = FormatExamination(
      logs.map { RawArguments.bytes(of: $0) }, format: format)
    let reports = examination.reports.map { $0.text(color: usesColor, width: Terminal.width) }
    Terminal.write(reports.joined(separator: "\n"))
    for reason in examination.reasons {
      Terminal.writeError(TerminalText.message("quota-audit: " + reason) + "\n")
    }
    if !examination.reasons.isEmpty { Program.exit(.incomplete) }
  }

  private static func list(color: Bool) -> String {
    FormatListing.text(
      LogFormat.allCases.map {
        FormatListing.Row(name: $0.name, summary: $0.summary, example: $0.example)
      }, color: color, width: Terminal.width)
  }
}
