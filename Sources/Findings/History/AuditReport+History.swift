extension AuditReport {
  /// Takes over what was found over the nights; `unread` partitions could not be judged.
  mutating func joinNights(_ joined: [JoinedFinding], unread: Int) {
    var known = HistoryReport(run: 0)
    (findings, known.overNights) = NightJoin.findings(tonight: findings, joined: joined)
    known.unreadPartitions = unread
    history = known
  }

  /// Takes over what is known of inputs and days, of which a partner view shows nothing: they are
  /// everybody's. Does nothing without `history`.
  public mutating func takeHistory(
    run: Int, skipped: [SkippedInput], continued: [ContinuedInput], days: [DayChange]
  ) {
    guard history != nil else { return }
    history?.run = run
    guard scope == nil else { return }
    history?.skipped = skipped
    history?.continued = continued
    history?.days = days
  }
}

extension AuditReport {
  /// Findings in a state, in the report's order; none without a run to compare with.
  public func findings(in state: FindingState) -> [Finding] {
    guard let history else { return [] }
    return findings.filter { history.states[$0.id] == state }
  }
}

extension HistoryReport {
  /// Findings in a state.
  public func count(_ state: FindingState) -> Int { states.values.count { $0 == state } }

  /// Findings of the baseline that are absent for a reason.
  public func count(_ absence: GoneFinding.Absence) -> Int { gone.count { $0.absence == absence } }

  /// Whether nothing became of any finding since the baseline.
  public var isUnchanged: Bool { gone.isEmpty && states.values.allSatisfy { $0 == .same } }

  /// Days of which more may come.
  public var provisionalDays: Int { days.count(where: \.isProvisional) }

  /// Days that were final before this run.
  public var reopenedDays: [DayChange] { days.filter(\.isReopened) }
}
