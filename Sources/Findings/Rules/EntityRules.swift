internal import Bytes
internal import LimitCatalog
internal import Usage

/// knewton.entity.<id>: the 28 limits of SPEC 4.4, each with its row and findings.
enum EntityRules {
  /// Rows in the order of SPEC 4.4, and all findings.
  static func judge(
    _ usages: [EntityUsage], policy: Policy, place: (RequestPlace) -> Witness
  ) -> (rows: [EntityReport], findings: [Finding]) {
    var rows: [EntityReport] = []
    var findings: [Finding] = []
    for usage in usages {
      let limit = policy.entityLimit(usage.kind)
      let found = self.findings(usage, limit: limit, place: place)
      rows.append(row(usage, limit: limit, findings: found.count))
      findings += found
    }
    return (rows, findings)
  }

  private static func findings(
    _ usage: EntityUsage, limit: Int, place: (RequestPlace) -> Witness
  ) -> [Finding] {
    let rule = Rule.entityPrefix + usage.kind.id
    let severity = Severity(usage.kind.limit.level)
    var result = usage.violations.map { violation in
      let subject = [
        SubjectPart("token", TokenHash.shown(violation.token)), SubjectPart("uri", violation.uri),
        SubjectPart("endpoint", violation.endpoint),
      ]
      var finding = Finding.counting(rule, severity, subject, violation.requests, place)
      finding.measured = Int(violation.value)
      finding.limit = limit
      return finding
    }
    for (entity, value) in usage.subjectsOver {
      result.append(
        Finding(
          rule, severity, [SubjectPart("entity", entity)], measured: Int(value), limit: limit))
    }
    return result
  }

  private static func row(_ usage: EntityUsage, limit: Int, findings: Int) -> EntityReport {
    var row = EntityReport()
    row.id = usage.kind.id
    row.limit = limit
    row.level = usage.kind.limit.level.rawValue
    row.how = usage.kind.limit.measure.rawValue
    row.findings = findings
    guard usage.isMeasured || usage.isObserved else {
      row.status = "not-observable"
      row.needs = missingField(usage.kind)
      return row
    }
    row.status = findings > 0 ? "violated" : "within"
    let largest = max(usage.largestRequest, usage.largestSubject)
    // Lengths within the limit are not measured one by one.
    row.largest = usage.kind == .characterField && largest <= limit ? nil : Int(largest)
    return row
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
