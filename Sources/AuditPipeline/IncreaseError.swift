public import Bytes
public import Findings

/// Why there is no increase request; nothing is written then.
public enum IncreaseError: Error, Sendable, Equatable {
  /// No call of the group is in the inputs; the groups of which there are some, and why inputs were not
  /// read whole.
  case unknownGroup(ByteString, GroupDirectory, reasons: [String])
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
  public var sentence: String {
    switch self {
    case .unknownGroup(let name, let groups, let reasons):
      return IncreaseError.unknown(name.text, groups.names.map(\.text))
        + reasons.map { "\n" + $0 }.joined()
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
