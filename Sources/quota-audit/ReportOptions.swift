internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog
internal import Reporting

/// Options of every command that writes reports.
///
/// Defaults are not stored, so that it is known which were given: see `refuse`.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Directory for the reports; made if missing. (default: \(ReportOptions.directory))",
      valueName: "dir"),
    completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Formats of the reports, apart by commas: html, md, json, csv (findings, groups, sites and "
        + "triples), junit, sarif, metrics (for node_exporter). (default: "
        + "\(ReportFormat.standard.map(\.rawValue).joined(separator: ",")))", valueName: "formats"),
    completion: .list(ReportFormat.allCases.map(\.rawValue)))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      "Print the report in at most ten lines of Markdown, for a ticket or a chat, in place of the usual "
        + "summary. Reports are written to --out as ever; where they are is said on standard error."
    ))
  var summary = false

  @Option(
    help: ArgumentHelp(
      "Least severity that makes the exit status 1: violation, warning, notice or never. (default: "
        + "\(Severity.violation.name))", valueName: "severity"),
    completion: .list(["violation", "warning", "notice", "never"]))
  var failOn: String?

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

  @Option(
    help: ArgumentHelp(
      "Also write the gauges to this file, for node_exporter's textfile collector.",
      valueName: "file"),
    completion: .file(extensions: ["prom"]))
  var metrics: String?

  @OptionGroup var timeZone: TimeZoneOption

  /// Where reports go that no directory is named for.
  static let directory = "quota-audit-report"

  /// Refuses what says how reports are written where none is.
  func refuse(beside option: String) throws(Failure) {
    let given = [
      ("--out", out != nil), ("--output", output != nil), ("--summary", summary),
      ("--fail-on", failOn != nil), ("--matrix", matrix != nil),
      ("--time-zone", timeZone.timeZone != nil), ("--metrics", metrics != nil),
    ].filter(\.1).map(\.0)
    guard !given.isEmpty else { return }
    let (verb, them) = given.count == 1 ? ("is", "it") : ("are", "them")
    throw .usage(
      "\(given.joined(separator: " and ")) \(verb) about reports, and \(option) writes none; give "
        + "\(them) to quota-audit combine")
  }

  /// Puts what a judgement depends on into a request.
  func apply(to request: inout AuditRequest) throws(Failure) {
    for text in whatIf {
      let quota: QuotaOverride
      do throws(QuotaOverrideError) {
        quota = try QuotaOverride(text)
      } catch {
        throw .usage("--what-if: \(SecretMask.masked(error.sentence))")
      }
      if let other = request.whatIf.first(where: { $0.isSameQuota(as: quota) }) {
        let keys = other.key == quota.key ? other.key : "\(other.key), or \(quota.key),"
        throw .usage(
          "--what-if: \(SecretMask.masked(keys)) is given twice, as \(other.value) and \(quota.value); a "
            + "run tries one value of a quota")
      }
      request.whatIf.append(quota)
    }
    if let format = matrix {
      guard format == "json" else {
        throw .usage("--matrix \"\(SecretMask.masked(format))\" is not known; give json")
      }
      request.showsMatrixInJSON = true
    }
    request.zone = try timeZone.resolve()
  }
}

/// Where and how reports go, every name resolved.
struct ReportSettings {
  private let directory: String
  private let formats: [ReportFormat]
  /// Where gauges go beside the reports, nil for nowhere.
  private let metrics: String?
  private let isQuiet: Bool
  private let printsMarkdown: Bool
  private let usesColor: Bool
  /// Least severity that makes a complete run fail; nil for `never`.
  private let failOn: Severity?

  /// Resolves the options of a command that reads `inputs` and writes files of the names `beside` too;
  /// nothing is made or written yet.
  init(
    _ options: ReportOptions, _ output: OutputOptions, inputs: [String], beside: [String] = []
  ) throws(Failure) {
    directory = options.out ?? ReportOptions.directory
    formats = try ReportSettings.formats(options.output)
    metrics = options.metrics
    isQuiet = output.quiet
    printsMarkdown = options.summary
    if isQuiet, printsMarkdown {
      throw .usage(
        "--quiet prints nothing and --summary prints the report in short; give one of them")
    }
    try options.refuseIneffective(formats, printsSummary: !isQuiet && !printsMarkdown)
    failOn = try options.failOn.map(ReportSettings.severity) ?? .violation
    usesColor = try RunOptions.color(output.colors.color)
    if directory.isEmpty { throw .usage("--out is empty; name a directory for the reports") }
    if let reason = OutputPlacement.refusal(of: directory, inputs: inputs, beside: beside) {
      throw .usage(reason)
    }
    if let obstacle = OutputPlacement.obstacle(to: directory) {
      throw .cannotWrite(obstacle.sentence)
    }
    guard let metrics else { return }
    if metrics.isEmpty { throw .usage("--metrics is empty; name a file") }
    if let reason = OutputPlacement.refusal(ofFile: metrics, option: "--metrics", inputs: inputs) {
      throw .usage(reason)
    }
    if let obstacle = OutputPlacement.obstacle(toFile: metrics) {
      throw .cannotWrite(obstacle.sentence)
    }
  }

  /// Writes the reports, prints the summary and ends the program; `engines` inflated what was read here.
  /// `companions` are written too, and `lacking` says why the evidence is not; `record` is called when all is
  /// written.
  func finish(
    _ report: AuditReport, jobs: Int = ProcessInfo.processInfo.activeProcessorCount,
    inflatedBy engines: String? = nil, with companions: RunCompanions = RunCompanions(),
    named names: [String] = [], lacking: String? = nil, record: () throws -> Void = {}
  ) throws -> Never {
    try Failure.translating {
      try AuditOutputs.write(report, formats, to: directory, jobs: jobs, with: companions)
      if let metrics { try AuditOutputs.writeMetrics(report, toFile: metrics) }
      try record()
    }
    let old = AuditOutputs.leftovers(in: directory, formats, with: companions)
      .joined(separator: ", ")
    // The directory may hold what steers a terminal, or a secret that a variable brought in.
    let files = AuditOutputs.names(of: formats).joined(separator: ", ")
    let reports = "Reports: \(TerminalText.message(directory))/\(files)"
    if isQuiet {
      Terminal.writeError(
        TerminalSummary.incompleteness(report, color: false, width: Terminal.width))
    } else if printsMarkdown {
      // What is printed goes into a ticket; where the files are is of use here alone.
      Terminal.write(MarkdownReport.summary(report))
      Terminal.writeError(reports + "\n")
      if !old.isEmpty {
        Terminal.writeError(
          "quota-audit: left from an earlier run in \"\(TerminalText.message(directory))\": \(old)\n"
        )
      }
    } else {
      Terminal.write(
        TerminalSummary.render(report, color: usesColor, width: Terminal.width)
          + "\n\(reports)\n"
          + (names.isEmpty || lacking != nil
            ? "" : "Beside them: \(names.joined(separator: ", "))\n")
          + (old.isEmpty ? "" : "Left from an earlier run: \(old)\n")
          + (engines.map { "Inflated by \($0)\n" } ?? ""))
    }
    for (name, reason) in companions.obstacles {
      let sentence = "quota-audit: quota-audit verify cannot repeat this run: \"\(name)\" \(reason)"
      Terminal.writeError(TerminalText.message(sentence) + "\n")
    }
    if let lacking {
      let sentence = "quota-audit: no evidence and no manifest were written: \(lacking)"
      Terminal.writeError(TerminalText.message(sentence) + "\n")
      Program.exit(.incomplete)
    }
    Program.exit(status(of: report))
  }

  /// The exit status that a report means (SPEC section 8).
  private func status(of report: AuditReport) -> ExitStatus {
    guard report.status.complete else { return .incomplete }
    guard let failOn else { return .clean }
    return report.hasFindings(atLeast: failOn) ? .findings : .clean
  }

  /// The formats of a list such as `html,csv`, blanks around names ignored; the usual ones of none.
  static func formats(_ list: String?) throws(Failure) -> [ReportFormat] {
    guard let list else { return ReportFormat.standard }
    var formats: [ReportFormat] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.trimmingCharacters(in: .whitespaces)
      guard let format = ReportFormat(rawValue: name) else {
        throw .unknown("--output", name, known: ReportFormat.allCases.map(\.rawValue))
      }
      formats.append(format)
    }
    return formats
  }

  private static func severity(_ name: String) throws(Failure) -> Severity? {
    if name == "never" { return nil }
    if let severity = Severity.allCases.first(where: { $0.name == name }) { return severity }
    throw .unknown("--fail-on", name, known: Severity.allCases.map(\.name) + ["never"])
  }
}

extension Failure {
  /// Runs `body`, whose errors about outputs and usage files end the program with 74 and 64.
  static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as OutputError {
      throw cannotWrite(error.sentence)
    } catch let error as UsageRefusal {
      throw usage(SecretMask.masked(error.sentence))
    } catch let error as InputOverlap {
      throw usage(error.sentence)
    } catch let error as HistoryFault {
      let sentence = SecretMask.masked(error.sentence)
      throw error.isWriteFailure ? cannotWrite(sentence) : usage(sentence)
    }
  }
}
