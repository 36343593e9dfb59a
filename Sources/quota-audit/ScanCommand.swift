internal import ArgumentParser
internal import AuditPipeline
internal import Foundation
internal import Reporting

/// `quota-audit scan`: logs in, usage out, to be reported later.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Read access logs and write their usage, to be reported later or elsewhere.",
    discussion: """
      Does the reading of an audit once: quota-audit report judges the usage as often as wanted, \
      together with that of other logs, and comes to the report of one audit of all of them. Usage \
      files hold the names in the logs, tokens only as SHA-256: keep them as confidential as the logs.

      EXAMPLES
        quota-audit scan --usage monday.usage logs/monday/
        quota-audit scan --policy policy.yaml --usage node1.usage /var/log/nginx/
        quota-audit scan --shards 8 --usage night.usage logs/    night.usage.1-of-8 ... 8-of-8
        ssh node1 quota-audit scan --usage - /srv/node1/access.log | quota-audit report -
        hdfs dfs -cat /logs/a.gz | quota-audit scan --name /logs/a.gz --usage a.usage -

      EXIT STATUS
        0   complete
        2   incomplete: an input was missing, damaged or too malformed; the usage file says so
        64  bad arguments or policy; nothing was read
        70  a fault of the program
        74  usage or temporary files could not be written; earlier usage files are untouched
        130, 143  interrupted, terminated; earlier usage files are untouched
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, directories (all files below), FIFOs, or - for standard input.", valueName: "log"),
    completion: .file())
  var logs: [String] = []

  @OptionGroup var naming: NameOptions

  @Option(
    help: ArgumentHelp("Usage file to write; - is standard output.", valueName: "file"),
    completion: .file())
  var usage: String

  @Option(
    help: ArgumentHelp(
      "Files over which to divide the usage, 1 to 256: FILE.1-of-K to FILE.K-of-K, which can be judged "
        + "apart.", valueName: "k"))
  var shards = 1

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var scan: ScanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    if logs.isEmpty, Terminal.isTerminal(STDIN_FILENO) {
      return Terminal.write(QuotaAudit.helpMessage(for: ScanCommand.self) + "\n")
    }
    try LogArguments.check(logs)
    let inputs = logs.isEmpty ? ["-"] : logs
    var request = try policy.request(inputs)
    try naming.apply(to: &request, logs: inputs)
    try scan.apply(to: &request)
    _ = try RunOptions.color(output.colors.color)
    try checkOutput(inputs)
    let scanned = try RunOptions.scan(request, isQuiet: output.quiet)
    let summary = scanned.facts.summary
    try Failure.translating {
      if usage == "-" {
        try UsageOutput.write(scanned) { Terminal.write($0) }
      } else {
        try UsageOutput.write(scanned, to: usage, shards: shards)
      }
    }
    for reason in summary.reasons {
      Terminal.writeError(TerminalText.message("quota-audit: incomplete: " + reason) + "\n")
    }
    if !output.quiet { show("\(summary.sentence); inflated by \(AuditRun.inflateEngines)") }
    Program.exit(summary.reasons.isEmpty ? .clean : .incomplete)
  }

  /// Finds what must not or cannot be written before a night is read.
  private func checkOutput(_ inputs: [String]) throws(Failure) {
    guard (1...UsageOutput.mostShards).contains(shards) else {
      throw .usage("--shards \(shards) is out of range; give a number from 1 to 256")
    }
    if usage.isEmpty { throw .usage("--usage is empty; name a file, or - for standard output") }
    guard usage != "-" else {
      if shards > 1 { throw .usage("--usage - takes one file; give --shards a file name") }
      if Terminal.isTerminal(STDOUT_FILENO) {
        throw .usage("--usage - writes bytes that no terminal shows; redirect standard output")
      }
      return
    }
    for path in UsageOutput.paths(usage, shards) {
      if let reason = OutputPlacement.refusal(ofFile: path, option: "--usage", inputs: inputs) {
        throw .usage(reason)
      }
      if let obstacle = OutputPlacement.obstacle(toFile: path) {
        throw .cannotWrite(obstacle.sentence)
      }
    }
  }

  /// Prints beside the usage, which may be on standard output.
  private func show(_ sentence: String) {
    if usage == "-" { return Terminal.writeError(sentence + "\n") }
    let files = shards == 1 ? usage : "\(usage).1-of-\(shards) to \(usage).\(shards)-of-\(shards)"
    Terminal.write(TerminalText.message("\(sentence)\nUsage: \(files)") + "\n")
  }
}
