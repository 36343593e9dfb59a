import Foundation

/// The built program, run as a process the way a user runs it.
enum Program {
  /// How a process ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// What one run came to.
  struct Outcome {
    var ending: Ending
    var output: Data
    var error: Data

    /// Standard output as text.
    var outputText: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    var errorText: String { String(decoding: error, as: UTF8.self) }
  }

  /// The binary, which the package manager builds beside the test bundle.
  static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let testProgram = bundle?.bundlePath ?? ProcessInfo.processInfo.arguments[0]
    return URL(fileURLWithPath: testProgram).deletingLastPathComponent()
      .appendingPathComponent("quota-audit").path
  }()

  /// Runs the program to its end; standard input is empty unless given.
  static func run(
    _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:],
    input: Data = Data()
  ) throws -> Outcome {
    try RunningProgram(
      path, arguments, in: directory, environment: environment, input: input
    ).finish()
  }

  /// Runs a shell script that finds the program as `$QUOTA_AUDIT` and its own arguments as `$1`...
  static func shell(
    _ script: String, _ arguments: [String] = [], in directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    var environment = environment
    environment["QUOTA_AUDIT"] = path
    return try RunningProgram(
      "/bin/sh", ["-c", script, "sh"] + arguments, in: directory, environment: environment
    ).finish()
  }
}

/// A process that has been started and not waited for.
final class RunningProgram {
  /// Longest any run may take, in seconds; then it is killed, so that a hang is a failure.
  private static let patience = 60

  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let scratch: Scratch

  /// The operating system's number of the process.
  var identifier: Int32 { process.processIdentifier }

  /// Starts `executable`; both output streams go to files, so that no full pipe can block it.
  init(
    _ executable: String, _ arguments: [String], in directory: String? = nil,
    environment: [String: String] = [:], input: Data = Data()
  ) throws {
    scratch = try Scratch()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    // The settings of whoever runs the tests are no business of the program under test.
    let inherited = ProcessInfo.processInfo.environment.filter { $0.key != "NO_COLOR" }
    process.environment = inherited.merging(environment) { _, new in new }
    try scratch.write("input", input)
    try scratch.write("output", Data())
    try scratch.write("error", Data())
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.url("output"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("error"))
    process.terminationHandler = { [ended] _ in ended.signal() }
    try SignalMask.withNoneBlocked { try process.run() }
  }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits for the end.
  func finish() throws -> Program.Outcome {
    if ended.wait(timeout: .now() + .seconds(RunningProgram.patience)) == .timedOut {
      send(SIGKILL)
      ended.wait()
    }
    let status = process.terminationStatus
    return Program.Outcome(
      ending: process.terminationReason == .exit ? .exit(status) : .signal(status),
      output: try Data(contentsOf: scratch.url("output")),
      error: try Data(contentsOf: scratch.url("error")))
  }
}
