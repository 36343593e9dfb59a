/// Everything about a night that its chunks share; a chunk needs nothing of another chunk.
final class NightPlan: Sendable {
  /// A stretch of one node's log.
  struct Chunk: Sendable {
    /// Number over all nodes: nodes take turns.
    let number: Int
    /// Node from 0.
    let node: Int
    /// Milliseconds into the night, `start..<end`.
    let times: Range<Int>
    /// Positions among the lines of the background.
    let positions: Range<Int>
    /// Numbers of planted lines.
    let planted: [Int]
  }

  /// Lines of the background in a chunk, about; a chunk is then some 500 kB.
  private static let chunkLines = 1400
  /// Fewest lines of the background per node, so that every kind's share fits into every chunk.
  private static let linesPerNode = 200

  /// What was asked for.
  let options: SimulationOptions
  /// The planted cases.
  let planted = PlantedNight.cases
  /// Kinds and numbers of the background's lines.
  let mix: TrafficMix
  /// Developer groups by rank.
  let groups: [LearnGroup]
  /// Tokens, applications and ids.
  let population: Population
  /// Chunks over all nodes.
  let chunkCount: Int
  private let curve: LoadCurve
  private let plantedByChunk: [Int: [Int]]

  /// Fewest log lines of a night on so many nodes.
  static func minimumLines(nodes: Int) -> Int {
    max(2000, PlantedNight.cases.lines.count + linesPerNode * nodes)
  }

  /// The plan of a night; the options are in their ranges.
  init(_ options: SimulationOptions) {
    self.options = options
    let background = options.lines - planted.lines.count
    let refusals = options.lines * 3 / 100 - planted.lines.count { $0.isRejected }
    mix = TrafficMix(lines: background, refusals: max(0, refusals))
    groups = LearnGroup.makeAll(
      seed: options.seed, attempts: mix.groupAttempts, refusals: mix.learnRefusals)
    population = Population(seed: options.seed, lines: options.lines, groups: groups)
    curve = LoadCurve(requests: background)
    let slices = max(1, background / (options.nodes * Self.chunkLines))
    chunkCount = slices * options.nodes
    let starts = (0..<slices).map { [curve] in curve.time(at: background * $0 / slices) }
    var byChunk: [Int: [Int]] = [:]
    for (index, line) in planted.lines.enumerated() {
      let slice = (starts.firstIndex { $0 > line.arrival } ?? slices) - 1
      byChunk[slice * options.nodes + index % options.nodes, default: []].append(index)
    }
    plantedByChunk = byChunk
  }

  /// The chunk with this number, below `chunkCount`.
  func chunk(_ number: Int) -> Chunk {
    let slices = chunkCount / options.nodes
    let slice = number / options.nodes
    let start = curve.time(at: mix.lines * slice / slices)
    let end = curve.time(at: mix.lines * (slice + 1) / slices)
    return Chunk(
      number: number, node: number % options.nodes, times: start..<max(start + 1, end),
      positions: (mix.lines * number / chunkCount)..<(mix.lines * (number + 1) / chunkCount),
      planted: plantedByChunk[number] ?? [])
  }
}
