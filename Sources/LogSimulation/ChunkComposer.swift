/// Writes chunks of log, one after the other, into memory that it keeps.
struct ChunkComposer {
  /// The shared plan.
  let plan: NightPlan
  /// The text of the last chunk.
  var writer: LineWriter
  /// What the last chunk holds.
  var tally = LineTally()
  /// Line, from 0, of every planted line of the last chunk, by its number.
  private(set) var places: [(planted: Int, line: Int)] = []
  /// Draws of the last chunk.
  var random = RandomBits(seed: 0)
  /// Requests of each group before the next line, as the platform's counter has it.
  var attempts: [Int] = []
  // Scratch of one line.
  var client: [UInt8] = []
  var target: [UInt8] = []
  var referer: [UInt8] = []

  /// A composer for the chunks of a plan.
  init(_ plan: NightPlan) {
    self.plan = plan
    writer = LineWriter(format: plan.options.format)
  }

  /// Composes `chunk`, in place of the one before.
  mutating func compose(_ chunk: NightPlan.Chunk) {
    writer.removeAll()
    tally = LineTally()
    places.removeAll()
    random = RandomBits(seed: plan.options.seed, purpose: 0x1_0000_0000 + UInt64(chunk.number))
    attempts = plan.groups.map { plan.mix.before(chunk.positions.lowerBound, of: $0.attempts) }
    let drafts = ChunkDrafts(
      chunk, of: plan, random: RandomBits(seed: random.next(), purpose: 0x3000))
    for draft in drafts.lines { compose(draft) }
  }

  private mutating func compose(_ draft: LineDraft) {
    switch draft.kind {
    case .learn: composeLearn(draft)
    case .triple, .refusedTriple: composeTriple(draft)
    case .pair, .refusedPair: composePair(draft)
    case .browser, .badField: composeBrowser(draft)
    case .other: composeOther(draft)
    case .planted: composePlanted(Int(draft.actor))
    case .blank:
      tally.blank += 1
      writer.endLine()
      return
    case .malformed:
      tally.malformed += 1
      composeMalformed()
      return
    }
    tally.records += 1
  }

  private mutating func composePlanted(_ number: Int) {
    places.append((number, writer.lines))
    let line = plan.planted.lines[number]
    tally.learn += line.isLearn ? 1 : 0
    tally.knewton += line.isLearn ? 0 : 1
    tally.rejected += line.isRejected ? 1 : 0
    tally.delayed += line.isDelayed ? 1 : 0
    tally.softLimited += line.isSoftLimited ? 1 : 0
    tally.installRefused += line.isInstallRefused ? 1 : 0
    writer.begin(
      LineWriter.Head(
        arrival: line.arrival, method: Array(line.method.utf8), status: line.status,
        size: line.status == 204 ? 0 : 512, agent: Words.clientAgents[number % 4]),
      client: Array(line.client.utf8), target: Array(line.target.utf8), referer: [0x2D])
    for (field, value) in line.fields {
      switch value {
      case .text(let text): writer.text(field, Array(text.utf8))
      case .number(let number): writer.number(field, number)
      }
    }
    writer.end()
  }
}
