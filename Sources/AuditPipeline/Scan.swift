internal import AccessLog
internal import Dispatch
internal import LogInput
internal import Synchronization
internal import Usage

/// One pass over some inputs by several workers.
///
/// Every worker can read (inflate and cut into blocks) and parse. A worker prefers parsing what lies in
/// the queue, then reading the next input, the largest first, then inflating pieces of what others read.
/// A reader hands blocks on while someone is there to take them and parses them itself otherwise: the
/// queue stays short, nobody ever waits for room in it, and the core that is done first helps the others.
/// Each worker owns its tallies.
final class Scan: Sendable {
  /// Blocks in the queue for each worker that does not read.
  private static let blocksPerHelper = 4
  /// Pieces on their way for each such worker, one being inflated and one next, and for all: of 2 MiB at
  /// most each.
  private static let piecesPerHelper = 2
  private static let mostPieces = 16

  let plan: ScanPlan
  /// Inputs that are read but not counted: likely duplicates.
  let uncounted: Set<Int>
  private let state: Locked<State>
  private let wake = DispatchSemaphore(value: 0)
  /// Whether there is a `failure`, so that readers can stop.
  private let hasFailed = Atomic<Bool>(false)

  private struct State: Sendable {
    /// Inputs to read, the next one last.
    var pending: [Int]
    var queue: [ParseTask] = []
    /// What can be inflated ahead; some of it the readers may have begun with meanwhile.
    var pieces: [PieceTask] = []
    /// Buffers of parsed blocks, for the next ones.
    var spare: [[UInt8]] = []
    var readers = 0
    var waiting = 0
    var result: ScanResult
    /// Why the pass cannot go on.
    var failure: (any Error)?
  }

  private enum Step {
    case parse(ParseTask)
    case read(Int)
    case inflate(PieceTask)
    case wait
    case finish
  }

  /// A pass over the inputs `indices` of `plan`.
  init(_ plan: ScanPlan, indices: [Int], uncounted: Set<Int> = []) {
    self.plan = plan
    self.uncounted = uncounted
    let sources = plan.sources
    let pending = indices.sorted { (sources[$0].size ?? 0, $1) < (sources[$1].size ?? 0, $0) }
    state = Locked(State(pending: pending, result: ScanResult(plan)))
  }

  /// Runs the pass to its end; throws where what does not fit in memory cannot be written.
  func run() throws -> ScanResult {
    _ = try Threads.map(Array(0..<max(1, plan.jobs)), jobs: plan.jobs) { [self] _ in work() }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.result
    }
  }

  private func work() {
    var worker = ScanWorker(plan)
    loop: while true {
      switch nextStep() {
      case .parse(var task):
        parse(&task, &worker)
        recycle(&worker)
      case .read(let input): read(input, &worker)
      case .inflate(let task): task.run()
      case .wait: wake.wait()
      case .finish: break loop
      }
    }
    // Puts names in order, all workers at the same time.
    let counted = worker.finish()
    state.withLock { $0.result.add(counted) }
  }

  private func nextStep() -> Step {
    state.withLock { state in
      if !state.queue.isEmpty { return .parse(state.queue.removeFirst()) }
      if let next = state.pending.popLast() {
        state.readers += 1
        return .read(next)
      }
      if !state.pieces.isEmpty { return .inflate(state.pieces.removeFirst()) }
      if state.readers == 0 { return .finish }
      state.waiting += 1
      return .wait
    }
  }

  private func read(_ input: Int, _ worker: inout ScanWorker) {
    let source = plan.sources[input]
    do throws(MissingInput) {
      var decision: FormatDecision?
      if plan.format == nil, source.kind == .file {
        decision = try FormatChoice.decision(for: source, plan.detector)
      }
      let opened = try open(input, plan.format ?? decision?.format)
      let reader = opened.reader
      var held = HeldBlocks(overflowingTo: plan.overflowDirectory(of: source))
      let format: LogFormat
      if let chosen = plan.format ?? decision?.format {
        format = chosen
      } else {
        let choice = FormatChoice.decision(for: reader, plan.detector, &held)
        (decision, format) = (choice, choice.format)
      }
      readBlocks(of: opened, &held, input, format, &worker)
      let content = ScannedContent(
        summary: reader.summary, format: format, decision: decision, continued: opened.continued)
      state.withLock { $0.result.contents[input] = content }
    } catch {
      state.withLock { $0.result.missing.append(error) }
    }
    let waiting = state.withLock { state in
      state.readers -= 1
      defer { state.waiting = 0 }
      return state.waiting
    }
    for _ in 0..<waiting { wake.signal() }
  }

  private func readBlocks(
    of opened: OpenedInput, _ held: inout HeldBlocks, _ input: Int, _ format: LogFormat,
    _ worker: inout ScanWorker
  ) {
    let reader = opened.reader
    let isFile = plan.sources[input].kind == .file
    // Blocks are read in order and parsed in any: each carries what the ones before it said.
    var context = opened.context ?? (format.hasContext ? LineContext() : nil)
    while let block = held.next() {
      var task = ParseTask(block, input, format, context, isFile: isFile)
      context?.advance(over: block.bytes)
      hand(&task, &worker)
    }
    if let failure = held.failure { fail(failure) }
    var reported: Int64 = 0
    var block = LineBlock()
    while !hasFailed.load(ordering: .relaxed), reader.read(into: &block) {
      reported = report(reader.bytesRead, since: reported, isFile: isFile)
      guard !uncounted.contains(input) else { continue }
      // The lines move into the task, so that nobody shares their buffer.
      var task = ParseTask(LineBlock(), input, format, context, isFile: isFile)
      context?.advance(over: block.bytes)
      swap(&task.block, &block)
      block.bytes = hand(&task, &worker)
    }
    _ = report(reader.bytesRead, since: reported, isFile: isFile)
  }

  private func report(_ bytes: Int64, since reported: Int64, isFile: Bool) -> Int64 {
    plan.progress.bytesRead.add(bytes - reported, ordering: .relaxed)
    if !isFile { plan.progress.bytesTotal.add(bytes - reported, ordering: .relaxed) }
    return bytes
  }

  /// Queues the block for a worker that does not read, or parses it at once; returns a free buffer.
  @discardableResult
  private func hand(_ task: inout ParseTask, _ worker: inout ScanWorker) -> [UInt8] {
    let queued: (spare: [UInt8], wakes: Bool)? = state.withLock { state in
      let helpers = plan.jobs - state.readers
      guard state.queue.count < helpers * Scan.blocksPerHelper else { return nil }
      state.queue.append(task)
      task.block = LineBlock()
      let wakes = state.waiting > 0
      if wakes { state.waiting -= 1 }
      return (state.spare.popLast() ?? [], wakes)
    }
    if let queued {
      if queued.wakes { wake.signal() }
      return queued.spare
    }
    parse(&task, &worker)
    return worker.takeBuffer()
  }

  /// How many pieces of an input may be on their way: some for each worker that soon has nothing else to
  /// do, none where parsing is what keeps them.
  var roomForPieces: Int {
    state.withLock { state in
      let helpers = plan.jobs - state.readers
      guard state.pending.isEmpty, state.queue.count < helpers else { return 0 }
      return min(helpers * Scan.piecesPerHelper, Scan.mostPieces)
    }
  }

  /// Offers a piece to workers that have nothing else to do.
  func offer(_ task: PieceTask) {
    let wakes = state.withLock { state in
      state.pieces.removeAll { !$0.isWaiting }
      state.pieces.append(task)
      let wakes = state.waiting > 0
      if wakes { state.waiting -= 1 }
      return wakes
    }
    if wakes { wake.signal() }
  }

  private func parse(_ task: inout ParseTask, _ worker: inout ScanWorker) {
    do {
      try worker.parse(&task)
    } catch {
      fail(error)
    }
  }

  private func fail(_ error: any Error) {
    state.withLock { $0.failure = $0.failure ?? error }
    hasFailed.store(true, ordering: .relaxed)
  }

  private func recycle(_ worker: inout ScanWorker) {
    let buffer = worker.takeBuffer()
    state.withLock { $0.spare.append(buffer) }
  }
}
