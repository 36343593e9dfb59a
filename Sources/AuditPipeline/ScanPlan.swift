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
  /// Workers, at least 1.
  let jobs: Int
  /// Usual size of a block in bytes; no number depends on it.
  let blockSize: Int
  let progress: AuditProgress

  /// A plan in which `auto` knows all formats.
  init(
    sources: [InputSource], policy: Policy, lineOptions: LineParser.Options, format: LogFormat?,
    jobs: Int, blockSize: Int = InputReader.defaultBlockSize, progress: AuditProgress
  ) {
    self.sources = sources
    self.policy = policy
    self.lineOptions = lineOptions
    self.format = format
    self.jobs = jobs
    self.blockSize = blockSize
    self.progress = progress
    detector = FormatDetector(options: lineOptions)
  }

  /// A tally of nothing for this plan.
  func emptyTally() -> UsageTally {
    UsageTally(policy: policy, inputCount: sources.count)
  }
}

/// What one scan found out.
struct ScanResult: Sendable {
  /// What the inputs were, by index; nil where an input was not scanned or is missing.
  var contents: [ScannedContent?]
  /// Inputs that could not be opened.
  var missing: [MissingInput] = []
  /// Usage of files, which can be read again.
  var files: UsageTally
  /// Usage of streams, which cannot.
  var streams: UsageTally
  private var isEmpty = true

  /// Nothing scanned.
  init(_ plan: ScanPlan) {
    contents = Array(repeating: nil, count: plan.sources.count)
    files = plan.emptyTally()
    streams = plan.emptyTally()
  }

  /// Takes the tallies of a worker that is done.
  mutating func add(_ worker: inout ScanWorker) {
    if isEmpty {
      // The first one's are moved, not copied: they may be most of the memory.
      swap(&files, &worker.files)
      swap(&streams, &worker.streams)
      isEmpty = false
    } else {
      files.merge(draining: &worker.files)
      streams.merge(draining: &worker.streams)
    }
  }
}

/// One input as it was read.
struct ScannedContent: Sendable {
  var summary: ContentSummary
  var format: LogFormat
  /// How `auto` came to the format; nil where the user chose it.
  var decision: FormatDecision?
}
