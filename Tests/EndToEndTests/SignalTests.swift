import Foundation
import Testing

/// SPEC section 8: interrupted and terminated runs leave nothing behind and nothing changed.
@Suite struct SignalTests {
  static let endings: [(signal: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143)]

  @Test(arguments: endings)
  func endsWithItsStatus(_ signal: Int32, _ status: Int32) throws {
    let scratch = try Scratch()
    for name in reportNames { try scratch.write("out/" + name, "earlier") }
    let running = try HeldRun(scratch)
    running.program.send(signal)
    let outcome = try running.program.finish()
    #expect(outcome.ending == .exit(status))
    #expect(outcome.outputText == "")
    #expect(try scratch.names(in: "out") == reportNames)
    for name in reportNames { #expect(try scratch.text("out/" + name) == "earlier") }
  }

  @Test(arguments: endings)
  func makesNoOutputDirectory(_ signal: Int32, _ status: Int32) throws {
    let scratch = try Scratch()
    let running = try HeldRun(scratch)
    running.program.send(signal)
    #expect(try running.program.finish().ending == .exit(status))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
  }

  @Test func withoutASignalTheHeldRunEnds() throws {
    let scratch = try Scratch()
    let running = try HeldRun(scratch)
    try running.endLog()
    #expect(try running.program.finish().ending == .exit(1))
    #expect(try scratch.report()["totals"]["rejected"].integer == 1)
  }

  @Test func simulationsStopToo() throws {
    let scratch = try Scratch()
    let night = scratch.path("night")
    let program = try RunningProgram(
      Program.path, ["simulate", "--lines", "500000000", "--out", night])
    // Its directory is there once it answers signals.
    while !FileManager.default.fileExists(atPath: night + "/logs") { usleep(1000) }
    program.send(SIGTERM)
    #expect(try program.finish().ending == .exit(143))
  }
}
