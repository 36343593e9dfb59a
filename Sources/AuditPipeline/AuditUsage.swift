internal import Bytes
public import Findings
internal import LimitCatalog
internal import Usage

/// All that was read, not yet judged. Judging or writing it takes it apart: either can be done once.
public struct AuditUsage {
  /// What is known beside what is counted by key.
  public internal(set) var facts: UsageFacts
  var usage: CollectedUsage

  /// Parts that are read at the same time at most: each looks at all keys to find its own.
  private static let mostParts = 16

  /// The report on this usage; throws where files that hold some of it cannot be read.
  public func report(_ request: AuditRequest) throws -> AuditReport {
    if var held = usage.inMemory() { return try report(&held, request) }
    var reader = try usage.reader()
    let (judged, first) = try judged(request, &reader)
    let report = judged.report(request)
    var mask = TokenMask(for: report)
    if case .token(let token, let trace) = first { mask.add(token, trace) }
    try mask.addTokens(&reader)
    return report.masked(by: mask).pseudonymised(by: request.pseudonyms).waived()
  }

  /// The report on usage that lies in memory, parts of which are read at the same time.
  private func report(
    _ usage: inout UsageInMemory, _ request: AuditRequest
  ) throws -> AuditReport {
    let count = min(request.jobs, AuditUsage.mostParts)
    let none = [[Judge]](repeating: judges(request), count: count)
    let begun = try AuditUsage.add(usage.parts(count), to: none, request)
    usage.advanceToPartitions()
    var judges = try AuditUsage.add(usage.parts(count), to: begun, request)
    usage.advanceToTokens()
    var judged = AuditUsage.judged(facts, &judges[0])
    for part in judges.indices.dropFirst() {
      judged.merge(AuditUsage.judged(facts, &judges[part]).partials)
    }
    let report = judged.report(request)
    let empty = TokenMask(for: report)
    let masks = try Threads.map(usage.parts(count), jobs: request.jobs) { part in
      var mask = empty
      var reader = try part.reader()
      try mask.addTokens(&reader)
      return mask
    }
    return report.masked(by: masks.dropFirst().reduce(into: masks[0]) { $0.merge($1) })
      .pseudonymised(by: request.pseudonyms).waived()
  }

  /// The judges after they have read their parts.
  private static func add(
    _ parts: [UsagePart], to judges: [[Judge]], _ request: AuditRequest
  ) throws -> [[Judge]] {
    try Threads.map(Array(zip(parts, judges)), jobs: request.jobs) { part, judges in
      var judges = judges
      var reader = try part.reader()
      while let entry = try reader.next() {
        for index in judges.indices { judges[index].add(entry) }
      }
      return judges
    }
  }

  /// A judge for each policy (`policies`) that has read nothing.
  private func judges(_ request: AuditRequest) -> [Judge] {
    let paths = UsageFacts.paths(of: facts)
    return AuditUsage.policies(request).map { policy in
      Judge(
        policy: policy, inputPaths: paths, sums: facts.sums, scope: request.scope,
        pseudonyms: request.pseudonyms)
    }
  }

  /// What all entries but the tokens come to, and the first token: tokens come last, when it is known
  /// which names they have to be looked for in.
  func judged(
    _ request: AuditRequest, _ reader: inout UsageReader
  ) throws -> (JudgedUsage, UsageEntry?) {
    var judges = judges(request)
    while let entry = try reader.next() {
      if case .token = entry { return (AuditUsage.judged(facts, &judges), entry) }
      for index in judges.indices { judges[index].add(entry) }
    }
    return (AuditUsage.judged(facts, &judges), nil)
  }

  private static func judged(_ facts: UsageFacts, _ judges: inout [Judge]) -> JudgedUsage {
    JudgedUsage(facts: facts, partials: judges.indices.map { judges[$0].partialReport() })
  }

  /// The policy that rules and, where other quotas are to be tried, the one with these.
  static func policies(_ request: AuditRequest) -> [Policy] {
    let overrides = request.quotasTried
    guard !overrides.isEmpty else { return [request.policy] }
    var tried = request.policy
    for override in overrides { override.apply(to: &tried) }
    return [request.policy, tried]
  }
}

/// What was judged of usage, or of a shard of it.
struct JudgedUsage: Sendable, Codable {
  var facts: UsageFacts
  /// Under the policy that rules and, where other quotas were tried, under these.
  var partials: [PartialReport]

  /// Adds what was judged of other keys.
  mutating func merge(_ other: [PartialReport]) {
    for index in other.indices { partials[index].merge(other[index]) }
  }

  /// The report, in whose names no token was looked for yet.
  func report(_ request: AuditRequest) -> AuditReport {
    let policies = AuditUsage.policies(request)
    let scope = request.scope
    var report = Judge.report(
      partials[0], sums: facts.sums, policy: policies[0], scope: scope)
    if partials.count > 1, policies.count > 1 {
      let tried = Judge.report(
        partials[1], sums: facts.sums, policy: policies[1], scope: scope)
      report.whatIf = WhatIfReport(
        ruling: report, tried: tried,
        overrides: request.quotasTried.map { WhatIfOverride(key: $0.key, value: $0.value) })
    }
    report.tool = request.tool
    report.showsMatrixInJSON = request.showsMatrixInJSON
    report.zone = request.zone
    if report.scope == nil {
      addRun(to: &report, request)
    } else {
      report.addRunOfView(facts, policy: request.policyIdentity)
    }
    return report
  }

  /// Adds what is known of the run beside what was judged.
  private func addRun(to report: inout AuditReport, _ request: AuditRequest) {
    report.policy = request.policyIdentity
    report.inputs = facts.inputs.map(\.row)
    report.formatNotes = facts.formatNotes
    report.coverage.findEarlyEnds(of: report.inputs, in: report.period)
    addLines(to: &report.totals)
    // Of inputs that were never read no token is known; their names may look as if they held one.
    report.missingInputs = facts.missing.map { ByteString(SecretMask.masked($0.path.text)) }
    report.status.reasons = facts.reasons.map(SecretMask.masked)
    report.status.complete = facts.reasons.isEmpty
  }

  /// Adds up the lines of all inputs but duplicates, and counts the missing ones.
  private func addLines(to totals: inout Totals) {
    totals.missingInputs = facts.missing.count
    for row in facts.inputs.map(\.row) where row.duplicateOf == nil {
      totals.lines += row.lines
      totals.records += row.records
      totals.blank += row.blank
      totals.malformed += row.malformedLines
      totals.notes += row.notes
      totals.badFields += row.badFields
    }
  }
}
