internal import Bytes

extension ReferencePolicy {
  /// The policy as a file; every text is quoted, so that hostile names survive.
  ///
  /// Names must be UTF-8, as YAML is.
  public var yaml: String {
    var lines = ["warn_at: \(warnAt)"]
    lines.append("timestamp: " + (timestampIsCompletion ? "completion" : "arrival"))
    lines.append("learn:")
    if let callsPerDay { lines.append("  calls_per_day: \(callsPerDay)") }
    if let sites { lines.append("  sites: \(sites)") }
    lines.append("  lens: \(lens)")
    lines.append("  partition: \(partition)")
    lines.append("  path_prefix: \(Self.quoted(pathPrefix))")
    lines.append("  exclude_paths: \(Self.list(excludePaths))")
    let statuses = rejectedStatuses.map(String.init).joined(separator: ", ")
    lines.append("  rejected_statuses: [\(statuses)]")
    lines.append("  retry_episode: \(learnRetryEpisode)")
    if !groups.isEmpty { lines.append("groups:") }
    for group in groups { lines.append("  \(Self.quoted(group.name)): {\(Self.entries(group))}") }
    lines.append("knewton:")
    lines.append("  hosts: \(Self.list(hosts))")
    lines.append("  base_paths: \(Self.list(basePaths))")
    lines.append("  token_paths: \(Self.list(tokenPaths))")
    if let requestsPerSecond { lines.append("  requests_per_second: \(requestsPerSecond)") }
    lines.append("  endpoints: {\(endpointEntries)}")
    lines.append("  entities: {\(Self.entries(entities))}")
    lines.append("  retry_episode: \(knewtonRetryEpisode)")
    return lines.joined(separator: "\n") + "\n"
  }

  private var endpointEntries: String {
    var batch: [String: Int] = [:]
    if let batchAssigns { batch["assign"] = batchAssigns }
    if let batchUnassigns { batch["unassign"] = batchUnassigns }
    let plain = Self.entries(endpoints)
    if batch.isEmpty { return plain }
    return (plain.isEmpty ? "" : plain + ", ") + "goal-assign-batch: {\(Self.entries(batch))}"
  }

  private static func entries(_ numbers: [String: Int]) -> String {
    numbers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  private static func entries(_ group: ReferencePolicyGroup) -> String {
    var parts: [String] = []
    if let production = group.production { parts.append("production: \(production)") }
    if let callsPerDay = group.callsPerDay { parts.append("calls_per_day: \(callsPerDay)") }
    if let sites = group.sites { parts.append("sites: \(sites)") }
    if !group.applications.isEmpty { parts.append("applications: \(list(group.applications))") }
    return parts.joined(separator: ", ")
  }

  private static func list(_ names: [ByteString]) -> String {
    "[" + names.map(quoted).joined(separator: ", ") + "]"
  }

  private static func quoted(_ name: ByteString) -> String {
    var output = "\""
    for scalar in name.text.unicodeScalars {
      switch scalar {
      case "\"", "\\": output += "\\" + String(scalar)
      case " "..."~": output.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        output += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return output + "\""
  }
}
