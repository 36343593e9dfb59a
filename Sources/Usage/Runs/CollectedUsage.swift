/// All usage of some inputs: sums, and runs of what is counted by key, in memory or in files.
///
/// Reading takes the runs apart, so it can be done once; copies share their runs.
public struct CollectedUsage {
  /// What crosses partitions.
  public var sums: UsageSums
  private var tallies: [HeldTally] = []
  private var files: [UsageFileReader] = []

  /// A tally until somebody takes it, who alone decides then how long it is held.
  private final class HeldTally {
    private var tally: FinishedTally?

    init(_ tally: FinishedTally) { self.tally = tally }

    var countsDays: Bool { tally?.countsDays ?? false }

    func take() -> FinishedTally? {
      defer { tally = nil }
      return tally
    }
  }

  /// No usage of so many inputs.
  public init(inputCount: Int) {
    sums = UsageSums(inputCount: inputCount)
  }

  /// Adds what a tally counted.
  public mutating func add(_ tally: FinishedTally) {
    sums.merge(tally.sums)
    if tally.tally.hasKeyedCounts { tallies.append(HeldTally(tally)) }
  }

  /// Adds a run that stands in a file; its sums are added apart.
  public mutating func add(_ file: UsageFileReader) { files.append(file) }

  /// Adds all usage of `other`, of the same inputs.
  public mutating func merge(_ other: CollectedUsage) {
    sums.merge(other.sums)
    tallies += other.tallies
    files += other.files
  }

  /// All entries, in their order.
  public func reader() throws -> UsageReader { try UsageReader(takeRuns()) }

  /// The usage where all of it is in memory, to be read in parts; nil where some of it stands in files,
  /// which can only be read from their start to their end.
  public func inMemory() -> UsageInMemory? {
    files.isEmpty ? UsageInMemory(tallies.compactMap { $0.take() }) : nil
  }

  /// Whether days were counted of some of it.
  private var hasDays: Bool {
    tallies.contains { $0.countsDays } || files.contains { $0.hasDays }
  }

  /// The runs, which are gone from here.
  func takeRuns() -> [any RunSource] {
    tallies.compactMap { $0.take().map { TallyRun($0) } } + files
  }

  /// Writes all entries as one usage file, or as several between which they are divided.
  ///
  /// Each file has a header of its own; `write` takes bytes of the file with that index. Which one an
  /// entry goes to follows from its subject alone (`UsageShard`), so that files of different inputs can
  /// be merged shard by shard.
  public func write(
    headers: [[UInt8]], write: (_ file: Int, _ bytes: [UInt8]) throws -> Void
  ) throws {
    let hasDays = hasDays
    var writers = headers.map {
      UsageFileWriter(header: $0, compressing: true, days: hasDays)
    }
    let combined = try RunCombiner(takeRuns())
    var entry = RunEntry()
    while try combined.next(&entry) {
      let file = writers.count == 1 ? 0 : UsageShard.index(of: entry.key, among: writers.count)
      writers[file].add(entry)
      if !writers[file].output.isEmpty { try write(file, writers[file].takeOutput()) }
    }
    for file in writers.indices {
      writers[file].finish()
      try write(file, writers[file].takeOutput())
    }
  }
}

extension CollectedUsage {
  /// Writes all entries as one sorted run, to be read once and soon.
  public func spill(write: (_ bytes: [UInt8]) throws -> Void) throws {
    let hasDays = hasDays
    try CollectedUsage.write(try RunCombiner(takeRuns()), days: hasDays, write: write)
  }

  /// Writes a run that this program reads again soon: packing it would cost more than it saves.
  static func write(
    _ run: some RunSource, days: Bool, write: (_ bytes: [UInt8]) throws -> Void
  ) throws {
    var writer = UsageFileWriter(header: [], compressing: false, days: days)
    var entry = RunEntry()
    while try run.next(&entry) {
      writer.add(entry)
      if !writer.output.isEmpty { try write(writer.takeOutput()) }
    }
    writer.finish()
    try write(writer.takeOutput())
  }
}

extension UsageTally {
  /// Writes what is counted by key as a sorted run and forgets it; sums stay.
  public mutating func spill(write: (_ bytes: [UInt8]) throws -> Void) throws {
    let run = TallyRun(FinishedTally(draining: &self, keepingSums: true))
    try CollectedUsage.write(run, days: days.isCounting, write: write)
  }
}
