internal import Bytes
internal import LimitCatalog
internal import Usage

extension Judge {
  /// Turns what was judged of a scope's own entries into a partner view: whatever sums all requests gives
  /// way to the sum of the scope's, or to nothing (docs/partner-view.md).
  static func makeView(_ report: inout AuditReport, of scope: ReportScope, _ partial: PartialReport)
  {
    report.scope = resolved(scope, report)
    report.totals = totals(report)
    var endpoints = ScopeUsage()
    for sums in partial.endpoints { endpoints.add(sums) }
    report.endpoints = EndpointList.rows(endpoints.all)
    // Hours have everybody's records. That there are none is nobody's number.
    report.coverage.hours = []
    report.period = report.period.map(wholeHours)
    report.entities = report.entities.map { entity($0, scope, report.findings) }
    let entities = Dictionary(report.entities.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    report.observability = report.observability.filter { isAbout($0, scope) }
      .map { withoutNumbers($0, entities[$0.id]) }
    report.signals = []
    // A line's number counts the lines before it, and its file's name tells of the operator's machines.
    for index in report.findings.indices { report.findings[index].witness = nil }
  }

  /// The scope with the token's unkeyed form, whichever it was given by.
  private static func resolved(_ scope: ReportScope, _ report: AuditReport) -> ReportScope {
    guard scope.kind == .token else { return scope }
    let token =
      report.triples.first?.token
      ?? report.findings.lazy.compactMap { $0.subject.first { $0.key == "token" } }.first?.value
    return ReportScope(.token, token ?? scope.name)
  }

  /// Every line of a view is a record of its scope.
  private static func totals(_ report: AuditReport) -> Totals {
    var totals = Totals()
    totals.pairs = report.totals.pairs
    totals.triples = report.totals.triples
    totals.learn = report.groups.reduce(0) { $0 + $1.attempted }
    totals.knewton = totals.pairs.attempted + totals.triples.attempted
    totals.records = totals.learn + totals.knewton
    totals.lines = totals.records
    totals.rejected =
      report.groups.reduce(0) { $0 + $1.rejected } + totals.pairs.rejected
      + totals.triples.rejected
    totals.delayed = totals.pairs.delayed + totals.triples.delayed
    totals.softLimited = totals.pairs.softLimited + totals.triples.softLimited
    totals.installRefused = report.findings.reduce(0) {
      $1.rule == Rule.installRefused ? $0 + $1.occurrences : $0
    }
    return totals
  }

  /// The audited time to whole hours: its ends are the instants of somebody's requests.
  static func wholeHours(_ period: Period) -> Period {
    let hour: Int64 = 3_600_000
    let first = period.first.milliseconds.flooredQuotient(hour) * hour
    let last = -(-period.last.milliseconds).flooredQuotient(hour) * hour
    return Period(first: Instant(milliseconds: first), last: Instant(milliseconds: last))
  }

  /// The row of an entity limit by the scope's own findings. Subjects of observations and of paths are
  /// nobody's own, and how large values within the limit were is known of all requests only.
  private static func entity(
    _ all: EntityReport, _ scope: ReportScope, _ findings: [Finding]
  ) -> EntityReport {
    var row = all
    row.largest = findings.filter { $0.rule == Rule.entityPrefix + all.id }.map(\.measured).max()
    let isOfRequests =
      [EntityMeasure.query, .field].map(\.rawValue).contains(all.how) && scope.kind != .group
    if row.findings == 0, !isOfRequests {
      row.status = "not-observable"
      row.needs = nil
    }
    return row
  }

  /// Whether a documented limit is on requests such as the scope's.
  private static func isAbout(_ row: ObservabilityRow, _ scope: ReportScope) -> Bool {
    switch scope.kind {
    case .group: row.service == "learn"
    case .token: row.service == "knewton" && row.id != Rule.pairRate
    case .uri: row.service == "knewton"
    }
  }

  /// Whether the logs can tell is the logs' own; how many requests that is about is everybody's.
  private static func withoutNumbers(
    _ row: ObservabilityRow, _ entity: EntityReport?
  ) -> ObservabilityRow {
    var row = row
    if entity?.status == "not-observable", entity?.needs == nil {
      row.status = .notObservable
      row.missing = []
      row.reason = "No request tells whom this limit is about."
      return row
    }
    row.reason =
      switch row.status {
      case .checked: "The logs have what this limit is about."
      case .lowerBound: "The logs show a part of what this limit is about."
      case .notObservable: "The logs do not have what this limit is about."
      case .nothingToCheck: "The logs hold no request that this limit is about."
      }
    return row
  }
}
