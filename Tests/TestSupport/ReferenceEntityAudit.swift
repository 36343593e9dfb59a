internal import Bytes
internal import Findings

/// Entity limits (SPEC 4.4, 6 and 7).
struct ReferenceEntityAudit {
  var policy: ReferencePolicy
  var knewton: [ReferenceRequest]
  var observations: [ReferenceObservation]

  func audit() -> (rows: [EntityReport], findings: [ReferenceFinding]) {
    var rows: [EntityReport] = []
    var findings: [ReferenceFinding] = []
    for table in ReferenceEntities.rows {
      let result = audit(table, limit: policy.entities[table.id] ?? table.limit)
      rows.append(result.row)
      findings += result.findings
    }
    return (rows, findings)
  }

  private func audit(
    _ table: ReferenceEntities.Row, limit: Int
  ) -> (row: EntityReport, findings: [ReferenceFinding]) {
    let severity: Severity =
      switch table.level {
      case "violation": .violation
      case "warning": .warning
      default: .notice
      }
    let rule = "knewton.entity." + table.id
    var findings: [ReferenceFinding] = []

    let measured = knewton.compactMap { request in
      ReferenceQuery.measure(table.id, request).map { (request: request, value: $0) }
    }
    let over = measured.filter { $0.value > limit }
    for (subject, requests) in Dictionary(grouping: over, by: \.request.tripleSubject) {
      let finding = ReferenceFinding(
        rule, severity, subject, limit: limit, measured: requests.map(\.value).max(),
        requests: requests.map(\.request))
      findings += [finding].compactMap { $0 }
    }

    var perEntity: [ByteString: Int] = derived(table.id)
    let observed = observations.filter { $0.resource == table.id }
    for observation in observed {
      perEntity[observation.subject] = max(
        perEntity[observation.subject] ?? 0, Int(observation.value))
    }
    for (entity, value) in perEntity where value > limit {
      findings.append(
        ReferenceFinding(
          rule, severity, [SubjectName("entity", entity)], measured: value, limit: limit,
          occurrences: 1))
    }

    var row = EntityReport()
    row.id = table.id
    row.limit = limit
    row.level = table.level
    row.how = table.how
    row.findings = findings.count
    row.needs = observed.isEmpty ? missingField(table) : nil
    if row.needs != nil {
      row.status = "not-observable"
    } else {
      row.status = findings.isEmpty ? "within" : "violated"
      let largest = (measured.map(\.value) + perEntity.values).max() ?? 0
      row.largest = table.id == "character-field" && largest <= limit ? nil : largest
    }
    return (row, findings)
  }

  /// The field without which nothing can be measured, nil when it is there.
  private func missingField(_ table: ReferenceEntities.Row) -> String? {
    func seen(_ action: String, _ hasField: (ReferenceRecord) -> Bool) -> Bool {
      knewton.contains { $0.action == action && hasField($0.record) }
    }
    if table.how == "o" { return "entities" }
    if let action = ReferenceEntities.itemsAction[table.id] {
      return seen(action) { $0.items != nil } ? nil : "items"
    }
    if table.id == "registrations-per-account" {
      return seen("registration-create") { $0.account != nil } ? nil : "account"
    }
    if table.id == "goals-per-registration-analytics" {
      return seen("goal-assign") { $0.analytics != nil } ? nil : "analytics"
    }
    return nil
  }

  // MARK: Derived from paths of succeeded requests

  private func succeeded(_ action: String) -> [ReferenceRequest] {
    knewton.filter { $0.action == action && $0.succeeded }
  }

  private func derived(_ id: String) -> [ByteString: Int] {
    switch id {
    case "registrations-per-account":
      let created = succeeded("registration-create").filter { $0.record.account != nil }
      return Dictionary(grouping: created) { $0.record.account ?? .dash }.mapValues(\.count)
    case "registrations-per-learning-instance":
      return Dictionary(grouping: succeeded("goal-assign")) { $0.parameter("{id}") }
        .mapValues { Set($0.map { $0.parameter("{registration_id}") }).count }
    case "goals-per-registration": return goalsPresent(onlyAnalytics: false)
    case "goals-per-registration-analytics": return goalsPresent(onlyAnalytics: true)
    case "goals-per-learning-instance":
      return Dictionary(grouping: succeeded("goal-create")) { $0.parameter("{id}") }
        .mapValues(\.count)
    default: return [:]
    }
  }

  private struct GoalOfRegistration: Hashable {
    var registration: ByteString
    var goal: ByteString

    init(_ request: ReferenceRequest) {
      registration = request.parameter("{registration_id}")
      goal = request.parameter("{goal_id}")
    }
  }

  /// Goals per registration whose latest assignment is later than their latest deletion.
  private func goalsPresent(onlyAnalytics: Bool) -> [ByteString: Int] {
    let assigned = Dictionary(
      grouping: succeeded("goal-assign").filter { !onlyAnalytics || $0.record.analytics == true },
      by: GoalOfRegistration.init)
    let deleted = Dictionary(
      grouping: succeeded("goal-assignment-delete"), by: GoalOfRegistration.init)
    var present: [ByteString: Int] = [:]
    for (key, assignments) in assigned {
      let latest = assignments.map(\.time).max() ?? .min
      let latestDeletion = deleted[key]?.map(\.time).max() ?? .min
      present[key.registration, default: 0] += latest > latestDeletion ? 1 : 0
    }
    return present
  }
}

extension ReferenceRequest {
  /// What stands for this `{x}` of the template, as sent.
  fileprivate func parameter(_ name: String) -> ByteString {
    ByteString(parameters[name] ?? [])
  }
}
