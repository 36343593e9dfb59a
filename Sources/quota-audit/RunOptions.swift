internal import AccessLog
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog

/// What the arguments of `audit` come to: every name resolved, every file of settings read.
struct RunOptions {
  let request: AuditRequest
  let outputDirectory: String
  let usesColor: Bool
  let showsProgress: Bool
  /// What to know of the format that the user declared, one sentence each.
  let notices: [String]
  /// Least severity that makes a complete run fail; nil for `never`.
  private let failOn: Severity?

  /// Resolves the arguments; nothing but the policy file is read.
  init(_ command: AuditCommand) throws(Failure) {
    let inputs = command.logs.isEmpty ? ["-"] : command.logs
    var request = AuditRequest(
      inputs: inputs.map { RawArguments.bytes(of: $0) },
      tool: ToolIdentity(name: "quota-audit", version: Program.version))
    if let path = command.policy {
      (request.policy, request.policyIdentity) = try PolicyFile.read(path)
    }
    if let text = command.maxMalformed {
      guard let percent = Percentage(text) else {
        throw .usage("--max-malformed \"\(text)\" is no percentage; give a number from 0 to 100")
      }
      request.policy.maxMalformed = percent
    }
    for text in command.whatIf {
      do throws(QuotaOverrideError) {
        request.whatIf.append(try QuotaOverride(text))
      } catch {
        throw .usage("--what-if: \(SecretMask.masked(error.sentence))")
      }
    }
    if let format = command.matrix {
      guard format == "json" else {
        throw .usage("--matrix \"\(SecretMask.masked(format))\" is not known; give json")
      }
      request.showsMatrixInJSON = true
    }
    request.format = try command.format.resolve()
    notices = request.format?.notices.map(\.sentence) ?? []
    request.jobs = try RunOptions.jobs(command.jobs)
    failOn = try RunOptions.severity(command.failOn)
    usesColor = try RunOptions.color(command.output.colors.color)
    showsProgress = !command.output.quiet && Terminal.isTerminal(STDERR_FILENO)
    outputDirectory = command.out
    if command.out.isEmpty { throw .usage("--out is empty; name a directory for the reports") }
    if let reason = OutputPlacement.refusal(of: command.out, inputs: inputs) {
      throw .usage(reason)
    }
    if let obstacle = OutputPlacement.obstacle(to: command.out) {
      throw .cannotWrite(obstacle.sentence)
    }
    self.request = request
  }

  /// The exit status that a report means (SPEC section 8).
  func status(of report: AuditReport) -> ExitStatus {
    guard report.status.complete else { return .incomplete }
    guard let failOn else { return .clean }
    return report.findings.contains { $0.severity <= failOn } ? .findings : .clean
  }

  private static func jobs(_ number: Int?) throws(Failure) -> Int {
    guard let number else { return ProcessInfo.processInfo.activeProcessorCount }
    guard (1...256).contains(number) else {
      throw .usage("--jobs \(number) is out of range; give a number from 1 to 256")
    }
    return number
  }

  private static func severity(_ name: String) throws(Failure) -> Severity? {
    if name == "never" { return nil }
    if let severity = Severity.allCases.first(where: { $0.name == name }) { return severity }
    throw .unknown("--fail-on", name, known: Severity.allCases.map(\.name) + ["never"])
  }

  /// Whether to print in colour.
  static func color(_ when: String) throws(Failure) -> Bool {
    let forbids = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    switch when {
    case "always": return !forbids
    case "never": return false
    case "auto":
      return !forbids && Terminal.isTerminal(STDOUT_FILENO)
    default: throw .unknown("--color", when, known: ["auto", "always", "never"])
    }
  }
}

extension Failure {
  /// A word that none of the known ones is, with the nearest of them.
  static func unknown(_ option: String, _ word: String, known: [String]) -> Failure {
    let nearest = NearestName.of(word, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return .usage(
      "\(option) \"\(word)\" is not known; give \(known.dropLast().joined(separator: ", ")) or "
        + "\(known.last ?? "")\(nearest)")
  }
}
