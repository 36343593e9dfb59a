internal import AccessLog
internal import Attribution
internal import Bytes
internal import LimitCatalog

extension UsageTally {
  /// Counts what one Knewton request shows of entities; `subject` is its token, URI and endpoint.
  mutating func addEntities(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch, subject: PartitionKey,
    _ place: RequestPlace
  ) {
    let time = record.time
    if let longest = longestText(bytes, match) {
      entities.measure(.characterField, longest, subject: subject, time: time, place: place)
    }
    guard let action = match.endpoint.action else { return }
    let isSuccess = record.status >= 200 && record.status <= 299
    switch action {
    case .recommendationGet:
      measureItems(.modulesPerRecommendation, record, subject, place)
    case .eventsBatch: measureItems(.eventsPerBatch, record, subject, place)
    case .goalAssignBatch: measureItems(.registrationsPerGoalBatch, record, subject, place)
    case .accountCreateBatch: measureItems(.accountsPerBatch, record, subject, place)
    case .registrationCreate:
      guard record.account.isPresent else { return }
      entities.isSeen[Int(EntityKind.registrationsPerAccount.rawValue)] = true
      if isSuccess {
        let account = names.intern(bytes, record.account.range)
        entities.registrations.add(PartitionKey(first: account, second: 0))
      }
    case .goalCreate where isSuccess:
      let instance = names.intern(bytes, match.parameters[0].range)
      entities.goals.add(PartitionKey(first: instance, second: 0))
    case .goalAssign: addAssignment(record, bytes, match, isSuccess: isSuccess)
    case .goalAssignmentDelete where isSuccess:
      entities.assignments.delete(assignmentKey(bytes, match), at: time)
    case .learnersToWatch where match.query.isPresent:
      let query = QueryMeasures(bytes, match.query.range, &scratch)
      let ids = Int64(query.taxons + query.goals)
      entities.measure(.groupingQueryIds, ids, subject: subject, time: time, place: place)
    case .liExpectedScore, .liReadinessForecast, .liActiveTime, .liProficiency,
      .regExpectedScore, .regReadinessForecast, .regActiveTime, .regProficiency:
      if match.query.isPresent { measureRows(bytes, match, subject, time, place) }
    default: break
    }
  }

  private mutating func measureItems(
    _ kind: EntityKind, _ record: Record, _ subject: PartitionKey, _ place: RequestPlace
  ) {
    guard record.items >= 0 else { return }
    entities.isSeen[Int(kind.rawValue)] = true
    entities.measure(kind, record.items, subject: subject, time: record.time, place: place)
  }

  private mutating func measureRows(
    _ bytes: Span<UInt8>, _ match: RequestMatch, _ subject: PartitionKey, _ time: Int64,
    _ place: RequestPlace
  ) {
    let query = QueryMeasures(bytes, match.query.range, &scratch)
    let page = max(query.page, Int64(query.registrations))
    let mixed = query.taxons > 0 && query.goals > 0 ? query.taxons + query.goals : 0
    func measure(_ kind: EntityKind, _ value: Int64) {
      entities.measure(kind, value, subject: subject, time: time, place: place)
    }
    measure(.registrationsPerAnalyticsPage, page)
    measure(.analyticsDays, Int64(query.days))
    measure(.rowsQueryTaxons, Int64(query.taxons))
    measure(.rowsQueryGoals, Int64(query.goals))
    measure(.rowsQueryMixed, Int64(mixed))
  }

  private mutating func addAssignment(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch, isSuccess: Bool
  ) {
    if record.analytics != .unknown {
      entities.isSeen[Int(EntityKind.goalsPerRegistrationAnalytics.rawValue)] = true
    }
    guard isSuccess else { return }
    let key = assignmentKey(bytes, match)
    entities.assignments.assign(key, at: record.time, analytics: record.analytics == .yes)
    let instance = names.intern(bytes, match.parameters[0].range)
    _ = entities.members.row(
      MembershipKey(instance: instance, registration: key.registration))
  }

  private mutating func assignmentKey(
    _ bytes: Span<UInt8>, _ match: RequestMatch
  ) -> AssignmentKey {
    AssignmentKey(
      registration: names.intern(bytes, match.parameters[2].range), goal: bytes,
      match.parameters[1].range)
  }

  /// Counts the observations of a block, of records and inventory lines alike.
  mutating func addObservations(_ batch: RecordBatch) {
    let bytes = batch.bytes.span
    for observation in batch.observations {
      let subject = names.intern(bytes, observation.subject.range)
      entities.observed.add(
        PartitionKey(first: UInt32(observation.resource), second: subject), observation.value)
    }
  }

  /// Unicode scalars of the longest path segment or query value, nil when none can be over the limit:
  /// decoding only ever makes a text shorter.
  private mutating func longestText(_ bytes: Span<UInt8>, _ match: RequestMatch) -> Int64? {
    let limit = Int(entities.limits[Int(EntityKind.characterField.rawValue)])
    var longest = 0
    if match.relativePath.count > limit {
      var start = match.relativePath.start
      while start < match.relativePath.end {
        let end =
          ByteSearch.first(0x2F, in: bytes, start..<match.relativePath.end)
          ?? match.relativePath.end
        if end - start > limit {
          longest = max(longest, scalars(bytes, start..<end, plusIsBlank: false))
        }
        start = end + 1
      }
    }
    if match.query.count > limit {
      QueryParameter.forEach(bytes, match.query.range) { name, value in
        guard value.count > limit, QueryName(bytes, name, &scratch)?.isList != true else { return }
        longest = max(longest, scalars(bytes, value, plusIsBlank: true))
      }
    }
    return longest > limit ? Int64(longest) : nil
  }

  /// Unicode scalars of a decoded text; a maximal bad subpart counts as one.
  private mutating func scalars(
    _ bytes: Span<UInt8>, _ range: Range<Int>, plusIsBlank: Bool
  ) -> Int {
    scratch.removeAll(keepingCapacity: true)
    PercentDecoding.append(bytes, range, plusIsBlank: plusIsBlank, to: &scratch)
    return String(decoding: scratch, as: UTF8.self).unicodeScalars.count
  }
}
