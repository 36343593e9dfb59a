public import Bytes
public import LimitCatalog
public import Usage

/// Turns usage and limits into a report: verdicts, findings, evidence. A pure function.
public struct Judge {
  private let policy: Policy
  private let inputPaths: [ByteString]

  /// A judge under `policy`; `inputPaths` are the paths of the tally's inputs, by index.
  public init(policy: Policy, inputPaths: [ByteString]) {
    self.policy = policy
    self.inputPaths = inputPaths
  }

  /// Everything that follows from usage and limits: all but `tool`, `policy`, `status`, `inputs` and
  /// the totals of lines, which whoever read the inputs fills in.
  public func report(_ tally: UsageTally) -> AuditReport {
    var report = AuditReport()
    report.totals = totals(tally)
    let endpoints = tally.endpointUsage()
    report.endpoints = EndpointList.rows(endpoints)
    report.coverage = Coverage(recordsByHour: tally.recordsByHour)
    let entities = EntityRules.judge(tally.entityUsage(), policy: policy, place: witness)
    report.entities = entities.rows
    var findings = entities.findings

    report.period = Judge.period(tally)
    if let period = report.period {
      let groups = tally.groupUsage().map { GroupJudgement($0, policy: policy, period: period) }
      // Two rows may be of one name where a group is named like a joint row; then the judged one is
      // first, whoever read it.
      report.groups = groups.map(\.report).sorted {
        ($0.group, $0.quota == nil ? 1 : 0) < ($1.group, $1.quota == nil ? 1 : 0)
      }
      findings += groups.flatMap { GroupRules.findings($0, policy: policy, place: witness) }
    }
    findings += ApplicationGroupsRule.findings(tally.applicationMemberships())
    findings += SoftLimitRule.findings(tally.softLimitedUsage(), place: witness)

    let pairs = PairJudge(tally.pairUsage(), policy: policy, place: witness).run()
    var tripleJudge = TripleJudge(tally.tripleUsage(), policy: policy, place: witness)
    let triples = tripleJudge.run()
    report.pairs = pairs.rows
    report.triples = triples.rows
    report.totals.pairs = pairs.totals
    report.totals.triples = triples.totals
    findings += pairs.findings + triples.findings

    findings.sort(by: Finding.precedes)
    for index in findings.indices { findings[index].message = Wording.message(findings[index]) }
    report.findings = findings

    let undirected = KnewtonEndpoint(.goalAssignBatch).name
    let matrix = ObservabilityMatrix(
      sightings: tally.sightings, totals: report.totals, partition: policy.learn.partition,
      hasUnloggedCalls: findings.contains { $0.rule == Rule.unloggedCalls },
      undirectedBatches: endpoints.first { $0.endpoint == undirected }?.counts.attempted ?? 0,
      entities: report.entities)
    report.observability = matrix.rows()
    report.signals = matrix.signals()
    return report
  }

  private func witness(_ place: RequestPlace) -> Witness {
    Witness(input: inputPaths[place.input], line: place.line)
  }

  private func totals(_ tally: UsageTally) -> Totals {
    var totals = Totals()
    totals.learn = tally.totals.learn
    totals.knewton = tally.totals.knewton
    totals.other = tally.totals.other
    totals.excluded = tally.totals.excluded
    totals.unattributed = tally.totals.unattributed
    totals.rejected = tally.totals.rejected
    totals.delayed = tally.totals.delayed
    totals.softLimited = tally.totals.softLimited
    totals.installRefused = tally.totals.installRefused
    return totals
  }

  private static func period(_ tally: UsageTally) -> Period? {
    let firsts = tally.inputs.compactMap(\.first)
    let lasts = tally.inputs.compactMap(\.last)
    guard let first = firsts.min(), let last = lasts.max() else { return nil }
    return Period(first: Instant(milliseconds: first), last: Instant(milliseconds: last))
  }
}
