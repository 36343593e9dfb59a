internal import ArgumentParser
internal import Foundation
internal import LogSimulation
internal import Synchronization

/// `quota-audit simulate`: a night of logs to try the program on.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write a realistic night of gzipped logs in which every rule is broken once.",
    discussion: """
      Writes logs/, policy.yaml and expected.json (the planted findings) into an empty directory. \
      Equal seeds give equal logs.

      EXAMPLES
        quota-audit simulate --seed 1 --lines 20000 --out night
        quota-audit --policy night/policy.yaml --out report night/logs
      """)

  @Option(help: "0 to 18446744073709551615; equal seeds give equal logs.")
  var seed: UInt64 = 1

  @Option(help: "Log lines over all nodes.")
  var lines = 100_000

  @Option(
    help: ArgumentHelp("Empty or new directory for the night.", valueName: "dir"),
    completion: .directory)
  var out: String

  @Option(help: "Nodes, one log file each, 1 to 64.")
  var nodes = 4

  @Option(help: "Gzip level, 0 to 9.")
  var level: Int32 = 1

  @Option(help: "Threads; the logs do not depend on it. Default: all processors.")
  var jobs: Int?

  @Option(help: "Format of the lines: extended or json.", completion: .list(["extended", "json"]))
  var format = "extended"

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let format = SimulationOptions.Format(rawValue: format) else {
      throw Failure.unknown("--format", format, known: ["extended", "json"])
    }
    let options = SimulationOptions(
      seed: seed, lines: lines, nodes: nodes, level: level,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, format: format)
    let stop = StopSignal()
    Faults.onSignals { stop.number.store($0, ordering: .relaxed) }
    do throws(SimulationError) {
      let summary = try NightSimulation.write(options, to: out) { [lines] written in
        show(written, of: lines)
        return stop.number.load(ordering: .relaxed) == 0
      }
      if showsProgress { ProgressLine.clear() }
      if !output.quiet { Terminal.write(SimulateCommand.text(summary, directory: out)) }
    } catch {
      if showsProgress { ProgressLine.clear() }
      throw failure(error, stoppedBy: stop.number.load(ordering: .relaxed))
    }
  }

  private var showsProgress: Bool { !output.quiet && Terminal.isTerminal(STDERR_FILENO) }

  private func show(_ written: Int, of lines: Int) {
    guard showsProgress else { return }
    Terminal.writeError("\r\(written * 100 / max(1, lines)) %  \(written) lines\u{1B}[K")
  }

  private func failure(_ error: SimulationError, stoppedBy signal: Int32) -> Failure {
    switch error {
    case .directoryFailed, .writeFailed, .compressionFailed:
      return Failure(status: .cannotWrite, message: "\(error)")
    case .cancelled:
      let status = signal == SIGINT ? ExitStatus.interrupted : .terminated
      return Failure(status: status, message: "\(error)")
    default: return .usage("\(error)")
    }
  }

  private static func text(_ summary: SimulationSummary, directory: String) -> String {
    """
    \(summary.lines) lines in \(summary.logs.count) logs below \(directory)/logs: \
    \(summary.learn) Learn, \(summary.knewton) Knewton and \(summary.other) other records, \
    \(summary.rejected) refused; \(summary.contentBytes) bytes, \(summary.compressedBytes) gzipped.
    \(summary.expectedFindings) planted findings are listed in \(directory)/expected.json.
    Next: quota-audit --policy \(directory)/policy.yaml --out report \(directory)/logs

    """
  }
}

/// The signal that asked to stop, 0 while none has.
private final class StopSignal: Sendable {
  let number = Atomic<Int32>(0)
}
