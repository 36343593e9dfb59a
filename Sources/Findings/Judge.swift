public import Bytes
public import LimitCatalog
public import Usage

/// Turns usage and limits into a report: verdicts, findings, evidence. A pure function of the entries
/// it is given, of which it keeps no more than what a report prints.
public struct Judge: Sendable {
  private let policy: Policy
  private let inputPaths: [ByteString]
  private let sums: UsageSums
  private let period: Period?
  private let pairs: PairJudge
  private var triples: TripleJudge
  private var applicationGroups = ApplicationGroupsRule()
  /// Triples that a finding about single requests names.
  private var subjects: Set<CallerKey> = []
  private var report = PartialReport()
  /// What a partner view is about, nil where everything is judged.
  private var filter: ScopeFilter?
  private var scopeUsage = ScopeUsage()
  private let nights: EarlierNights?
  private let nightRates: NightRates?

  /// A judge under `policy`; `inputPaths` are the paths of the usage's inputs, by index. With a `scope`
  /// nothing else is judged or counted; `pseudonyms` may be what its token is known by. `nights` are what
  /// earlier runs know: sites rest on all of them, rates on those whose windows tonight's calls share.
  public init(
    policy: Policy, inputPaths: [ByteString], sums: UsageSums, scope: ReportScope? = nil,
    pseudonyms: Pseudonyms? = nil, nights: EarlierNights? = nil
  ) {
    self.policy = policy
    self.nights = nights
    filter = scope.map { ScopeFilter($0, pseudonyms: pseudonyms) }
    self.inputPaths = inputPaths
    self.sums = sums
    period = Judge.period(sums)
    let place = { @Sendable (place: RequestPlace) in
      Witness(input: inputPaths[place.input], line: place.line)
    }
    nightRates = NightRates(nights, policy: policy, period: period)
    pairs = PairJudge(policy: policy, place: place, nights: nightRates)
    triples = TripleJudge(policy: policy, place: place, nights: nightRates)
    // That nothing was found over the nights is known only where they were looked at.
    if nights != nil { report.joined = [] }
  }

  /// Judges the next entry; they come in their order (`UsageEntry`), tokens tell nothing here.
  public mutating func add(_ entry: UsageEntry) {
    if filter != nil {
      guard filter?.concerns(entry) == true else { return }
      scopeUsage.add(entry)
    }
    switch entry {
    case .endpoint(let usage): report.endpoints.append(EndpointSums(usage))
    case .softLimited(let usage):
      report.findings.append(SoftLimitRule.finding(usage, place: witness))
      subjects.insert(CallerKey(usage.token, usage.uri, usage.endpoint))
    case .violation(let kind, let usage, let value):
      report.findings.append(
        EntityRules.finding(kind, usage, value: value, policy: policy, place: witness))
      subjects.insert(CallerKey(usage.token, usage.uri, usage.endpoint))
    case .group(let usage):
      guard let period else { return }
      let group = GroupJudgement(
        usage, policy: policy, period: period,
        sites: nights?.registrations(of: usage.name) ?? [])
      report.groups.append(group.report)
      Judge.addDay(of: group.report, usage, period: period, to: &report)
      report.findings += GroupRules.findings(group, policy: policy, place: witness)
      nightRates?.add(group, to: &report)
    case .membership(let membership): take(applicationGroups.add(membership))
    case .pair(let usage): pairs.add(usage, to: &report)
    case .triple(let usage):
      let isSubject =
        !subjects.isEmpty
        && subjects.contains(CallerKey(usage.token, usage.uri, usage.endpoint))
      triples.add(usage, isSubjectElsewhere: isSubject, to: &report)
    case .subject(let kind, let entity, let value, let isObserved):
      let index = Int(kind.rawValue)
      report.entities[index].add(entity, value, limit: policy.entityLimit(kind))
      if isObserved { report.entities[index].isObserved = true }
    case .token, .day: break
    }
  }

  /// What was judged of the entries so far, which are all of a shard.
  public mutating func partialReport() -> PartialReport {
    take(applicationGroups.finish())
    if filter != nil { report.endpoints = scopeUsage.all }
    return report
  }

  /// Everything that follows from usage and limits once all shards were judged: all but `tool`,
  /// `policy`, `status`, `inputs` and the totals of lines, which whoever read the inputs fills in. With a
  /// `scope`, which is the one that was judged, it is a partner view.
  public static func report(
    _ partial: PartialReport, sums: UsageSums, policy: Policy, scope: ReportScope? = nil
  ) -> AuditReport {
    var report = AuditReport()
    report.totals = totals(sums, partial)
    report.endpoints = EndpointList.rows(partial.endpoints)
    report.coverage = Coverage(recordsByHour: sums.recordsByHour)
    report.period = period(sums)
    // Two rows may be of one name where a group is named like a joint row; then the judged one is
    // first, whoever read it.
    report.groups = partial.groups.sorted {
      ($0.group, $0.quota == nil ? 1 : 0) < ($1.group, $1.quota == nil ? 1 : 0)
    }
    report.pairs = partial.pairs.rows.sorted { ($0.client, $0.uri) < ($1.client, $1.uri) }
    report.triples = partial.triples.rows.sorted {
      ($0.token, $0.uri, $0.endpoint) < ($1.token, $1.uri, $1.endpoint)
    }
    attachFigures(partial, to: &report)
    var findings = partial.findings
    for kind in EntityKind.allCases {
      findings += EntityRules.findings(kind, partial.entities[Int(kind.rawValue)], policy: policy)
    }
    findings.sort(by: Finding.precedes)
    for index in findings.indices { findings[index].message = Wording.message(findings[index]) }
    report.findings = findings
    if let joined = partial.joined {
      report.joinNights(joined, unread: partial.unreadPartitions ?? 0)
      findings = report.findings
    }

    var counts: [String: Int] = [:]
    for finding in findings { counts[finding.rule, default: 0] += 1 }
    report.entities = EntityKind.allCases.map { kind in
      EntityRules.row(
        kind, partial.entities[Int(kind.rawValue)], sums,
        findings: counts[Rule.entityPrefix + kind.id] ?? 0, policy: policy)
    }
    let undirected = KnewtonEndpoint(.goalAssignBatch).name
    let matrix = ObservabilityMatrix(
      sightings: sums.sightings, totals: report.totals, partition: policy.learn.partition,
      hasUnloggedCalls: counts[Rule.unloggedCalls] != nil,
      undirectedBatches: partial.endpoints.first { $0.endpoint == undirected }?.counts.attempted
        ?? 0,
      entities: report.entities)
    report.observability = matrix.rows()
    report.signals = matrix.signals()
    // Before a view rounds the period.
    report.waivers = WaiverReport(policy.waivers, last: report.period?.last)
    if let scope { makeView(&report, of: scope, partial) }
    return report
  }

  private mutating func take(_ finding: Finding?) {
    if let finding { report.findings.append(finding) }
  }

  private func witness(_ place: RequestPlace) -> Witness {
    Witness(input: inputPaths[place.input], line: place.line)
  }

  private static func totals(_ sums: UsageSums, _ partial: PartialReport) -> Totals {
    var totals = Totals()
    totals.learn = sums.totals.learn
    totals.knewton = sums.totals.knewton
    totals.other = sums.totals.other
    totals.excluded = sums.totals.excluded
    totals.unattributed = sums.totals.unattributed
    totals.rejected = sums.totals.rejected
    totals.delayed = sums.totals.delayed
    totals.softLimited = sums.totals.softLimited
    totals.installRefused = sums.totals.installRefused
    totals.pairs = partial.pairs.totals
    totals.triples = partial.triples.totals
    return totals
  }

  /// First and last record of any service, nil without records.
  static func period(_ sums: UsageSums) -> Period? {
    let firsts = sums.inputs.compactMap(\.first)
    let lasts = sums.inputs.compactMap(\.last)
    guard let first = firsts.min(), let last = lasts.max() else { return nil }
    return Period(first: Instant(milliseconds: first), last: Instant(milliseconds: last))
  }
}

/// Who made a request of which endpoint, as usage names them.
private struct CallerKey: Hashable {
  var token: CallerToken
  var uri: ByteString
  var endpoint: ByteString

  init(_ token: CallerToken, _ uri: ByteString, _ endpoint: ByteString) {
    self.token = token
    self.uri = uri
    self.endpoint = endpoint
  }
}
