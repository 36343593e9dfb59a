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
  /// How much the tallies of a worker may take, and putting them in order, before one goes to disk, in
  /// bytes.
  let tallyBytes: Int
  /// Where it goes.
  let temporaryDirectory: String
  let progress: AuditProgress

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
    jobs = max(1, request.jobs)
    blockSize = request.blockSize
    // Tables have room to grow, which is not in the sum of what they hold.
    tallyBytes = request.memoryBytes / jobs * 7 / 8
    temporaryDirectory = request.temporaryDirectory
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
  var files = TalliedUsage()
  /// Usage of streams, which cannot.
  var streams = TalliedUsage()

  /// Nothing scanned.
  init(_ plan: ScanPlan) {
    contents = Array(repeating: nil, count: plan.sources.count)
  }

  /// Takes what a worker counted that is done.
  mutating func add(_ counted: (files: TalliedUsage, streams: TalliedUsage)) {
    files.merge(counted.files)
    streams.merge(counted.streams)
  }
}

/// One input as it was read.
struct ScannedContent: Sendable {
  var summary: ContentSummary
  var format: LogFormat
  /// How `auto` came to the format; nil where the user chose it.
  var decision: FormatDecision?
}
