internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Foundation
internal import Reporting

/// `quota-audit report`: usage in, reports out.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Judge usage that was scanned before and write the reports.",
    discussion: """
      Merges any number of usage files and comes to the same reports, byte for byte, as one audit of \
      all their logs under the same policy, which is to be given again. An input that several files \
      hold counts once, where all but one of them hold nothing else. Files that were scanned under \
      different policies, or that are damaged, are refused by name.

      EXAMPLES
        quota-audit report --out reports monday.usage tuesday.usage
        quota-audit report --policy policy.yaml node1.usage node2.usage
        quota-audit report --what-if learn.calls_per_day=50000 night.usage
        quota-audit report --output junit,metrics night.usage
        quota-audit report --group acme-production --out for-acme night.usage
        quota-audit report night.usage.*-of-8
        find usage/ -type f > list; quota-audit report @list
        quota-audit report --partial 3.judged node1.usage.3-of-8 node2.usage.3-of-8
        quota-audit combine *.judged

      EXIT STATUS
        0   complete, nothing at or above --fail-on; with --partial: complete
        1   complete, findings at or above --fail-on
        2   incomplete: an input of a scan was missing, damaged or too malformed
        64  bad arguments or policy, or a usage file is refused; nothing was written
        70  a fault of the program
        74  outputs could not be written; earlier reports are untouched
        130, 143  interrupted, terminated; earlier reports are untouched
      """)

  @Argument(
    help: ArgumentHelp(
      "Usage files, or - for one from standard input; @FILE for the ones that FILE names, one a line.",
      valueName: "usage"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write no reports but what was judged of one shard, the same of every scan, for combine.",
      valueName: "file"),
    completion: .file())
  var partial: String?

  @OptionGroup var judging: JudgingOptions
  @OptionGroup var listing: ManifestOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    if files.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: ReportCommand.self) + "\n")
    }
    let files = try UsageArguments.checked(files)
    if let partial {
      try judging.report.refuse(beside: "--partial")
      try judging.privacy.refuse(beside: "--partial")
      if listing.manifest {
        throw Failure.usage(
          "--manifest lists reports, and --partial writes none; give it to quota-audit combine")
      }
      return try judge(files, to: partial, judging.request())
    }
    try judging.finish(files, output, listing) { try UsageReport.report($0, $1) }
  }

  private func judge(_ files: [String], to path: String, _ request: AuditRequest) throws {
    _ = try RunOptions.color(output.colors.color)
    if path.isEmpty { throw Failure.usage("--partial is empty; name a file") }
    if let reason = OutputPlacement.refusal(ofFile: path, option: "--partial", inputs: files) {
      throw Failure.usage(reason)
    }
    if let obstacle = OutputPlacement.obstacle(toFile: path) {
      throw Failure.cannotWrite(obstacle.sentence)
    }
    Faults.endCleanlyOnSignals {}
    let isComplete = try Failure.translating {
      try UsageReport.writeJudged(files, to: path, request)
    }
    if !output.quiet {
      Terminal.write(TerminalText.message("Judged: \(path)") + "\n")
    }
    Program.exit(isComplete ? .clean : .incomplete)
  }
}

/// Names of usage files on a command line.
enum UsageArguments {
  /// The files to read, standard input where none is named; `@FILE` is replaced by the names in that file, as
  /// a command line holds some ten thousand.
  static func checked(_ arguments: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for argument in arguments {
      files += argument.hasPrefix("@") ? try listed(argument) : [argument]
    }
    if files.filter({ $0 == "-" }).count > 1 {
      throw .usage("- is there twice, and standard input can be read but once")
    }
    return arguments.isEmpty ? ["-"] : files
  }

  private static func listed(_ argument: String) throws(Failure) -> [String] {
    let shown = SecretMask.masked(argument)
    let content: [UInt8]
    do {
      content = try SettingsFile.read(String(argument.dropFirst()))
    } catch {
      throw .usage(
        "the list of usage files \"\(shown)\" cannot be read: \(error.reason); a usage file of that name is "
          + "./\(shown)")
    }
    let names = content.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    if names.isEmpty { throw .usage("the list of usage files \"\(shown)\" names none") }
    return names
  }
}
