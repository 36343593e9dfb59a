internal import ArgumentParser
internal import AuditPipeline
internal import Foundation

/// `quota-audit history`: what audits of many nights have kept.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show how use develops, from what audits with --history have kept.",
    discussion: """
      quota-audit history show is what is done unless another command is named.

      EXAMPLES
        quota-audit history --history audit.sqlite
        quota-audit history --history audit.sqlite --group acme-production --days 365
        quota-audit history --history audit.sqlite --output html --out history.html
        quota-audit history check --history audit.sqlite
        quota-audit history prune --history audit.sqlite --keep 400
        quota-audit history export --history audit.sqlite --table groups --out groups.csv
      """,
    subcommands: [
      HistoryShowCommand.self, HistoryCheckCommand.self, HistoryPruneCommand.self,
      HistoryExportCommand.self,
    ],
    defaultSubcommand: HistoryShowCommand.self)
}

/// The option of every command about a history.
struct HistoryFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The SQLite file that audits keep with --history.", valueName: "file"),
    completion: .file(extensions: ["sqlite", "db"]))
  var history: String

  /// The file's name, which cannot be empty.
  func path() throws(Failure) -> String {
    if history.isEmpty { throw .usage("--history is empty; name the file of a history") }
    return history
  }

  /// Finds what must not or cannot be written at `out` before anything is read.
  func check(output out: String) throws(Failure) {
    if out.isEmpty { throw .usage("--out is empty; name a file") }
    let own = ["", "-wal", "-shm", "-journal", ".lock"].map { history + $0 }
    if let reason = OutputPlacement.refusal(ofFile: out, option: "--out", inputs: own) {
      throw .usage(reason)
    }
    if let obstacle = OutputPlacement.obstacle(toFile: out) {
      throw .cannotWrite(obstacle.sentence)
    }
  }
}

/// `quota-audit history check`: what is wrong with a history.
struct HistoryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with a history.",
    discussion: """
      Reads all of it: pages and rows, digests of inputs, findings and kept usage, and whether every \
      breakdown holds what the runs counted. Nothing is changed.

      EXAMPLES
        quota-audit history check --history audit.sqlite

      EXIT STATUS
        0   it is as it was written
        2   it is damaged; what was found is on standard output, a sentence a line
        64  bad arguments, or the file is no history, of a newer version, or cannot be read
      """)

  @OptionGroup var file: HistoryFileOptions
  @Flag(help: "Print nothing but damage and errors.")
  var quiet = false

  func run() throws {
    let path = try file.path()
    let problems = try Failure.translating { try HistoryCare.check(path) }
    for problem in problems { Terminal.write(Terminal.line(problem)) }
    if !problems.isEmpty { Program.exit(.incomplete) }
    if !quiet { Terminal.write(Terminal.line("The history \"\(path)\" is as it was written.")) }
  }
}

/// `quota-audit history prune`: makes a history smaller.
struct HistoryPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove days from a history that are too old to be of use.",
    discussion: """
      Keeps the last days, counted back from the last one with Learn calls, and removes usage by day, \
      line samples, kept usage and findings of those before. Runs, what is known of inputs, and sites \
      stay: nothing is ever counted twice, and sites are limited in total. Forecasts look back 182 days.

      EXAMPLES
        quota-audit history prune --history audit.sqlite --keep 400

      EXIT STATUS
        0   done, or there was nothing to remove
        64  bad arguments, or the file is no history, damaged, or of a newer version
        74  the history cannot be written, or another run did not end in time; it is untouched
      """)

  @OptionGroup var file: HistoryFileOptions

  @Option(help: ArgumentHelp("Days to keep, 1 to 36,600.", valueName: "days"))
  var keep: String

  @Option(
    help: ArgumentHelp("Seconds to wait for another run to end, 0 to 86,400.", valueName: "s"))
  var historyWait = "600"

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    let path = try file.path()
    let days = try NumberOption.value("--keep", keep, of: 1...36_600, what: "days")
    let seconds = try NumberOption.value(
      "--history-wait", historyWait, of: 0...86_400, what: "seconds")
    let done = try Failure.translating {
      try HistoryCare.prune(path, keepDays: days, waitSeconds: seconds) { sentence in
        Terminal.writeError(Terminal.line("quota-audit: " + sentence))
      }
    }
    if !quiet { Terminal.write(Terminal.line(done)) }
  }
}

/// A whole number among the options of a history.
enum NumberOption {
  /// The number of an option's text, which counts `what`.
  static func value(
    _ option: String, _ text: String, of range: ClosedRange<Int>, what: String
  ) throws(Failure) -> Int {
    guard let value = Int(text), range.contains(value) else {
      throw .usage(
        "\(option) \"\(text)\" is no number of \(what); give \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return value
  }
}
