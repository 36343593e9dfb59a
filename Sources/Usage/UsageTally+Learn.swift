internal import AccessLog
internal import Attribution
internal import Bytes
internal import LimitCatalog

extension UsageTally {
  /// Counts one Learn request in its group, application, site and endpoint.
  mutating func addLearn(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch, _ place: RequestPlace
  ) {
    totals.learn &+= 1
    let isRejected = rejectedStatuses.contains(record.status)
    let app = name(bytes, record.app)
    let group = developerGroup(record, bytes)
    let site = self.site(record, bytes)
    sightings.addLearn(record, hasSite: site != nil, isRejected: isRejected)
    let second = record.time.flooredQuotient(1000)

    let row = groupRow(group: group, app: app, site: site ?? dash)
    groups.rows[row].attempted.add(time: record.time, place: place)
    groups.rows[row].add(status: record.status)
    let isNewSecond = groups.rows[row].add(
      second: second, isRejected: isRejected, limit: record.limit, remaining: record.remaining)
    if isNewSecond { groups.secondCount &+= 1 }
    if partition != .group { groups.rows[row].developerGroupIDs.insert(group) }
    if record.limit >= 0 {
      groups.rows[row].add(limit: record.limit, time: record.time, place: place)
    }
    addInstants(record, row: row, second: second, isRejected: isRejected, input: place.input)
    let application = groups.addApplication(row: row, app: app, isRejected: isRejected)
    var siteRow = DayTally.none
    if let site {
      let key = PartitionKey(first: UInt32(row), second: site)
      siteRow = UInt32(
        truncatingIfNeeded: groups.sites.add(key, time: record.time, place: place))
    }
    if app != dash {
      let key = PartitionKey(first: app, second: group)
      groups.memberships.add(key, time: record.time, place: place)
    }
    let endpoint = learnEndpoint(record, bytes, match)
    endpoints.counts[endpoint].attempted &+= 1
    countDay(
      record, isRejected: isRejected, application: UInt32(truncatingIfNeeded: application),
      site: siteRow, endpoint: endpoint)
    if group == dash { totals.unattributed &+= 1 }
    if isRejected {
      totals.rejected &+= 1
      endpoints.counts[endpoint].rejected &+= 1
      groups.rows[row].rejected.add(time: record.time, place: place)
    }
    if record.error.isPresent, InstallRefusal.isNamed(bytes, record.error) {
      totals.installRefused &+= 1
      let key = PartitionKey(first: UInt32(row), second: site ?? dash)
      groups.refusals.add(key, time: record.time, place: place)
    }
  }

  /// The developer group's id, that of `-` for none (SPEC section 3).
  mutating func developerGroup(_ record: Record, _ bytes: Span<UInt8>) -> UInt32 {
    if record.group.isPresent { return names.intern(bytes, record.group.range) }
    if record.app.isPresent, let index = attributor.groupIndex(ofApplication: record.app, bytes) {
      return policyGroups[index]
    }
    return dash
  }

  /// The site's id, nil when the record has none (SPEC section 3).
  mutating func site(_ record: Record, _ bytes: Span<UInt8>) -> UInt32? {
    let field = record.site.isPresent ? record.site : record.host
    guard field.isPresent else { return nil }
    if let known = siteCache.lookUp(bytes, field.range) { return known == dash ? nil : known }
    scratch.removeAll(keepingCapacity: true)
    Attributor.appendSite(bytes, field.range, to: &scratch)
    let id = scratch.isEmpty ? dash : scratchName()
    siteCache.remember(id)
    return id == dash ? nil : id
  }

  /// The row of the policy's partition (SPEC 4.5); its first part decides whether it is judged.
  private mutating func groupRow(group: UInt32, app: UInt32, site: UInt32) -> Int {
    let row = groupName(group: group, app: app, site: site)
    return groups.row(name: row.name, isJudged: row.isJudged)
  }

  /// The name of that row, and whether it is judged.
  mutating func groupName(
    group: UInt32, app: UInt32, site: UInt32
  ) -> (name: UInt32, isJudged: Bool) {
    let head = partition == .group || partition == .groupAndSite ? group : app
    if partition == .group || partition == .application { return (head, head != dash) }
    scratch.removeAll(keepingCapacity: true)
    names.append(head, to: &scratch)
    scratch.append(contentsOf: UsageTally.joint)
    names.append(site, to: &scratch)
    return (scratchName(), head != dash)
  }

  /// What joins the two parts of a row's name (SPEC 4.5).
  private static let joint = Array(" + ".utf8)

  private mutating func learnEndpoint(
    _ record: Record, _ bytes: Span<UInt8>, _ match: RequestMatch
  ) -> Int {
    if let row = learnEndpoints.value(method: record.method, path: match.path, bytes) { return row }
    scratch.removeAll(keepingCapacity: true)
    attributor.appendLearnEndpoint(
      method: record.method, path: match.path, bytes, to: &scratch)
    let row = endpoints.row(service: ServiceCode.learn, name: scratchName())
    learnEndpoints.remember(row, method: record.method, path: match.path, bytes)
    return row
  }

  /// Keeps the instants that rate headers name; one more than 8 days off is a bad field (SPEC 5).
  private mutating func addInstants(
    _ record: Record, row: Int, second: Int64, isRejected: Bool, input: Int
  ) {
    let farthest: Int64 = 8 * 86_400
    if record.reset >= 0 {
      let instant =
        switch record.reset {
        case ..<1_000_000_000: second + record.reset
        case 1_000_000_000_000...: record.reset / 1000
        default: record.reset
        }
      if abs(instant - second) <= farthest {
        groups.rows[row].add(resetInstant: instant)
      } else {
        inputs[input].counts.badFields += 1
      }
    }
    guard isRejected, record.retryAfter >= 0 else { return }
    if record.retryAfter <= farthest {
      groups.rows[row].waits.insert(RetryWait(second: second, seconds: record.retryAfter))
    } else {
      inputs[input].counts.badFields += 1
    }
  }
}

/// The vendor's words when an application is on too many sites (DOMAIN, SPEC section 6).
enum InstallRefusal {
  private static let words = Array("exceeded maximum number of client installations".utf8)

  /// Whether the error text says so; O(n).
  static func isNamed(_ bytes: Span<UInt8>, _ error: ByteSlice) -> Bool {
    var position = error.start
    let lastStart = error.end - words.count
    while position <= lastStart {
      guard let hit = ByteSearch.first(words[0], in: bytes, position..<(lastStart + 1)) else {
        return false
      }
      let here = hit..<(hit + words.count)
      if ByteSearch.equal(bytes, here, words.span, 0..<words.count) { return true }
      position = hit + 1
    }
    return false
  }
}
