internal import Bytes

extension ReferenceGenerator {
  /// A record of the service that the case's focus asks for.
  mutating func drawRecord(after previous: ReferenceRecord?) -> ReferenceRecord {
    let statuses = [
      200, 200, 200, 200, 201, 204, 207, 299, 300, 400, 401, 402, 404, 422, 429, 429, 500,
    ]
    var record = ReferenceRecord(time: drawTime(after: previous), status: random.pick(statuses))
    record.client = random.maybe(90) { random in
      random.chance(60) ? "10.0.0.1" : random.pick(ReferenceNames.clients)
    }
    record.duration = random.maybe(20) { $0.pick([0, 1, 999, 1000, 61_001]) }
    record.entities = random.chance(4) ? [drawObservation()] : []
    let dice = random.integer(1...100)
    let learn =
      switch focus {
      case .groups, .headers: 85
      case .everything: 45
      case .pairs, .triples, .entities: 6
      }
    if dice <= 5 {
      drawOther(&record)
    } else if dice <= learn {
      drawLearnRequest(&record)
    } else {
      drawKnewtonRequest(&record)
    }
    return record
  }

  private mutating func drawOther(_ record: inout ReferenceRecord) {
    if random.chance(25) { return }
    record.method = "GET"
    record.target = random.pick(ReferenceNames.otherTargets)
    record.host = random.maybe(30) { $0.pick(ReferenceNames.sites) }
  }

  private mutating func drawLearnRequest(_ record: inout ReferenceRecord) {
    record.method = random.pick(["GET", "GET", "PATCH"])
    record.target = random.pick(ReferenceNames.learnTargets)
    if random.chance(85) { record.group = drawName(ReferenceNames.groups) }
    if random.chance(60) { record.app = drawName(ReferenceNames.apps) }
    if random.chance(70) { record.site = drawName(ReferenceNames.sites) }
    if random.chance(4) { record.site = random.pick(ReferenceNames.oddSites) }
    record.host = random.maybe(30) { $0.pick(ReferenceNames.sites) }
    let refused = "Application developer has exceeded maximum number of client installations."
    if random.chance(8) { record.error = random.pick([ByteString(refused), "Not found"]) }
    drawRateHeaders(&record)
  }

  /// Learn's limit, remaining, reset (in all three spellings) and `Retry-After`.
  private mutating func drawRateHeaders(_ record: inout ReferenceRecord) {
    let often = focus == .headers ? 75 : 15
    let usual = random.chance(90) ? busyLimit : random.pick([0, 3, 5, 10_000])
    record.limit = random.chance(often) ? usual : nil
    record.remaining = random.maybe(often) { Int64($0.integer(0...20)) }
    let second = (record.time - (record.duration ?? 0)) / 1000
    let eightDays: Int64 = 691_200
    if focus == .headers ? random.chance(60) : random.chance(8) {
      let end = random.pick(resets) + (random.chance(10) ? Int64(random.integer(-3601...3601)) : 0)
      let strange = [0, eightDays, eightDays + 1, second - eightDays, second - eightDays - 1]
        .map { max(0, $0) }
      switch random.integer(0...9) {
      case 0...2: record.reset = max(0, end - second)
      case 3...5: record.reset = max(0, end)
      case 6...8: record.reset = max(0, end * 1000 + Int64(random.integer(0...999)))
      default: record.reset = random.pick(strange)
      }
    }
    guard record.status == 429 || record.status == 402 || random.chance(3) else { return }
    switch random.integer(0...4) {
    case 0:
      record.retryAfter = .seconds(
        random.pick([0, 1, 2, 60, 86_400, eightDays, eightDays + 1, 999_999_999_999_999_999]))
    case 1: record.retryAfter = .seconds(max(0, random.pick(resets) - second))
    case 2: record.retryAfter = .date(second + random.pick([-1, 0, 1, 30, 86_400, eightDays + 2]))
    default: break
    }
  }

  // MARK: Knewton

  private mutating func drawKnewtonRequest(_ record: inout ReferenceRecord) {
    let authenticated = focus == .pairs ? 15 : 85
    if random.chance(authenticated) { record.token = drawName(ReferenceNames.tokens) }
    if random.chance(80) { record.uri = drawName(ReferenceNames.uris) }
    if random.chance(4) { record.uri = random.pick(ReferenceNames.oddURIs) }
    record.origin = random.maybe(20) { $0.pick(ReferenceNames.origins) }
    if random.chance(4) { record.origin = random.pick(ReferenceNames.oddURIs) }
    record.referer = random.maybe(20) { $0.pick(ReferenceNames.origins) }
    if !hosts.isEmpty, random.chance(60) {
      record.host = random.pick(
        ["api.knewton.example", "API.Knewton.example:443", "shop.example"])
    }
    drawKnewtonTarget(&record)
    record.delay = random.maybe(15) { Int64($0.pick([0, 1, 13, 250, 86_400_000])) }
    if record.status == 429 ? random.chance(70) : random.chance(6) {
      record.exceeded = random.pick(
        ["ip-limited", "token-limited", "partner-limited", "partner-soft-limited", "Ip"])
    }
  }

  private mutating func drawKnewtonTarget(_ record: inout ReferenceRecord) {
    record.method = "POST"
    if random.chance(8) {
      record.target = random.pick(ReferenceNames.knewtonExtras)
      return
    }
    let busy = [busyAction, busyAction, busyAction, "registration-create", "events-batch"]
    let entity = [
      "goal-assign", "goal-assign", "goal-assignment-delete", "registration-create", "goal-create",
      "li-active-time", "reg-proficiency", "learners-to-watch", "recommendation-get",
      "account-create-batch", "goal-assign-batch", "events-batch",
    ]
    let actions = focus == .entities ? entity : busy + (random.chance(30) ? entity : [])
    let action = random.pick(actions)
    guard let row = ReferenceEndpoints.rows.first(where: { $0.action == action }) else { return }
    record.method = ByteString(row.method)
    var target = Array(random.pick(["/v0", "/v0", ""]).utf8)
    for segment in row.template.split(separator: "/") {
      target += Array("/".utf8)
      target += segment.hasPrefix("{") ? drawIdentifier(String(segment)) : Array(segment.utf8)
    }
    if random.chance(10) { target += Array("/".utf8) }
    if row.template.contains("/metrics/") || random.chance(5) {
      target += random.pick(ReferenceNames.queries).bytes
    }
    record.target = ByteString(target)
    let limits = ReferenceEntities.itemsAction.filter { $0.value == action }.keys
    if let id = limits.first, random.chance(60) {
      let limit = entityLimits[id] ?? ReferenceEntities.rows.first { $0.id == id }?.limit ?? 0
      record.items = Int64(max(0, limit + random.integer(-1...1)))
    }
    if action == "goal-assign-batch" { record.assigns = random.maybe(60) { $0.chance(50) } }
    if action == "goal-assign" { record.analytics = random.maybe(50) { $0.chance(70) } }
    if action == "registration-create", random.chance(60) {
      record.account = drawName(["acct-1", "acct-2"])
    }
  }

  private mutating func drawIdentifier(_ parameter: String) -> [UInt8] {
    if random.chance(2) { return Array(String(repeating: "%C3%A9", count: 257).utf8) }
    let names: [ByteString] =
      switch parameter {
      case "{goal_id}": ["g1", "g2", "g3", "g4"]
      case "{registration_id}": ["r1", "r2", "r%31"]
      default: ["li1", "li1", "current"]
      }
    return random.pick(names).bytes
  }
}
