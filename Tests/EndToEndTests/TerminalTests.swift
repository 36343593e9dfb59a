import Foundation
import Testing

/// What depends on a terminal being there, which util-linux's `script` pretends.
@Suite(.enabled(if: PretendedTerminal.isThere, "needs util-linux's script"))
struct TerminalTests {
  /// Starts a colour.
  private static let colour = "\u{1B}["

  /// Runs a shell command on a terminal; what it prints comes on standard output.
  private func onTerminal(
    _ command: String, in directory: String, _ environment: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.shell(
      "script -qec \"$1\" /dev/null </dev/null", [command], in: directory,
      environment: environment.merging(["TERM": "xterm"]) { old, _ in old })
  }

  @Test func withoutLogsItPrintsHelp() throws {
    let scratch = try Scratch()
    let outcome = try onTerminal("\"$QUOTA_AUDIT\"", in: scratch.path)
    #expect(outcome.ending == .exit(0))
    #expect(outcome.outputText.contains("USAGE: quota-audit"))
    #expect(try scratch.names(in: "") == [])
  }

  @Test func colourIsForTerminals() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.violation)
    let audit = "\"$QUOTA_AUDIT\" --out out a.log 2>/dev/null"
    let cases: [(command: String, environment: [String: String], coloured: Bool)] = [
      (audit, [:], true),
      (audit, ["NO_COLOR": "1"], false),
      (audit, ["NO_COLOR": ""], true),
      (audit + " --color never", [:], false),
      (audit + " --color always", ["NO_COLOR": "1"], false),
      (audit + " | cat", [:], false),
      (audit + " --color always | cat", [:], true),
    ]
    for (command, environment, coloured) in cases {
      let outcome = try onTerminal(command, in: scratch.path, environment)
      #expect(outcome.outputText.contains("knewton") == false)
      #expect(outcome.outputText.contains("learn.throttled"))
      #expect(
        outcome.outputText.contains(Self.colour) == coloured, "\(command) \(environment)")
    }
  }

  @Test func progressIsForTerminals() throws {
    let scratch = try Scratch()
    let command = "{ cat a.log; sleep 1; } | \"$QUOTA_AUDIT\" --out out -"
    try scratch.write("a.log", Line.violation)
    let shown = try onTerminal(command + " >summary", in: scratch.path)
    #expect(shown.outputText.contains("MB/s"))
    #expect(try !scratch.text("summary").contains("MB/s"))
    let quiet = try onTerminal(command + " --quiet", in: scratch.path)
    #expect(quiet.outputText == "")
    let piped = try onTerminal(command + " >summary 2>progress", in: scratch.path)
    #expect(piped.outputText == "")
    #expect(try scratch.text("progress") == "")
  }
}

/// Whether a terminal can be pretended here.
enum PretendedTerminal {
  static let isThere: Bool = {
    let outcome = try? Program.shell("script --version | grep -q util-linux")
    return outcome?.ending == .exit(0)
  }()
}
