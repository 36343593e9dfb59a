/// Requests to Learn.
extension ChunkComposer {
  /// A request of a developer group, refused when the group's quota is used up.
  mutating func composeLearn(_ draft: LineDraft) {
    let rank = Int(draft.actor)
    let group = plan.groups[rank]
    let site = Int(draft.detail) / 4
    let app = Int(draft.detail) % 4
    let operation = LearnCatalogue.operations[Int(draft.operation)]
    let isRefused = attempts[rank] >= group.quota
    let remaining = max(0, group.quota - 1 - attempts[rank])
    attempts[rank] += 1
    tally.learn += 1
    tally.rejected += isRefused ? 1 : 0

    let status = isRefused ? 429 : answer(operation.status)
    client.removeAll(keepingCapacity: true)
    Words.appendAddress(UInt32(truncatingIfNeeded: rank * 64 + site * 2 + app), to: &client)
    target.removeAll(keepingCapacity: true)
    operation.target.append(
      to: &target, session: draft.session, step: Int(draft.step), ids: plan.population.ids,
      random: &random)
    referer.removeAll(keepingCapacity: true)
    if draft.session % 4 == 0 {
      referer += "https://".utf8
      referer += group.sites[site]
      referer += "/ultra/institution-page".utf8
    } else {
      referer.append(0x2D)
    }
    writer.begin(
      LineWriter.Head(
        arrival: Int(draft.arrival), method: operation.method, status: status,
        size: size(status, session: draft.session), agent: agent(of: draft.session)),
      client: client, target: target, referer: referer)
    writer.text(group.namesHost ? .host : .site, group.sites[site])
    writer.text(.group, group.name)
    writer.text(.app, group.apps[app])
    let token = plan.population.learnToken(
      group: rank, app: app, site: site, of: plan.groups, arrival: Int(draft.arrival))
    writer.text(.token, plan.population.learnTokens[token])
    if isRefused || random.chance(percent: 95) {
      composeHeaders(group, remaining: remaining, isRefused: isRefused, arrival: Int(draft.arrival))
    }
    writer.duration(milliseconds: Int(draft.duration))
    writer.end()
  }

  /// Rate headers; every reset means the end of the night.
  private mutating func composeHeaders(
    _ group: LearnGroup, remaining: Int, isRefused: Bool, arrival: Int
  ) {
    let end = PlantedNight.epochSeconds(LoadCurve.length)
    let left = (LoadCurve.length / 1000) - arrival / 1000
    writer.number(.limit, group.quota)
    writer.number(.remaining, isRefused ? 0 : remaining)
    switch group.resetStyle {
    case .epochSeconds: writer.number(.reset, end)
    case .secondsRemaining: writer.number(.reset, left)
    case .epochMilliseconds: writer.number(.reset, end * 1000)
    case .retryAfter: break
    }
    if isRefused { writer.number(.retryAfter, left) }
  }

  /// A request of the web interface: it has no developer group.
  mutating func composeBrowser(_ draft: LineDraft) {
    tally.learn += 1
    client.removeAll(keepingCapacity: true)
    Words.appendAddress(UInt32(truncatingIfNeeded: draft.session >> 40), to: &client)
    target.removeAll(keepingCapacity: true)
    target += "/learn/api/v1/courses/".utf8
    target.appendLearnID(draft.session)
    target += draft.session % 3 == 0 ? "/memberships?limit=20".utf8 : "/contents/ROOT".utf8
    let site = Words.site(Int(draft.session >> 54))
    referer.removeAll(keepingCapacity: true)
    referer += "https://".utf8
    referer += site
    referer += "/ultra/course".utf8
    let agents = Words.browserAgents
    writer.begin(
      LineWriter.Head(
        arrival: Int(draft.arrival), method: Array("GET".utf8), status: 200,
        size: size(200, session: draft.session),
        agent: agents[Int(draft.session >> 32 & 0xFF) % agents.count]),
      client: client, target: target, referer: referer)
    writer.text(.host, site)
    if draft.kind == .badField {
      tally.badFields += 1
      writer.unusable(.limit, Array("unlimited".utf8))
    }
    writer.duration(milliseconds: Int(draft.duration))
    writer.end()
  }

  /// The status of a request that the limiter let through: mostly `success`.
  mutating func answer(_ success: Int) -> Int {
    switch random.below(1000) {
    case ..<25: 404
    case ..<33: 403
    case ..<36: 500
    default: success
    }
  }

  /// Size of a response: lists are long, refusals and errors short.
  mutating func size(_ status: Int, session: UInt64) -> Int {
    switch status {
    case 204: 0
    case 200, 207: 400 + Int(session >> 48 & 0x3FFF) + random.below(100)
    case 201: 300 + random.below(300)
    default: 87
    }
  }

  /// The agent of a session: few are frequent.
  func agent(of session: UInt64) -> [UInt8] {
    let draw = Int(truncatingIfNeeded: (session >> 16) & 0xFF)
    // The square favours small ranks: 10 x (0...255)^2 / 256^2.
    return Words.clientAgents[Words.clientAgents.count * draw * draw / 65_536]
  }
}
