internal import LimitCatalog

extension ObservabilityMatrix {
  /// Whether the logs could show one limit of SPEC 4.4.
  func entity(
    _ entity: EntityReport
  ) -> (status: Observability, reason: String, missing: [String]) {
    let isIdle = totals.knewton == 0 && (entity.largest ?? 0) == 0
    if isIdle { return ObservabilityMatrix.noKnewton }
    guard let kind = EntityKind(id: entity.id) else {
      preconditionFailure("every row of entities is one of SPEC 4.4")
    }
    if entity.status == "not-observable" {
      return (.notObservable, reason(notObservable: kind), entity.needs.map { [$0] } ?? [])
    }
    switch kind.limit.measure {
    case .query:
      return (.checked, "Read from the path or query of each request it is about.", [])
    case .field:
      return (.checked, "Read from each request it is about that logs its items.", [])
    case .paths:
      return (
        .lowerBound,
        "Derived from succeeded requests: what was there before the logs began is not seen.", []
      )
    case .observation: return (.checked, "Read from the observations that there are.", [])
    }
  }

  private func reason(notObservable kind: EntityKind) -> String {
    switch kind {
    case .registrationsPerAccount: "No registration-create names its account."
    case .goalsPerRegistrationAnalytics: "No goal-assign tells whether the goal has analytics."
    default:
      kind.limit.measure == .field
        ? "No \(kind.limit.basis) are logged."
        : "Only entity observations show it, and there are none."
    }
  }
}
