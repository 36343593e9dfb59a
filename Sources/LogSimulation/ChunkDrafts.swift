/// The lines of a chunk in the order in which a server logs them.
struct ChunkDrafts {
  /// By time of completion.
  private(set) var lines: [LineDraft] = []
  private let plan: NightPlan
  private let chunk: NightPlan.Chunk
  private var random: RandomBits

  /// Draws the lines of `chunk`.
  init(_ chunk: NightPlan.Chunk, of plan: NightPlan, random: RandomBits) {
    self.plan = plan
    self.chunk = chunk
    self.random = random
    lines.reserveCapacity(chunk.positions.count + chunk.planted.count)
    for rank in plan.groups.indices { drawLearn(rank) }
    for kind in TrafficMix.Kind.allCases { draw(kind) }
    while lines.count < chunk.positions.count {
      drawTriples(atMost: chunk.positions.count - lines.count)
    }
    for number in chunk.planted {
      let arrival = Int32(plan.planted.lines[number].arrival)
      lines.append(
        LineDraft(kind: .planted, arrival: arrival, duration: 5, actor: Int32(number)))
    }
    sortByCompletion()
  }

  /// Lines of the background of which `total` exist in the night that fall into the chunk.
  private func share(of total: Int) -> Int {
    plan.mix.before(chunk.positions.upperBound, of: total)
      - plan.mix.before(chunk.positions.lowerBound, of: total)
  }

  /// Sessions of a developer group: mostly short, some of them page through long lists in bursts.
  private mutating func drawLearn(_ rank: Int) {
    let group = plan.groups[rank]
    var left = share(of: group.attempts)
    while left > 0 {
      let count = min(left, sessionLength())
      let site = group.siteRanks.draw(&random)
      let operation = LearnCatalogue.ranks.draw(&random)
      let app = random.below(group.apps.count)
      let session = random.next()
      var arrival = instant()
      let pace = random.below(4) == 0 ? 60 : 900
      for step in 0..<count {
        lines.append(
          LineDraft(
            kind: .learn, arrival: Int32(arrival), duration: Int32(duration()),
            actor: Int32(rank), detail: Int32(site * 4 + app), operation: Int32(operation),
            step: Int32(step), session: session))
        arrival = wrapped(arrival + random.within(pace / 4...pace * 2))
      }
      left -= count
    }
  }

  /// A few requests of one token, each to any action, so that no triple comes near its quota.
  private mutating func drawTriples(atMost bound: Int) {
    let token = plan.population.knewtonRanks.draw(&random)
    let session = random.next()
    var arrival = instant()
    for step in 0..<min(bound, random.within(1...6)) {
      lines.append(
        LineDraft(
          kind: .triple, arrival: Int32(arrival), duration: Int32(duration()),
          actor: Int32(token), operation: Int32(KnewtonCatalogue.ranks.draw(&random)),
          step: Int32(step), session: session))
      arrival = wrapped(arrival + random.within(40...4000))
    }
  }

  private mutating func draw(_ kind: TrafficMix.Kind) {
    let line: LineDraft.Kind =
      switch kind {
      case .refusedTriple: .refusedTriple
      case .pair: .pair
      case .refusedPair: .refusedPair
      case .browser: .browser
      case .other: .other
      case .badField: .badField
      case .blank: .blank
      case .malformed: .malformed
      }
    for _ in 0..<share(of: plan.mix.kinds[kind.rawValue]) {
      let actor =
        switch kind {
        case .refusedTriple: Population.refusedTokens[random.below(3)]
        case .pair: random.below(plan.population.partners.count)
        default: random.below(5)
        }
      lines.append(
        LineDraft(
          kind: line, arrival: Int32(instant()), duration: Int32(duration()),
          actor: Int32(actor), session: random.next()))
    }
  }

  /// Servers log what ends first; equal times keep the order of drawing.
  private mutating func sortByCompletion() {
    var keys = lines.enumerated().map { index, line in
      UInt64(UInt32(line.arrival + line.duration)) << 32 | UInt64(UInt32(index))
    }
    keys.sort()
    lines = keys.map { lines[Int($0 & 0xFFFF_FFFF)] }
  }

  private mutating func sessionLength() -> Int {
    switch random.below(256) {
    case ..<90: 1
    case ..<170: random.within(2...6)
    case ..<240: random.within(5...25)
    default: random.within(20...60)
    }
  }

  /// Some milliseconds, now and then some seconds.
  private mutating func duration() -> Int {
    switch random.below(100) {
    case ..<88: random.within(4...120)
    case ..<99: random.within(100...900)
    default: random.within(500...4500)
    }
  }

  private mutating func instant() -> Int {
    chunk.times.lowerBound + random.below(chunk.times.count)
  }

  /// A session that outlives the chunk goes on at its start: no chunk needs another one.
  private func wrapped(_ time: Int) -> Int {
    time < chunk.times.upperBound
      ? time
      : chunk.times.lowerBound + (time - chunk.times.lowerBound) % chunk.times.count
  }
}
