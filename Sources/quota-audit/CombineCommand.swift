internal import ArgumentParser
internal import AuditPipeline
internal import Foundation

/// `quota-audit combine`: judged shards in, reports out.
struct CombineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "combine",
    abstract: "Join judged shards and write the reports.",
    discussion: """
      Takes what quota-audit report --partial wrote of every shard, in any order, and comes to the same \
      reports as one audit. --policy, --what-if, --group, --token and --uri are those that were given to \
      report --partial.

      EXAMPLES
        quota-audit combine --out reports 1.judged 2.judged 3.judged
        quota-audit combine --policy policy.yaml *.judged

      EXIT STATUS
        as of quota-audit report
      """)

  @Argument(
    help: ArgumentHelp(
      "Judged shards, or - for one from standard input; @FILE for the ones that FILE names, one a line.",
      valueName: "judged"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var judging: JudgingOptions
  @OptionGroup var listing: ManifestOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    if files.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: CombineCommand.self) + "\n")
    }
    let files = try UsageArguments.checked(files)
    try judging.finish(files, output, listing) { try UsageReport.combine($0, $1) }
  }
}
