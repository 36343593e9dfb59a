import Foundation

/// A run that has read the start of a log and waits for the rest, which never comes.
final class HeldRun {
  /// The program, waiting.
  let program: RunningProgram
  private let writer: FileHandle

  /// Starts an audit of a FIFO into `out`, and comes back when it has opened the FIFO: by then it
  /// answers signals as it will.
  init(_ scratch: Scratch, _ arguments: [String] = []) throws {
    let fifo = scratch.path("held.log")
    _ = try Program.shell("mkfifo \"$1\"", [fifo])
    program = try RunningProgram(
      Program.path, arguments + ["--out", scratch.path("out"), fifo])
    // Opening for writing waits for the reader.
    writer = try FileHandle(forWritingTo: URL(fileURLWithPath: fifo))
    try writer.write(contentsOf: Data(Line.violation.utf8))
  }

  /// Ends the log, so that the run ends too.
  func endLog() throws { try writer.close() }
}
