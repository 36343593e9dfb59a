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
  /// Largest value by subject: derived from paths and observed.
  public let subjects: [(entity: ByteString, value: Int64)]
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
    var values = derivedValues()
    var isObserved = [Bool](repeating: false, count: EntityTally.kindCount)
    for (row, key) in entities.observed.keys.keys.enumerated() {
      isObserved[Int(key.first)] = true
      values[Int(key.first)][key.second, default: 0] = max(
        values[Int(key.first)][key.second, default: 0], entities.observed.values[row])
    }
    return EntityKind.allCases.map { kind in
      let index = Int(kind.rawValue)
      return EntityUsage(
        kind: kind, isMeasured: isMeasured(kind), largestRequest: entities.largest[index],
        violations: violations(index),
        subjects: values[index].map { (entity: names[$0.key], value: $0.value) },
        isObserved: isObserved[index])
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

  /// Values derived from paths, by kind and the subject's id (SPEC 4.4, how p).
  private func derivedValues() -> [[UInt32: Int64]] {
    var values = [[UInt32: Int64]](repeating: [:], count: EntityTally.kindCount)
    func add(_ kind: EntityKind, _ subject: UInt32, _ value: Int64 = 1) {
      values[Int(kind.rawValue)][subject, default: 0] += value
    }
    for (row, key) in entities.registrations.keys.keys.enumerated() {
      add(.registrationsPerAccount, key.first, Int64(entities.registrations.counts[row]))
    }
    for (row, key) in entities.goals.keys.keys.enumerated() {
      add(.goalsPerLearningInstance, key.first, Int64(entities.goals.counts[row]))
    }
    for key in entities.members.keys { add(.registrationsPerLearningInstance, key.first) }
    let table = entities.assignments
    for (row, key) in table.keys.keys.enumerated() {
      if table.assigned[row] > table.deleted[row] { add(.goalsPerRegistration, key.first) }
      if table.analytics[row] > table.deleted[row] {
        add(.goalsPerRegistrationAnalytics, key.first)
      }
    }
    return values
  }

  /// Callers and endpoints that are the subject of a limit of one request.
  var requestSubjects: [PartitionKey] {
    softLimited.keys.keys + entities.violations.flatMap(\.keys.keys)
  }
}
