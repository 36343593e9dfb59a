internal import ArgumentParser
internal import AuditPipeline
internal import Foundation
internal import Reporting

/// `quota-audit history export`: a table of a history for other programs.
struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a table of a history as CSV or as JSON lines.",
    discussion: """
      Tables: runs, inputs, groups, applications, sites and endpoints (requests by UTC day), \
      registrations (sites first and last seen), findings (of every run). docs/history.md lists the \
      columns. Times are UTC; what a spreadsheet would take for a formula is defused in CSV.

      EXAMPLES
        quota-audit history export --history audit.sqlite > groups.csv
        quota-audit history export --history audit.sqlite --table findings --output ndjson
        quota-audit history export --history audit.sqlite --table sites --out sites.csv

      EXIT STATUS
        0   written
        64  bad arguments, or the file is no history, damaged, or of a newer version
        74  the output could not be written; an earlier one is untouched
      """)

  @OptionGroup var file: HistoryFileOptions

  @Option(
    help: ArgumentHelp(
      "One of \(HistoryExport.tables.joined(separator: ", ")).", valueName: "name"),
    completion: .list(HistoryExport.tables))
  var table = "groups"

  @Option(
    help: ArgumentHelp("csv or ndjson.", valueName: "format"), completion: .list(["csv", "ndjson"]))
  var output = "csv"

  @Option(
    help: ArgumentHelp("File to write instead of standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  func run() throws {
    let path = try file.path()
    guard HistoryExport.tables.contains(table) else {
      throw Failure.unknown("--table", table, known: HistoryExport.tables)
    }
    guard let format = TableFormat(rawValue: output) else {
      throw Failure.unknown("--output", output, known: TableFormat.allCases.map(\.rawValue))
    }
    guard let out else {
      return try Failure.translating {
        try HistoryExport.export(path, table: table, format: format) { Terminal.write($0) }
      }
    }
    try file.check(output: out)
    Faults.endCleanlyOnSignals {}
    try Failure.translating {
      try HistoryExport.export(path, table: table, format: format, to: out)
    }
  }
}
