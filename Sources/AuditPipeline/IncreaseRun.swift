public import Bytes
public import Findings
internal import LimitCatalog
internal import LogInput
internal import Reporting
internal import Usage

/// From logs, or usage files, to an increase request and its files.
public enum IncreaseRun {
  /// What `write` makes.
  public static let names = ["request.html", "request.md"]

  /// The request of `options` for what the inputs of `request` hold: logs, which are read twice, or usage
  /// files. Throws `IncreaseError`, `UsageRefusal`, and that temporary files cannot be written.
  public static func run(
    _ request: AuditRequest, _ options: IncreaseOptions, progress: AuditProgress = AuditProgress()
  ) throws -> IncreaseRequest {
    guard request.policy.learn.partition == .group else {
      throw IncreaseError.otherPartition(request.policy.learn.partition.rawValue)
    }
    switch try IncreaseInputs(request.inputs) {
    case .usage(let files):
      return try UsageReport.reading(files, request) { usage in
        try usage.increaseRequest(request, options, demand: nil)
      }
    case .logs:
      let usage = try AuditRun(request, progress: progress).usage()
      let demand = DemandScan(request, progress: progress).study(
        usage.facts, group: options.group)
      return try usage.increaseRequest(request, options, demand: demand)
    }
  }

  /// Whether the inputs are usage files and not logs.
  public static func readsUsage(_ inputs: [ByteString]) throws(IncreaseError) -> Bool {
    if case .usage = try IncreaseInputs(inputs) { return true }
    return false
  }

  /// Writes request.html and request.md.
  public static func write(_ request: IncreaseRequest, to directory: String) throws {
    try ReportFiles.write(
      [
        ReportFile(name: names[0], content: try RequestPack.html(request)),
        ReportFile(name: names[1], content: RequestPack.markdown(request)),
      ], to: directory)
  }
}

extension AuditUsage {
  /// The request of a group that has some of this usage.
  func increaseRequest(
    _ request: AuditRequest, _ options: IncreaseOptions, demand: DemandStudy?
  ) throws -> IncreaseRequest {
    var reader = try usage.reader()
    var study: GroupStudy?
    var names: [ByteString] = []
    var first: UsageEntry?
    while first == nil, let entry = try reader.next() {
      if case .token = entry { first = entry }
      guard case .group(let group) = entry, group.isJudged else { continue }
      if group.name == options.group {
        study = GroupStudy(group, policy: request.policy, sums: facts.sums)
      } else {
        names.append(group.name)
      }
    }
    let reasons = facts.reasons.map(SecretMask.masked)
    guard let study else {
      var groups = GroupDirectory(names)
      var mask = TokenMask(for: groups)
      if case .token(let token, let trace) = first { mask.add(token, trace) }
      try mask.addTokens(&reader)
      groups = groups.masked(by: mask)
      throw IncreaseError.unknownGroup(options.group, groups, reasons: reasons)
    }
    var result = IncreaseRequest(
      study, demand: demand, options: options, policy: request.policy, tool: request.tool)
    result.policy = request.policyIdentity
    result.status.reasons = reasons
    if let demand, demand.attempted != study.report.attempted {
      result.status.reasons.append(
        "the logs changed while they were read: \(study.report.attempted) calls of the group the first "
          + "time, \(demand.attempted) the second")
    }
    result.status.complete = result.status.reasons.isEmpty
    var mask = TokenMask(for: result)
    if case .token(let token, let trace) = first { mask.add(token, trace) }
    try mask.addTokens(&reader)
    return result.masked(by: mask)
  }
}
