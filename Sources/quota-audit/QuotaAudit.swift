internal import ArgumentParser
internal import AuditPipeline
internal import Reporting

/// The program: `audit` unless another command is named.
@main
struct QuotaAudit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quota-audit",
    abstract: "Audits API usage in access logs against documented limits.",
    discussion: """
      Reads gzipped or plain HTTP access logs, reconstructs what each developer group, IP-URI pair \
      and token-URI-endpoint triple used, holds that against the limits of Blackboard Learn and \
      Knewton, and writes report.json, report.md and report.html.

      EXAMPLES
        quota-audit logs/                           every file below logs/
        quota-audit --policy policy.yaml a.gz b.gz  with quotas by contract
        zstd -dc night.zst | quota-audit -          standard input
        quota-audit scan --usage a.usage a.gz       read now, report later
        quota-audit report a.usage b.usage          reports of what was scanned
        quota-audit request --group acme logs/      what to ask the vendor for
        quota-audit history --history audit.sqlite  how use develops, and forecasts
        quota-audit verify quota-audit-report       prove what audit --manifest wrote
        quota-audit formats access.log              what a log is taken for and can show
        quota-audit limits                          documented limits and sources
        quota-audit simulate --seed 1 --lines 20000 --out night
      """,
    version: "quota-audit \(Program.version) (\(AuditRun.inflateEngines))",
    subcommands: [
      AuditCommand.self, ScanCommand.self, ReportCommand.self, CombineCommand.self,
      RequestCommand.self, HistoryCommand.self, VerifyCommand.self, FormatsCommand.self,
      LimitsCommand.self,
      ExplainCommand.self, SimulateCommand.self,
    ],
    defaultSubcommand: AuditCommand.self)

  /// Runs the command line. What fails inside a command is an exit status of SPEC section 8.
  static func main() {
    Faults.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as Failure {
      Terminal.writeError(TerminalText.message("quota-audit: " + error.message) + "\n")
      Program.exit(error.status)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        Terminal.write(message + "\n")
      } else if !message.isEmpty {
        // Quotes what the user typed, which may have come from anywhere.
        Terminal.writeError(TerminalText.message(message) + "\n")
      }
      Program.exit(ExitStatus(rawValue: code.rawValue) ?? .fault)
    }
  }
}

/// What the program is called and how it ends.
enum Program {
  /// Semantic version; CHANGELOG.md says what each brought.
  static let version = "0.1.0"
}
