internal import Bytes
public import Findings

/// The slow, obvious audit: the whole of SPEC sections 3 to 7 by counting every record again for
/// every question, written from the SPEC alone so that the fast program has something to be equal to.
///
/// Quadratic and worse: for some thousand records.
public enum ReferenceAudit {
  /// The report on these records and inventory lines; `inputs`, `status`, `tool`, the counts of
  /// lines in `totals` (other than records) and message texts are left empty.
  ///
  /// `totals.badFields` has only the fields dropped by the 8-day rule of SPEC section 5.
  public static func run(
    records: [ReferenceRecord], inventory: [ReferenceObservation] = [], policy: ReferencePolicy
  ) -> AuditReport {
    let attribution = ReferenceAttribution(policy: policy)
    let requests = records.map(attribution.request).sorted(by: ReferenceRequest.precedes)
    var report = AuditReport()
    if let first = requests.first, let last = requests.last {
      report.period = Period(first: first.instant, last: last.instant)
    }
    report.coverage = coverage(requests)
    let counted = requests.filter { !$0.excluded }
    let learn = counted.filter { $0.service == .learn }
    let knewton = counted.filter { $0.service == .knewton }
    let observations = inventory + records.flatMap(\.entities)

    let groups = ReferenceGroups(policy: policy, period: report.period, learn: learn).audit()
    report.groups = groups.rows
    let partitions = ReferencePartitions(policy: policy, knewton: knewton)
    let pairs = partitions.auditPairs()
    let triples = partitions.auditTriples()
    let entities = ReferenceEntityAudit(
      policy: policy, knewton: knewton, observations: observations
    ).audit()
    report.entities = entities.rows
    let drafts =
      groups.findings + applicationGroups(learn) + pairs.findings + triples.findings
      + partitions.softLimited() + entities.findings
    report.findings = drafts.sorted(by: ReferenceFinding.precedes).map(\.finding)
    let subjects = Set(drafts.map(\.subject))
    report.pairs = partitions.listed(pairs.rows, subjects: subjects)
    report.triples = partitions.listed(triples.rows, subjects: subjects)
    report.endpoints = endpoints(counted)

    report.totals.records = records.count
    report.totals.badFields = requests.map(\.badFields).reduce(0, +)
    report.totals.learn = learn.count
    report.totals.knewton = knewton.count
    report.totals.other = counted.count { $0.service == .other }
    report.totals.excluded = requests.count { $0.excluded }
    report.totals.unattributed = learn.count { $0.group == .dash }
    report.totals.rejected = counted.count { $0.rejected }
    report.totals.delayed = counted.count { $0.delayed }
    report.totals.softLimited = counted.count { $0.softLimited }
    report.totals.installRefused = counted.count { $0.installRefused }
    report.totals.pairs = partitionTotals(pairs.rows.map(\.counts))
    report.totals.triples = partitionTotals(triples.rows.map(\.counts))
    return report
  }

  private static func partitionTotals(_ rows: [RequestCounts]) -> PartitionTotals {
    var totals = PartitionTotals()
    totals.count = rows.count
    totals.attempted = rows.map(\.attempted).reduce(0, +)
    totals.rejected = rows.map(\.rejected).reduce(0, +)
    totals.delayed = rows.map(\.delayed).reduce(0, +)
    totals.softLimited = rows.map(\.softLimited).reduce(0, +)
    return totals
  }

  private static func coverage(_ requests: [ReferenceRequest]) -> Coverage {
    var coverage = Coverage()
    let hour: Int64 = 3600
    for start in Set(requests.map { $0.second.flooredQuotient(hour) * hour }).sorted() {
      let records = requests.count { $0.second.flooredQuotient(hour) * hour == start }
      if let last = coverage.hours.last?.hour.seconds, last + hour < start {
        coverage.gaps.append(
          CoverageGap(start: Instant(seconds: last + hour), end: Instant(seconds: start)))
      }
      coverage.hours.append(HourCoverage(hour: Instant(seconds: start), records: records))
    }
    return coverage
  }

  private static func applicationGroups(_ learn: [ReferenceRequest]) -> [ReferenceFinding] {
    Dictionary(grouping: learn, by: \.app).compactMap { app, requests in
      let groups = Set(requests.map(\.group)).subtracting([.dash]).count
      guard app != .dash, groups > 1 else { return nil }
      var finding = ReferenceFinding(
        "learn.application-groups", .notice, [SubjectName("app", app)], measured: groups, limit: 1,
        occurrences: 1)
      finding.setSpan(requests)
      return finding
    }
  }

  private static func endpoints(_ requests: [ReferenceRequest]) -> [EndpointReport] {
    var reports: [EndpointReport] = []
    for (service, requests) in Dictionary(grouping: requests, by: \.service.rawValue) {
      let byName = Dictionary(grouping: requests, by: \.endpoint)
      let ranked = byName.sorted {
        ($1.value.count, $0.key) < ($0.value.count, $1.key)
      }
      reports += ranked.prefix(1000).map { endpoint($0.key, service, $0.value) }
      let rest = ranked.dropFirst(1000).flatMap(\.value)
      if !rest.isEmpty { reports.append(endpoint("(more)", service, rest)) }
    }
    return reports.sorted { ($0.service, $0.endpoint) < ($1.service, $1.endpoint) }
  }

  private static func endpoint(
    _ name: ByteString, _ service: String, _ requests: [ReferenceRequest]
  ) -> EndpointReport {
    var report = EndpointReport()
    report.service = service
    report.endpoint = name
    report.counts = counts(requests)
    report.delay = delay(requests)
    return report
  }

  static func counts(_ requests: [ReferenceRequest]) -> RequestCounts {
    var counts = RequestCounts()
    counts.attempted = requests.count
    counts.rejected = requests.count { $0.rejected }
    counts.delayed = requests.count { $0.delayed }
    counts.softLimited = requests.count { $0.softLimited }
    return counts
  }

  static func delay(_ requests: [ReferenceRequest]) -> DelayReport? {
    let delays = requests.filter(\.delayed).compactMap(\.record.delay)
    guard let largest = delays.max() else { return nil }
    return DelayReport(
      p50: ReferenceWindows.percentile(delays, 50), p95: ReferenceWindows.percentile(delays, 95),
      p99: ReferenceWindows.percentile(delays, 99), max: Int(largest))
  }
}
