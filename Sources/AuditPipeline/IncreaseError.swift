public import Bytes
public import Findings

/// Why there is no increase request; nothing is written then.
public struct IncreaseRefusal: Error, Sendable, Equatable {
  /// What is the matter.
  public var cause: IncreaseError
  /// Why inputs were not read whole, one sentence each: that may be the cause of the cause.
  public var reasons: [String]

  init(_ cause: IncreaseError, reasons: [String] = []) {
    self.cause = cause
    self.reasons = reasons
  }

  /// Whether inputs are to blame that could not be read, and not what was asked for.
  public var isOfInputs: Bool {
    if case .unknownGroup = cause { !reasons.isEmpty } else { false }
  }

  /// The reason for a reader: inputs that are missing first, a line each, then what was given and how to
  /// mend it.
  public var sentence: String {
    let rest = isOfInputs ? "no pack was written: " + cause.sentence : cause.sentence
    return (reasons + [rest]).joined(separator: "\n")
  }
}

/// What is the matter with a request that cannot be drawn up.
public enum IncreaseError: Sendable, Equatable {
  /// No call of the group is in what could be read; the groups of which there are some.
  case unknownGroup(ByteString, GroupDirectory)
  /// Logs and usage files together.
  case mixed(log: String, usage: String)
  /// An input that can be read but once.
  case stream(String)
  /// The policy counts for others than groups.
  case otherPartition(String)
}

extension IncreaseError {
  /// Groups that are listed; each may be as long as a line in the log.
  private static let mostGroups = 5
  /// How much of a listed name is shown, in Unicode scalars.
  private static let longestName = 96

  /// The reason for a reader: what was given, and how to mend it.
  var sentence: String {
    switch self {
    case .unknownGroup(let name, let groups):
      return IncreaseError.unknown(name.text, groups.names.map(\.text))
    case .mixed(let log, let usage):
      return
        "\"\(log)\" is a log and \"\(usage)\" is a usage file: a request is drawn from logs or from "
        + "usage files, not from both; give the logs of all, or scan the logs first"
    case .stream(let path):
      let shown = path == "-" ? "standard input" : "\"\(path)\""
      return "\(shown) can be read but once, and a request reads its logs twice; give files"
    case .otherPartition(let partition):
      return
        "the policy counts by \(partition) (learn.partition), and quotas are raised for developer "
        + "groups; give a policy with partition: group"
    }
  }

  private static func unknown(_ name: String, _ groups: [String]) -> String {
    let start = "--group \"\(name)\" has no calls in these inputs"
    if name == "-" { return "--group - stands for calls without a group; name a developer group" }
    guard !groups.isEmpty else {
      return start + ", nor has any other group: log the group or the application, or list the "
        + "applications in the policy (groups.<name>.applications)"
    }
    if let nearest = NearestName.of(name, in: groups) {
      return start + "; did you mean \"\(nearest)\"?"
    }
    let listed = groups.prefix(mostGroups).map { name in
      "\"" + String(String.UnicodeScalarView(name.unicodeScalars.prefix(longestName))) + "\""
    }
    let more = groups.count - listed.count
    return start + "; there are \(listed.joined(separator: ", "))"
      + (more > 0 ? " and \(more) more" : "")
  }
}
