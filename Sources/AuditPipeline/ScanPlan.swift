internal import AccessLog
internal import Bytes
internal import LimitCatalog
internal import LogInput
internal import Usage

/// What all scans of a run share.
struct ScanPlan: Sendable {
  /// Inputs sorted by path; tallies number them by their place here.
  let sources: [InputSource]
  let policy: Policy
  /// How lines are understood, whatever their format.
  let lineOptions: LineParser.Options
  /// The user's choice, nil for `auto`.
  let format: LogFormat?
  /// Decides where the user does not; has seen nothing.
  let detector: FormatDetector
  /// Whether the SHA-256 of what inflates is wanted: it tells equal contents where they lie apart.
  let hashesContent: Bool
  /// Workers, at least 1.
  let jobs: Int
  /// Usual size of a block in bytes; no number depends on it.
  let blockSize: Int
  /// How much the tallies of a worker may take, and putting them in order, before one goes to disk, in
  /// bytes.
  let tallyBytes: Int
  /// Where it goes.
  let temporaryDirectory: String
  let progress: AuditProgress
  /// What earlier runs tell; nil without a history, which also wants samples and days.
  var night: NightPlan?

  /// A plan in which `auto` knows all formats.
  init(
    sources: [InputSource], lineOptions: LineParser.Options, request: AuditRequest,
    progress: AuditProgress
  ) {
    self.sources = sources
    self.lineOptions = lineOptions
    self.progress = progress
    policy = request.policy
    format = request.format
    hashesContent = request.standardInputName != nil
    jobs = max(1, request.jobs)
    blockSize = request.blockSize
    // Tables have room to grow, which is not in the sum of what they hold.
    tallyBytes = request.memoryBytes / jobs * 7 / 8
    temporaryDirectory = request.temporaryDirectory
    detector = FormatDetector(options: lineOptions)
  }

  /// Which tally the requests of a stream go to: one for all, but with a history, where one of them may
  /// turn out to be known when it has been read, one for each.
  func tally(ofStream input: Int) -> Int { night == nil ? 0 : input }

  /// Where blocks of an input go that are too many to be held until its format is known; nil where it is to be
  /// decided by what can be held. Standard input that stands for a file is taken for what the file would be.
  func overflowDirectory(of source: InputSource) -> String? {
    source.isNamedStandardInput ? temporaryDirectory : nil
  }

  /// A tally of nothing for this plan.
  func emptyTally() -> UsageTally {
    UsageTally(policy: policy, inputCount: sources.count, countsDays: night != nil)
  }
}

/// What one scan found out.
struct ScanResult: Sendable {
  /// What the inputs were, by index; nil where an input was not scanned or is missing.
  var contents: [ScannedContent?]
  /// Inputs that could not be opened.
  var missing: [MissingInput] = []
  /// Usage of files, which can be read again.
  var files = TalliedUsage()
  /// Usage of streams, which cannot, by `ScanPlan.tally(ofStream:)`.
  var streams: [Int: TalliedUsage] = [:]
  /// Samples of each input's lines, where a history wants them.
  var samples: [Int: MinuteSamples] = [:]

  /// Nothing scanned.
  init(_ plan: ScanPlan) {
    contents = Array(repeating: nil, count: plan.sources.count)
  }

  /// Takes what a worker counted that is done.
  mutating func add(_ counted: CountedByWorker) {
    files.merge(counted.files)
    for (stream, usage) in counted.streams {
      streams[stream, default: TalliedUsage()].merge(usage)
    }
    addSamples(counted.samples)
  }

  /// Takes samples; of an input that was scanned again they are the same ones.
  mutating func addSamples(_ others: [Int: MinuteSamples]) {
    samples.merge(others) { left, right in
      var both = left
      both.merge(right)
      return both
    }
  }
}

/// One input as it was read.
struct ScannedContent: Sendable {
  var summary: ContentSummary
  var format: LogFormat
  /// How `auto` came to the format; nil where the user chose it.
  var decision: FormatDecision?
  /// Its beginning that was counted before, if any.
  var continued: ContinuedContent?
}
