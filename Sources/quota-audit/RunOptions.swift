internal import AccessLog
internal import AuditPipeline
internal import Bytes
internal import Foundation
internal import Reporting

/// What options that several commands have come to.
enum RunOptions {
  /// Prints what to know of a declared format, and sees to it that signals end the program cleanly.
  static func prepare(_ request: AuditRequest, isQuiet: Bool) {
    for notice in request.format?.notices.map(\.sentence) ?? [] where !isQuiet {
      Terminal.writeError(TerminalText.message("quota-audit: " + notice) + "\n")
    }
    Faults.endCleanlyOnSignals { ProgressLine.clear() }
  }

  /// Reads all logs, with progress on standard error.
  static func scan(_ request: AuditRequest, isQuiet: Bool) throws -> AuditUsage {
    prepare(request, isQuiet: isQuiet)
    let progress = AuditProgress()
    let line = ProgressLine(
      progress, isShown: !isQuiet && Terminal.isTerminal(STDERR_FILENO))
    let usage = try Failure.translating { try AuditRun(request, progress: progress).usage() }
    line.finish()
    return usage
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
