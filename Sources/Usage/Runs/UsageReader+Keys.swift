internal import Bytes
internal import LimitCatalog

extension UsageReader {
  /// What all runs say of the smallest key, and its parts, of which there must be so many.
  mutating func take<Payload: UsagePayload>(
    _ type: Payload.Type, parts count: Int
  ) throws -> (parts: [[UInt8]], payload: Payload) {
    guard let key = merge.key, let parts = UsageKey.parts(key), parts.count == count else {
      throw UsageCorruption()
    }
    var result = try takeOne(type)
    while merge.key == key { result.merge(try takeOne(type)) }
    return (parts, result)
  }

  private mutating func takeOne<Payload: UsagePayload>(_ type: Payload.Type) throws -> Payload {
    let (payload, inputs) = try merge.take()
    var bytes = UsageBytes(payload)
    let result = try Payload(&bytes, inputs: inputs)
    guard bytes.isAtEnd else { throw UsageCorruption() }
    return result
  }

  /// The group whose entries begin with `key`.
  mutating func nextGroup(_ key: [UInt8]) throws -> GroupUsage {
    let (parts, tally) = try take(GroupTally.self, parts: 3)
    guard try part(parts[2]) == .whole, parts[1] == [1] || parts[1] == [2] else {
      throw UsageCorruption()
    }
    var group = GroupUsage(
      name: ByteString(parts[0]), isJudged: parts[1] == [2], tally: tally)
    // The key ends with the part and its end.
    let prefix = key.dropLast(3)
    while let next = merge.key, next.starts(with: prefix) {
      guard let parts = UsageKey.parts(next), parts.count == 4 else { throw UsageCorruption() }
      let name = ByteString(parts[3])
      switch try part(parts[2]) {
      case .whole: throw UsageCorruption()
      case .application:
        group.applications.append((name, try take(ApplicationCounts.self, parts: 4).payload))
      case .site: group.sites.append((name, try take(Occurrences.self, parts: 4).payload))
      case .refusal: group.refusals.append((name, try take(Occurrences.self, parts: 4).payload))
      }
    }
    return group
  }

  /// The values of the subject whose entries stand first: a learning instance and its registrations, or
  /// a registration and its goals.
  mutating func nextSubject(_ section: UsageSection) throws -> UsageEntry {
    var entity: [UInt8]?
    var values: (all: Int64, analytics: Int64) = (0, 0)
    while let key = merge.key, key.first == section.rawValue {
      guard let parts = UsageKey.parts(key), parts.count == 2 else { throw UsageCorruption() }
      guard parts[0] == entity ?? parts[0] else { break }
      entity = parts[0]
      if section == .members {
        _ = try take(Presence.self, parts: 2)
        values.all += 1
      } else {
        let times = try take(AssignmentTimes.self, parts: 2).payload
        if times.isPresent { values.all += 1 }
        if times.isPresentWithAnalytics { values.analytics += 1 }
      }
    }
    let name = ByteString(entity ?? [])
    if section == .members {
      return .subject(
        .registrationsPerLearningInstance, entity: name, value: values.all, isObserved: false)
    }
    pending = .subject(
      .goalsPerRegistrationAnalytics, entity: name, value: values.analytics,
      isObserved: false)
    return .subject(.goalsPerRegistration, entity: name, value: values.all, isObserved: false)
  }

  func caller(_ parts: ArraySlice<[UInt8]>, _ requests: Occurrences) -> CallerUsage {
    let parts = Array(parts)
    return CallerUsage(
      token: CallerToken(digest: parts[0]), uri: ByteString(parts[1]),
      endpoint: ByteString(parts[2]), requests: requests)
  }

  func service(_ part: [UInt8]) throws -> String {
    switch part {
    case [UInt8(ServiceCode.knewton) + 1]: "knewton"
    case [UInt8(ServiceCode.learn) + 1]: "learn"
    case [UInt8(ServiceCode.other) + 1]: "other"
    default: throw UsageCorruption()
    }
  }

  func kind(_ part: [UInt8]) throws -> EntityKind {
    guard let digit = part.first, digit > 0, let kind = EntityKind(rawValue: digit - 1) else {
      throw UsageCorruption()
    }
    return kind
  }

  private func part(_ part: [UInt8]) throws -> GroupPart {
    guard let digit = part.first, digit > 0, let part = GroupPart(rawValue: digit - 1) else {
      throw UsageCorruption()
    }
    return part
  }
}
