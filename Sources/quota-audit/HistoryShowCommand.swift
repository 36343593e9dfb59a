internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import Reporting

/// `quota-audit history show`: trends on the terminal, as a page or as JSON.
struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show calls per day, days near the quota, forecasts, sites and runs.",
    discussion: """
      Shows the last days up to the last one with Learn calls, each group against the quota that is in \
      force now, the nearest to it first; the day on which it first exceeds its quota, where the days \
      carry a forecast; its sites; the runs; days that are unknown, partial, provisional or reopened. \
      docs/history-trends.md defines every number.

      EXAMPLES
        quota-audit history --history audit.sqlite --policy policy.yaml
        quota-audit history --history audit.sqlite --group acme-production --days 365
        quota-audit history --history audit.sqlite --output html --out history.html
        quota-audit history --history audit.sqlite --output json | jq '.groups[].forecast'

      EXIT STATUS
        0   shown
        64  bad arguments or policy, a group that the history does not know, or the file is no history, \
      damaged, or of a newer version
        70  a fault of the program
        74  the output could not be written; an earlier one is untouched
      """)

  @OptionGroup var file: HistoryFileOptions

  @Option(
    help: ArgumentHelp("Only this developer group, as reports name it.", valueName: "name"))
  var group: String?

  @Option(help: ArgumentHelp("Days to show, 1 to 3,660.", valueName: "n"))
  var days = String(HistoryTrends.standardDays)

  @OptionGroup var policy: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "How long behind its end a day may still grow: hours or minutes, as in 4h or 90m.",
      valueName: "time"))
  var grace = "4h"

  @Option(
    help: ArgumentHelp("text, html or json.", valueName: "format"),
    completion: .list(["text", "html", "json"]))
  var output = "text"

  @Option(
    help: ArgumentHelp("File to write instead of standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  @OptionGroup var colors: ColorOptions

  func run() throws {
    var request = TrendRequest(
      path: try file.path(), tool: ToolIdentity(name: "quota-audit", version: Program.version))
    request.days = try NumberOption.value("--days", days, of: 1...3660, what: "days")
    request.graceSeconds = try HistoryShowCommand.seconds(grace)
    request.group = try group.map(HistoryShowCommand.name)
    let known = ["text", "html", "json"]
    guard known.contains(output) else {
      throw Failure.unknown("--output", output, known: known)
    }
    let color = try RunOptions.color(colors.color) && out == nil
    if let out { try file.check(output: out) }
    let settings = try policy.request([])
    (request.policy, request.policyIdentity) = (settings.policy, settings.policyIdentity)
    let bytes = try render(
      try Failure.translating { try HistoryTrendsRun.trends(request) }, color: color)
    guard let out else { return Terminal.write(bytes) }
    try Failure.translating { try ReportFiles.write(bytes, toFile: out) }
  }

  private func render(_ trends: HistoryTrends, color: Bool) throws -> [UInt8] {
    switch output {
    case "html": try TrendReport.html(trends)
    case "json": TrendReport.json(trends)
    default:
      Array(
        TrendReport.text(
          trends, color: color, isUnicode: Terminal.showsBlocks, width: Terminal.width
        ).utf8)
    }
  }

  private static func name(_ group: String) throws(Failure) -> ByteString {
    if group.isEmpty { throw .usage("--group is empty; name a developer group") }
    if group == "-" {
      throw .usage("--group - stands for calls that name no group, which have no quota")
    }
    return RawArguments.bytes(of: group)
  }

  /// Seconds of `4h`, `90m` or `0`; at most thirty days.
  static func seconds(_ text: String) throws(Failure) -> Int64 {
    let units: [Character: Int64] = ["h": 3600, "m": 60]
    if text == "0" { return 0 }
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()),
      (0...720 * 3600 / unit).contains(number)
    else {
      throw .usage(
        "--grace \"\(text)\" is no length of time; give hours or minutes, as in 4h or 90m")
    }
    return number * unit
  }
}
