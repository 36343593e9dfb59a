internal import Bytes
internal import LimitCatalog

extension RunMerge {
  /// What all runs together say of the smallest key, which is gone then.
  mutating func sum<Payload: UsagePayload>(_ type: Payload.Type) throws -> Payload {
    var isShared = isKeyShared
    var result = try takeOne(type)
    while isShared {
      isShared = isKeyShared
      result.merge(try takeOne(type))
    }
    return result
  }

  private mutating func takeOne<Payload: UsagePayload>(_ type: Payload.Type) throws -> Payload {
    let result = try read(type)
    try advance()
    return result
  }

  private func read<Payload: UsagePayload>(_ type: Payload.Type) throws -> Payload {
    let payload = self.payload
    var bytes = UsageBytes(payload.bytes)
    let result = try Payload(&bytes, inputs: payload.inputs)
    guard bytes.isAtEnd else { throw UsageCorruption() }
    return result
  }
}

extension UsageReader {
  /// What all runs say of the smallest key, and its parts, of which there must be so many.
  mutating func take<Payload: UsagePayload>(
    _ type: Payload.Type, parts count: Int
  ) throws -> (parts: [[UInt8]], payload: Payload) {
    guard let parts = merge.key.flatMap(UsageKey.parts), parts.count == count else {
      throw UsageCorruption()
    }
    return (parts, try merge.sum(type))
  }

  /// The sum of a day that stands first.
  mutating func nextDay() throws -> DayUsage {
    guard let parts = merge.key.flatMap(UsageKey.parts), parts.count >= 3,
      let digit = parts[0].first, digit > 0, let part = DayPart(rawValue: digit - 1),
      let day = DayTotals.day(of: parts[1]), parts.count == (part == .group ? 3 : 4)
    else { throw UsageCorruption() }
    let name = ByteString(parts[2])
    let subject: DayUsage.Subject =
      switch part {
      case .group: .group(name)
      case .application: .application(group: name, ByteString(parts[3]))
      case .site: .site(group: name, ByteString(parts[3]))
      case .endpoint: .endpoint(service: try service(parts[2]), ByteString(parts[3]))
      }
    return DayUsage(day: day, subject: subject, counts: try merge.sum(DayCounts.self))
  }

  /// The group whose entries stand first.
  mutating func nextGroup() throws -> GroupUsage {
    let key = merge.key ?? []
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
    guard let first = merge.key, let parts = UsageKey.parts(first), parts.count == 2 else {
      throw UsageCorruption()
    }
    let subject = 0..<UsageKey.end(ofPartAt: 1, in: first)
    var values: (all: Int64, analytics: Int64) = (0, 0)
    while try isNext(first, subject) {
      if section == .members {
        _ = try merge.sum(Presence.self)
        values.all += 1
      } else {
        let times = try merge.sum(AssignmentTimes.self)
        if times.isPresent { values.all += 1 }
        if times.isPresentWithAnalytics { values.analytics += 1 }
      }
    }
    let name = ByteString(parts[0])
    if section == .members {
      return .subject(
        .registrationsPerLearningInstance, entity: name, value: values.all, isObserved: false)
    }
    pending = .subject(
      .goalsPerRegistrationAnalytics, entity: name, value: values.analytics,
      isObserved: false)
    return .subject(.goalsPerRegistration, entity: name, value: values.all, isObserved: false)
  }

  /// Whether the smallest key begins as `first` does; holds the key no longer than it looks.
  private func isNext(_ first: [UInt8], _ prefix: Range<Int>) throws -> Bool {
    guard let key = merge.key, key.count >= prefix.count,
      ByteSearch.equal(key.span, prefix, first.span, prefix)
    else { return false }
    guard UsageKey.partCount(key) == 2 else { throw UsageCorruption() }
    return true
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
