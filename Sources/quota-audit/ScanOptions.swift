internal import AccessLog
internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog

/// The option of every command that counts or judges by a policy.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("YAML file with quotas by contract and settings.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var policy: String?

  /// A request for these inputs under the policy; reads nothing but the policy file.
  func request(_ inputs: [String]) throws(Failure) -> AuditRequest {
    var request = AuditRequest(
      inputs: inputs.map { RawArguments.bytes(of: $0) },
      tool: ToolIdentity(name: "quota-audit", version: Program.version))
    request.temporaryDirectory = MemoryOptions.usualDirectory
    if let path = policy {
      (request.policy, request.policyIdentity) = try PolicyFile.read(path)
    }
    return request
  }
}

/// Names of logs on a command line.
enum LogArguments {
  /// Refuses an empty name: it comes of a variable that is not set, and what was meant is not known.
  static func check(_ logs: [String]) throws(Failure) {
    guard logs.contains("") else { return }
    throw .usage(
      "a log has an empty name, perhaps of a variable that is not set; name files, directories, or - "
        + "for standard input")
  }
}

/// Options of every command that reads logs.
struct ScanOptions: ParsableArguments {
  @OptionGroup var format: FormatOptions

  @Option(
    help: ArgumentHelp(
      "Workers, 1 to 256; no number in the reports depends on it. Default: all processors.",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Percent of a file's lines that may be malformed in a complete run. Default: the policy's, "
        + "else 1.", valueName: "percent"))
  var maxMalformed: String?

  @OptionGroup var memory: MemoryOptions

  /// Puts the options into a request; reads nothing but the file of `--format-from`.
  func apply(to request: inout AuditRequest) throws(Failure) {
    if let text = maxMalformed {
      guard let percent = Percentage(text) else {
        throw .usage("--max-malformed \"\(text)\" is no percentage; give a number from 0 to 100")
      }
      request.policy.maxMalformed = percent
    }
    request.format = try format.resolve()
    request.scanOptions =
      (request.format.map { ["--format=\($0.name)"] } ?? [])
      + (maxMalformed.map { ["--max-malformed=\($0)"] } ?? [])
    request.jobs = try ScanOptions.jobs(jobs)
    try memory.apply(to: &request)
  }

  /// The number of workers.
  static func jobs(_ number: Int?) throws(Failure) -> Int {
    guard let number else { return ProcessInfo.processInfo.activeProcessorCount }
    guard (1...256).contains(number) else {
      throw .usage("--jobs \(number) is out of range; give a number from 1 to 256")
    }
    return number
  }
}
