import Foundation
import Testing

@testable import LogSimulation

/// Nights that cannot be written, and what is said and left behind.
@Suite struct ErrorTests {
  private func error(
    _ options: SimulationOptions, to directory: String = TemporaryNight.freshPath()
  ) -> SimulationError? {
    do throws(SimulationError) {
      _ = try NightSimulation.write(options, to: directory)
      return nil
    } catch {
      return error
    }
  }

  private func options(
    lines: Int = 5000, nodes: Int = 4, level: Int32 = 1, jobs: Int = 2
  ) -> SimulationOptions {
    SimulationOptions(seed: 1, lines: lines, nodes: nodes, level: level, jobs: jobs)
  }

  @Test("too few lines are refused, nothing is made")
  func tooFewLines() {
    let path = TemporaryNight.freshPath()
    for lines in [1999, 0, -5, Int.min] {
      #expect(
        error(options(lines: lines), to: path) == .tooFewLines(requested: lines, minimum: 2000))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(error(options(lines: 2000), to: path) == nil)
    try? FileManager.default.removeItem(atPath: path)
    #expect(NightSimulation.minimumLines(nodes: 64) > 64 * 200)
  }

  @Test("options out of range are refused")
  func ranges() {
    #expect(error(options(nodes: 0)) == .outOfRange(option: "nodes", value: 0, allowed: 1...64))
    #expect(error(options(nodes: 65)) == .outOfRange(option: "nodes", value: 65, allowed: 1...64))
    #expect(error(options(level: -1)) == .outOfRange(option: "level", value: -1, allowed: 0...9))
    #expect(error(options(level: 10)) == .outOfRange(option: "level", value: 10, allowed: 0...9))
    #expect(error(options(jobs: 0)) == .outOfRange(option: "jobs", value: 0, allowed: 1...256))
    #expect(
      error(options(lines: 1_000_000_001))
        == .outOfRange(option: "lines", value: 1_000_000_001, allowed: 2000...1_000_000_000))
  }

  @Test("directories that hold something, files and missing parents are refused")
  func directories() throws {
    let path = TemporaryNight.freshPath()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(
      error(options(), to: path + "/no/such") == .directoryFailed(path: path + "/no/such", code: 2))
    #expect(FileManager.default.createFile(atPath: path + "/file", contents: Data("mine".utf8)))
    #expect(error(options(), to: path) == .directoryNotEmpty(path: path))
    #expect(error(options(), to: path + "/file") == .notDirectory(path: path + "/file"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["file"])
    try FileManager.default.removeItem(atPath: path + "/file")
    #expect(error(options(), to: path) == nil)
  }

  @Test("a night that is stopped leaves nothing behind")
  func cancelled() throws {
    let path = TemporaryNight.freshPath()
    var told: [Int] = []
    let options = options(lines: 100_000)
    #expect(throws: SimulationError.cancelled) {
      _ = try NightSimulation.write(options, to: path) { lines in
        told.append(lines)
        return told.count < 2
      }
    }
    #expect(told.count == 2)
    #expect(told == told.sorted())
    #expect(!FileManager.default.fileExists(atPath: path))
    // A directory that was there stays there, empty.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: SimulationError.cancelled) {
      _ = try NightSimulation.write(options, to: path) { _ in false }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  #if os(Linux)
    @Test("a full disk is reported with the system's code")
    func fullDisk() throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      #expect(SystemCalls.writeAll([1, 2, 3], to: full.fileDescriptor) == 28)
    }
  #endif

  @Test("an existing file is never written over")
  func existingFile() throws {
    let path = TemporaryNight.freshPath()
    #expect(FileManager.default.createFile(atPath: path, contents: Data("mine".utf8)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: SimulationError.writeFailed(path: path, code: 17)) {
      _ = try OutputFile(path: path)
    }
    #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
  }

  @Test("every error is a sentence that says how to mend it")
  func sentences() {
    let cases: [(SimulationError, String)] = [
      (
        .tooFewLines(requested: 7, minimum: 2000),
        "7 lines are too few: the planted cases and the traffic around them need at least 2000."
          + " Ask for --lines 2000 or more."
      ),
      (
        .outOfRange(option: "level", value: 12, allowed: 0...9),
        "--level 12 is out of range: it must be from 0 to 9."
      ),
      (
        .directoryNotEmpty(path: "x"),
        "\"x\" is not empty. Name a new or an empty directory; nothing is overwritten."
      ),
      (.notDirectory(path: "x"), "\"x\" is not a directory. Name a new or an empty directory."),
      (
        .directoryFailed(path: "x", code: 2),
        "The directory \"x\" cannot be used: No such file or directory."
      ),
      (
        .writeFailed(path: "x/y", code: 28),
        "\"x/y\" cannot be written: No space left on device."
          + " What had been written of the night was removed."
      ),
      (
        .compressionFailed(code: -4),
        "zlib could not compress (code -4). What had been written of the night was removed."
      ),
      (
        .cancelled,
        "The simulation was stopped. What had been written of the night was removed."
      ),
    ]
    for (error, sentence) in cases { #expect(error.description == sentence) }
  }
}
