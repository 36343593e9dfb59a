internal import Bytes

/// A finding of an earlier run that tonight has not.
public struct GoneFinding: Sendable, Equatable, Codable {
  /// What it was.
  public var finding: RememberedFinding
  /// What its absence means.
  public var absence: Absence

  /// Why a finding is not there any more.
  public enum Absence: String, Sendable, Codable, CaseIterable {
    /// Tonight's logs would show it and do not.
    case resolved
    /// Tonight's logs have no request that could show it.
    case notInLogs = "not-in-logs"
    /// Part of tonight's logs could not be read, so nobody knows.
    case unknown
  }

  /// A finding that is absent for this reason.
  public init(_ finding: RememberedFinding, _ absence: Absence) {
    self.finding = finding
    self.absence = absence
  }
}

extension AuditReport {
  /// Compares the findings with those of an earlier run: what became of each, and which are gone. To be
  /// called on the report as it is shown, with findings as they were shown; a partner view compares its own
  /// only. Does nothing without `history`.
  ///
  /// A finding is graver or lighter by its severity; of one severity by measured/limit.
  public mutating func compare(with earlier: [RememberedFinding], of baseline: RunReference) {
    guard var history else { return }
    let own = earlier.filter { scope?.mayShow($0.subject) ?? true }
    let known = Dictionary(own.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let now = Set(findings.map(\.id))
    history.baseline = baseline
    // As its own period, a view knows that of others' requests in whole hours only.
    if scope != nil { history.baseline?.period = baseline.period.map(Judge.wholeHours) }
    history.states = Dictionary(
      findings.map { ($0.id, FindingState($0, before: known[$0.id])) },
      uniquingKeysWith: { first, _ in first })
    history.before = known.filter { id, _ in
      history.states[id] == .worse || history.states[id] == .better
    }
    history.gone = own.filter { !now.contains($0.id) }.map { GoneFinding($0, absence(of: $0)) }
    self.history = history
  }

  /// What it means that a finding is not there any more.
  ///
  /// Learn's sites count in total, so such a finding only goes where its group is in the logs and the
  /// sites are fewer or more are allowed; other rules are about the night, and a subject without requests
  /// breaks none, as long as there are logs of its service.
  private func absence(of finding: RememberedFinding) -> GoneFinding.Absence {
    guard status.complete else { return .unknown }
    let isLearn = finding.rule.hasPrefix("learn.")
    guard (isLearn ? totals.learn : totals.knewton) > 0 else { return .notInLogs }
    guard finding.rule == Rule.sites || finding.rule == Rule.sitesNear else { return .resolved }
    let group = finding.subject.first { $0.key == "group" }?.value
    return groups.contains { $0.group == group } ? .resolved : .notInLogs
  }
}

extension FindingState {
  /// What became of a finding that was `before`, nil if it was none.
  init(_ finding: Finding, before: RememberedFinding?) {
    guard let before else {
      self = .new
      return
    }
    if finding.severity != before.severity {
      self = finding.severity < before.severity ? .worse : .better
      return
    }
    let order = Ratio.compare(
      finding.measured, max(1, finding.limit), before.measured, max(1, before.limit))
    self = order > 0 ? .worse : order < 0 ? .better : .same
  }
}

extension ReportScope {
  /// Whether a finding of this subject is the scope's own.
  func mayShow(_ subject: [SubjectPart]) -> Bool {
    let key =
      switch kind {
      case .group: "group"
      case .token: "token"
      case .uri: "uri"
      }
    return subject.contains(SubjectPart(key, name))
  }
}
