/// Requests to Knewton.
extension ChunkComposer {
  /// An authenticated request to one of the 33 actions.
  mutating func composeTriple(_ draft: LineDraft) {
    let isRefused = draft.kind == .refusedTriple
    // `account-create` is allowed so often that its refusals are the partner's, not the triple's.
    let action = KnewtonCatalogue.actions[isRefused ? 0 : Int(draft.operation)]
    let rank = Int(draft.actor)
    let status = isRefused ? 429 : answer(action.status)
    tally.knewton += 1
    tally.rejected += isRefused ? 1 : 0
    let partner = rank % plan.population.partners.count
    begin(
      draft, method: action.method, status: status, template: action.target, partner: partner,
      address: Int(draft.session & 15))
    writer.text(.token, plan.population.knewtonTokens[rank])
    composeApplication(partner, session: draft.session)
    if isRefused { writer.text(.exceeded, Array("partner-limited".utf8)) }
    composeExtra(action.extra)
    writer.duration(milliseconds: Int(draft.duration))
    writer.end()
  }

  /// A request without a token: mostly for one.
  mutating func composePair(_ draft: LineDraft) {
    let isRefused = draft.kind == .refusedPair
    let asksForToken = isRefused || draft.session % 10 < 7
    let partner = Int(draft.actor)
    tally.knewton += 1
    tally.rejected += isRefused ? 1 : 0
    begin(
      draft, method: asksForToken ? Self.post : Self.get,
      status: isRefused ? 429 : asksForToken ? 200 : 401,
      template: asksForToken ? Self.tokenTarget : Self.currentTarget,
      partner: partner, address: isRefused ? 63 : Int(draft.session >> 8 & 15))
    composeApplication(partner, session: draft.session)
    if isRefused {
      writer.text(.exceeded, Array("ip-limited".utf8))
    } else if draft.session % 64 == 0 && partner < 5 {
      tally.delayed += 1
      writer.number(.delay, 1 + random.below(900))
    }
    writer.duration(milliseconds: Int(draft.duration))
    writer.end()
  }

  private static let post = Array("POST".utf8)
  private static let get = Array("GET".utf8)
  private static let tokenTarget = PathTemplate("/oauth/token")
  private static let currentTarget = PathTemplate("/accounts/current")
  private static let host = Array("api.knewton.example".utf8)

  private mutating func begin(
    _ draft: LineDraft, method: [UInt8], status: Int, template: PathTemplate, partner: Int,
    address: Int
  ) {
    client.removeAll(keepingCapacity: true)
    Words.appendAddress(UInt32(truncatingIfNeeded: 1_000_000 + partner * 64 + address), to: &client)
    target.removeAll(keepingCapacity: true)
    if draft.session >> 4 & 7 != 0 { target += "/v0".utf8 }
    template.append(
      to: &target, session: draft.session, step: Int(draft.step), ids: plan.population.ids,
      random: &random)
    referer.removeAll(keepingCapacity: true)
    if draft.session >> 28 & 1 == 0 {
      referer += plan.population.partners[partner]
      referer += "/assignments/".utf8
      referer.appendDecimal(1000 + Int(draft.session >> 32 & 0x3FFF))
    } else {
      referer.append(0x2D)
    }
    writer.begin(
      LineWriter.Head(
        arrival: Int(draft.arrival), method: method, status: status,
        size: size(status, session: draft.session), agent: agent(of: draft.session)),
      client: client, target: target, referer: referer)
    writer.text(.host, Self.host)
  }

  /// The application, as a field of its own or as the browser's origin.
  private mutating func composeApplication(_ partner: Int, session: UInt64) {
    writer.text(session >> 24 & 15 == 0 ? .origin : .uri, plan.population.partners[partner])
  }

  private mutating func composeExtra(_ extra: KnewtonCatalogue.Extra) {
    switch extra {
    case .none: break
    case .items(let bound): writer.number(.items, random.within(1...bound))
    case .goalBatch:
      writer.number(.items, random.within(1...120))
      writer.text(.action, Array((random.chance(percent: 50) ? "assign" : "unassign").utf8))
    case .account:
      target.removeAll(keepingCapacity: true)
      target += "account-".utf8
      target.appendKnewtonID(random.below(plan.population.ids.registrations), kind: 4)
      writer.text(.account, target)
    case .analytics: writer.number(.analytics, random.below(2))
    case .goalEntities:
      guard random.chance(percent: 10) else { return }
      target.removeAll(keepingCapacity: true)
      target += "goal-".utf8
      target.appendKnewtonID(random.below(1 << 30), kind: 3)
      writer.entity(
        resource: Array("target-modules-per-goal".utf8), subject: target,
        value: random.within(1...5000))
    }
  }
}
