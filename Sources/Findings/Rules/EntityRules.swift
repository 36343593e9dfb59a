internal import Bytes
internal import LimitCatalog
internal import Usage

/// knewton.entity.<id>: the 28 limits of SPEC 4.4, each with its row and findings.
enum EntityRules {
  /// The finding about one caller's requests over a limit of one request.
  static func finding(
    _ kind: EntityKind, _ usage: CallerUsage, value: Int64, policy: Policy,
    place: (RequestPlace) -> Witness
  ) -> Finding {
    var finding = Finding.counting(
      Rule.entityPrefix + kind.id, Severity(kind.limit.level), usage.subject, usage.requests,
      place)
    finding.measured = Int(value)
    finding.limit = policy.entityLimit(kind)
    return finding
  }

  /// The findings about subjects over their limit.
  static func findings(_ kind: EntityKind, _ sums: EntitySums, policy: Policy) -> [Finding] {
    sums.over.map { entity, value in
      Finding(
        Rule.entityPrefix + kind.id, Severity(kind.limit.level), [SubjectPart("entity", entity)],
        measured: Int(value), limit: policy.entityLimit(kind))
    }
  }

  /// The row of a kind; `findings` is their number.
  static func row(
    _ kind: EntityKind, _ sums: EntitySums, _ usage: UsageSums, findings: Int, policy: Policy
  ) -> EntityReport {
    let limit = policy.entityLimit(kind)
    var row = EntityReport()
    row.id = kind.id
    row.limit = limit
    row.level = kind.limit.level.rawValue
    row.how = kind.limit.measure.rawValue
    row.findings = findings
    guard isMeasured(kind, usage) || sums.isObserved else {
      row.status = "not-observable"
      row.needs = missingField(kind)
      return row
    }
    row.status = findings > 0 ? "violated" : "within"
    let largest = max(usage.largestRequests[Int(kind.rawValue)], sums.largest)
    // Lengths within the limit are not measured one by one.
    row.largest = kind == .characterField && largest <= Int64(limit) ? nil : Int(largest)
    return row
  }

  /// Whether the field was seen without which its requests tell nothing; true where none is needed.
  private static func isMeasured(_ kind: EntityKind, _ usage: UsageSums) -> Bool {
    let isSeen = usage.seenKinds[Int(kind.rawValue)]
    return switch kind.limit.measure {
    case .observation: false
    case .field: isSeen
    case .query: true
    case .paths:
      kind != .registrationsPerAccount && kind != .goalsPerRegistrationAnalytics || isSeen
    }
  }

  private static func missingField(_ kind: EntityKind) -> String {
    switch kind.limit.measure {
    case .field: "items"
    case .paths: kind == .registrationsPerAccount ? "account" : "analytics"
    case .query, .observation: "entities"
    }
  }
}

extension Severity {
  /// The severity of being over an entity limit.
  init(_ level: LimitLevel) {
    switch level {
    case .violation: self = .violation
    case .warning: self = .warning
    case .notice: self = .notice
    }
  }
}
