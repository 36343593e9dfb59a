internal import Dispatch
internal import Synchronization

/// Composes and compresses the chunks of a night on several threads, writes them in order.
final class NightWriter {
  /// What a worker makes of a chunk.
  private struct Piece: Sendable {
    let compressed: [UInt8]
    let checksum: UInt32
    let length: Int
    let lines: Int
    let tally: LineTally
    let places: [(planted: Int, line: Int)]
  }

  /// One node's log while it grows.
  private struct Log {
    let file: OutputFile
    let name: String
    var checksum: UInt32 = 0
    var length: Int64 = 0
    var compressed: Int64 = 0
    var lines = 0
  }

  /// Chunks per worker that are made before they are written: enough to even out their times, few
  /// enough (about 0.15 MB each, compressed) to forget about memory.
  private static let chunksPerWave = 16

  private let plan: NightPlan
  private var logs: [Log] = []
  /// Counts so far.
  private(set) var summary = SimulationSummary()
  /// Log and line, from 1, of every planted line written so far.
  private(set) var witnesses: [Int: (log: String, line: Int)] = [:]

  /// Opens the logs, empty, one per node.
  init(_ plan: NightPlan, in directory: OutputDirectory) throws(SimulationError) {
    self.plan = plan
    for node in 1...plan.options.nodes {
      let name = "logs/node\(node).access.log.gz"
      let log = Log(file: try directory.file(name), name: name)
      try log.file.write(ChunkDeflater.header)
      logs.append(log)
    }
  }

  /// Writes and closes the logs; stops with `.cancelled` when `progress` returns false.
  func run(progress: (_ lines: Int) -> Bool) throws(SimulationError) {
    var next = 0
    while next < plan.chunkCount {
      let wave = next..<min(plan.chunkCount, next + plan.options.jobs * Self.chunksPerWave)
      for (number, piece) in zip(wave, try pieces(of: wave)) {
        try append(piece, to: number % plan.options.nodes)
      }
      next = wave.upperBound
      guard progress(summary.lines) else { throw .cancelled }
    }
    for log in logs {
      try log.file.write(ChunkDeflater.trailer(checksum: log.checksum, length: log.length))
      try log.file.close()
      summary.logs.append(log.name)
      summary.contentBytes += log.length
      // The header has 10 bytes, the trailer with the empty block as many.
      summary.compressedBytes += log.compressed + 20
    }
  }

  /// The pieces of the chunks in `wave`, in its order.
  private func pieces(of wave: Range<Int>) throws(SimulationError) -> [Piece] {
    let plan = plan
    let level = plan.options.level
    let next = Atomic<Int>(wave.lowerBound)
    let done = Mutex<[Result<Piece, SimulationError>?]>(Array(repeating: nil, count: wave.count))
    DispatchQueue.concurrentPerform(iterations: plan.options.jobs) { _ in
      var composer = ChunkComposer(plan)
      var deflater: ChunkDeflater?
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < wave.upperBound else { return }
        let result: Result<Piece, SimulationError>
        do throws(SimulationError) {
          let tool = if let deflater { deflater } else { try ChunkDeflater(level: level) }
          deflater = tool
          result = .success(try NightWriter.piece(number, composer: &composer, deflater: tool))
        } catch {
          result = .failure(error)
        }
        done.withLock { $0[number - wave.lowerBound] = result }
      }
    }
    var pieces: [Piece] = []
    for result in done.withLock({ $0 }) {
      if let result { pieces.append(try result.get()) }
    }
    return pieces
  }

  private static func piece(
    _ number: Int, composer: inout ChunkComposer, deflater: ChunkDeflater
  ) throws(SimulationError) -> Piece {
    composer.compose(composer.plan.chunk(number))
    let content = composer.writer.bytes
    return Piece(
      compressed: try deflater.piece(of: content), checksum: ChunkDeflater.checksum(of: content),
      length: content.count, lines: composer.writer.lines, tally: composer.tally,
      places: composer.places)
  }

  private func append(_ piece: Piece, to node: Int) throws(SimulationError) {
    try logs[node].file.write(piece.compressed)
    for place in piece.places {
      witnesses[place.planted] = (logs[node].name, logs[node].lines + place.line + 1)
    }
    logs[node].checksum = ChunkDeflater.checksum(
      logs[node].checksum, followedBy: piece.checksum, length: piece.length)
    logs[node].length += Int64(piece.length)
    logs[node].compressed += Int64(piece.compressed.count)
    logs[node].lines += piece.lines
    summary.lines += piece.lines
    summary.add(piece.tally)
  }
}
