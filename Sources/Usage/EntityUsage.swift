public import Bytes
public import LimitCatalog

/// What the logs show of one row of SPEC 4.4.
public struct EntityUsage: Sendable {
  /// Which row.
  public let kind: EntityKind
  /// Whether the field was seen without which its requests tell nothing; true where none is needed.
  public let isMeasured: Bool
  /// Largest value of one request, 0 when none was measured.
  public let largestRequest: Int64
  /// Requests over the limit, by caller and endpoint.
  public let violations: [RequestViolation]
  /// Largest value of any subject, derived from paths or observed; 0 without any.
  public let largestSubject: Int64
  /// Subjects over the limit with their largest value.
  public let subjectsOver: [(entity: ByteString, value: Int64)]
  /// Whether anything was observed.
  public let isObserved: Bool
}

/// Requests of one caller and endpoint over a limit of one request.
public struct RequestViolation: Sendable {
  /// The raw token, which must not leave the judging.
  public let token: ByteString
  /// Application URI.
  public let uri: ByteString
  /// Endpoint name.
  public let endpoint: ByteString
  /// Largest value.
  public let value: Int64
  /// The requests over the limit.
  public let requests: Occurrences
}

extension UsageTally {
  /// What is known of each row of SPEC 4.4, in its order.
  public func entityUsage() -> [EntityUsage] {
    EntityKind.allCases.map { kind in
      let index = Int(kind.rawValue)
      let observed = entities.observed.keys.keys.indices.filter {
        entities.observed.keys.keys[$0].first == UInt32(index)
      }
      // One number per name, whichever it names: kinds come one by one, so that this is the only one.
      var values = derivedValues(kind)
      if values.isEmpty, !observed.isEmpty { values = Array(repeating: 0, count: names.count) }
      for row in observed {
        let subject = Int(entities.observed.keys.keys[row].second)
        values[subject] = max(values[subject], entities.observed.values[row])
      }
      let over = values.indices.filter { values[$0] > entities.limits[index] }
      return EntityUsage(
        kind: kind, isMeasured: isMeasured(kind), largestRequest: entities.largest[index],
        violations: violations(index), largestSubject: values.max() ?? 0,
        subjectsOver: over.map { (entity: names[UInt32($0)], value: values[$0]) },
        isObserved: !observed.isEmpty)
    }
  }

  private func isMeasured(_ kind: EntityKind) -> Bool {
    switch kind.limit.measure {
    case .observation: false
    case .field: entities.isSeen[Int(kind.rawValue)]
    case .query: true
    case .paths:
      kind != .registrationsPerAccount && kind != .goalsPerRegistrationAnalytics
        || entities.isSeen[Int(kind.rawValue)]
    }
  }

  private func violations(_ kind: Int) -> [RequestViolation] {
    entities.violations[kind].keys.keys.enumerated().map { row, key in
      RequestViolation(
        token: names[key.first], uri: names[key.second], endpoint: names[key.third],
        value: entities.violationValues[kind][row],
        requests: entities.violations[kind].rows[row])
    }
  }

  /// Values derived from paths by the subject's id (SPEC 4.4, how p); empty for other kinds.
  private func derivedValues(_ kind: EntityKind) -> [Int64] {
    guard kind.limit.measure == .paths else { return [] }
    var values = [Int64](repeating: 0, count: names.count)
    let table = entities.assignments
    switch kind {
    case .registrationsPerAccount: add(entities.registrations, to: &values)
    case .goalsPerLearningInstance: add(entities.goals, to: &values)
    case .registrationsPerLearningInstance:
      for key in entities.members.keys { values[Int(key.instance)] += 1 }
    case .goalsPerRegistration:
      for (row, key) in table.keys.keys.enumerated() where table.isPresent(row) {
        values[Int(key.registration)] += 1
      }
    default:
      for (row, key) in table.keys.keys.enumerated() where table.isPresentWithAnalytics(row) {
        values[Int(key.registration)] += 1
      }
    }
    return values
  }

  private func add(_ counts: CountTable, to values: inout [Int64]) {
    for (row, key) in counts.keys.keys.enumerated() {
      values[Int(key.first)] += Int64(counts.counts[row])
    }
  }

  /// Callers and endpoints that are the subject of a limit of one request.
  var requestSubjects: [PartitionKey] {
    softLimited.keys.keys + entities.violations.flatMap(\.keys.keys)
  }
}
