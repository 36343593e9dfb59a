internal import AccessLog
internal import Synchronization
internal import Usage

/// A tally that can go to disk and count on.
struct SpillingTally {
  private let plan: ScanPlan
  private var tally: UsageTally
  private var spilled = SpilledRuns()

  init(_ plan: ScanPlan) {
    self.plan = plan
    tally = plan.emptyTally()
  }

  /// What is held in memory, and what it takes to write it, in bytes.
  var memoryBytes: Int { tally.peakBytes }

  /// Counts the records of a block.
  mutating func add(_ batch: RecordBatch, input: Int) { tally.add(batch, input: input) }

  /// Moves all that is counted by key to disk.
  mutating func spill() throws {
    try spilled.add(in: plan.temporaryDirectory) { write in try tally.spill(write: write) }
    plan.progress.spills.add(1, ordering: .relaxed)
  }

  /// All that was counted; nothing is left here.
  mutating func finish() -> TalliedUsage {
    var finished = FinishedTally(draining: &tally)
    // A history writes what others judge: both read the same events then.
    if plan.night != nil { finished.orderEvents() }
    let usage = TalliedUsage(tallies: [finished], spilled: spilled)
    spilled = SpilledRuns()
    return usage
  }
}

/// Runs that went to disk, few enough to be read at once.
struct SpilledRuns: Sendable {
  /// Runs at most, of which each is read through a block of its own: 64 x 64 KiB x 2, as a block is held
  /// once as it stands in the file.
  static let most = 64

  /// A run in a file.
  private struct Run: Sendable {
    var file: SpillFile
    /// Where, in bytes.
    var range: Range<Int64>
  }

  private var runs: [Run] = []
  /// Where the next run goes, behind those that are there; given up when they are read.
  private var file: SpillFile?
  private var fileSize: Int64 = 0

  /// How many there are.
  var count: Int { runs.count }

  /// Adds what `write` writes to a file below `directory`; first makes one run of all where there are too
  /// many.
  mutating func add(
    in directory: String, _ write: ((_ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    if runs.count >= SpilledRuns.most { try combine(in: directory) }
    let file = try file ?? SpillFile(in: directory)
    self.file = file
    let start = fileSize
    var end = start
    try write { bytes in
      try file.write(bytes)
      end += Int64(bytes.count)
    }
    fileSize = end
    runs.append(Run(file: file, range: start..<end))
  }

  /// Adds the runs of `other`.
  mutating func merge(_ other: SpilledRuns) { runs += other.runs }

  /// Makes one run of every `most` runs until there are no more than so many.
  mutating func shorten(in directory: String) throws {
    while runs.count > SpilledRuns.most { try combine(in: directory) }
  }

  /// A reader for each of the runs, which can be read once.
  func readers() throws -> [UsageFileReader] {
    try runs.map { run in try UsageFileReader(run.file.part(run.range)) { _ in nil } }
  }

  /// Makes one run of the first ones; their files are gone when none of the others is in them.
  private mutating func combine(in directory: String) throws {
    var usage = CollectedUsage(inputCount: 0)
    var oldest = SpilledRuns()
    oldest.runs = Array(runs.prefix(SpilledRuns.most))
    for reader in try oldest.readers() { usage.add(reader) }
    runs.removeFirst(oldest.count)
    file = nil
    fileSize = 0
    try add(in: directory) { write in try usage.spill(write: write) }
  }
}

/// What workers counted: tallies, and runs that went to disk.
struct TalliedUsage: Sendable {
  var tallies: [FinishedTally] = []
  var spilled = SpilledRuns()

  /// Adds what others counted of the same inputs.
  mutating func merge(_ other: TalliedUsage) {
    tallies += other.tallies
    spilled.merge(other.spilled)
  }

  /// Everything, ready to be read; nothing is left here.
  mutating func collect(inputCount: Int, in directory: String) throws -> CollectedUsage {
    var usage = CollectedUsage(inputCount: inputCount)
    try spilled.shorten(in: directory)
    while let tally = tallies.popLast() { usage.add(tally) }
    for reader in try spilled.readers() { usage.add(reader) }
    spilled = SpilledRuns()
    return usage
  }
}
