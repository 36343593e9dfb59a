public import AccessLog
public import Bytes
public import Findings
public import LimitCatalog
internal import LogInput
internal import Synchronization
internal import Usage

/// What an audit is asked to do: resolved values, not raw arguments.
public struct AuditRequest: Sendable {
  /// Files, directories, FIFOs, and `-`, as given.
  public var inputs: [ByteString]
  /// Where files among them lie that have moved since a run that is repeated; reports tell nothing of it.
  public var places: [ByteString: ByteString] = [:]
  /// What standard input, the only input, is called in facts and reports; nil where it is `-`.
  public var standardInputName: ByteString?
  /// Why the file of that name could not be opened where it lies; nothing is read then.
  public var standardInputFault: InputFault?
  /// What rules beside the documents.
  public var policy = Policy.standard
  /// Name and digest of the policy file, nil without one.
  public var policyIdentity: PolicyIdentity?
  /// Quotas to try beside the ones that rule.
  public var whatIf: [QuotaOverride] = []
  /// Those of them that are tried: a view tries none of another group, and is not judged by it either, as
  /// what comes of it would be put down to the others.
  public var quotasTried: [QuotaOverride] {
    guard let scope else { return whatIf }
    return whatIf.filter { scope.mayShow(quota: $0.key, partition: policy.learn.partition) }
  }
  /// Whether report.json holds the observability matrix, which the other reports always show.
  public var showsMatrixInJSON = false
  /// Whose times HTML and Markdown show beside UTC, nil for none.
  public var zone: LocalZone?
  /// What earlier runs know that verdicts rest on as well, nil without a history.
  var nights: EarlierNights?
  /// Whom a partner view is about, nil for a report on everybody.
  public var scope: ReportScope?
  /// What tokens and people are shown as, nil for tokens hashed and all else whole.
  public var pseudonyms: Pseudonyms?
  /// Format of all inputs, nil to decide for each (`auto`).
  public var format: LogFormat?
  /// The options about reading on which outputs depend, as a manifest keeps them.
  public var scanOptions: [String] = []
  /// Workers, at least 1; no number in the report depends on it.
  public var jobs = 1
  /// Usual size of a block in bytes, 1 to 1,048,576; no number in the report depends on it either.
  var blockSize = InputReader.defaultBlockSize
  /// What all tallies together may take, in bytes; no number in the report depends on it either.
  public var memoryBytes = 1 << 30
  /// Where usage goes that does not fit there.
  public var temporaryDirectory = "/tmp"
  /// The program, as the report names it.
  public var tool: ToolIdentity

  /// An audit of `inputs` under the standard policy.
  public init(inputs: [ByteString], tool: ToolIdentity) {
    self.inputs = inputs
    self.tool = tool
  }
}

/// One audit from inputs to report (SPEC sections 2 to 7).
public struct AuditRun: Sendable {
  /// The libraries that inflate, the fastest first, e.g. `ISA-L 2.30, zlib 1.2.13`; no report depends on
  /// them.
  public static let inflateEngines = InflateEngine.description

  private let request: AuditRequest
  private let progress: AuditProgress

  /// An audit that tells `progress` how far it is.
  public init(_ request: AuditRequest, progress: AuditProgress = AuditProgress()) {
    self.request = request
    self.progress = progress
  }

  /// Reads everything and judges it. Faults of inputs are in the report's `status`, never thrown; what
  /// is thrown is that temporary files cannot be written.
  public func report() throws -> AuditReport {
    try usage().report(request)
  }

  /// Reads everything: usage of all inputs, not yet judged.
  public func usage() throws -> AuditUsage { try scan(nil).usage }

  /// Reads what `known` does not have: usage of that, not yet judged. Throws `InputOverlap` where some of it
  /// would count twice, and what `known` throws.
  public func night(_ known: any KnownInputs) throws -> NightUsage {
    let (plan, scanned, usage) = try scan(known)
    let night = NightUsage(plan, scanned, usage)
    try OverlapCheck(inputs: night.inputs, known: known).run()
    return night
  }

  private func scan(
    _ known: (any KnownInputs)?
  ) throws -> (plan: ScanPlan, scanned: ScannedInputs, usage: AuditUsage) {
    let (sources, missing) = request.expandedInputs()
    var plan = ScanPlan(
      sources: sources, lineOptions: request.lineOptions, request: request, progress: progress)
    if let known { plan.night = try NightPlanning(plan: plan, known: known).make() }
    let skipped = plan.night?.skipped ?? [:]
    let sizes = sources.indices.filter { sources[$0].repeats == nil && skipped[$0] == nil }
      .compactMap { sources[$0].size }
    progress.bytesTotal.add(sizes.reduce(0, +), ordering: .relaxed)
    let scanned = try DuplicateAwareScan(plan, known: known).run()
    let status = InputStatus(plan: plan, scanned: scanned, missing: missing)
    let usage = AuditUsage(
      facts: UsageFacts(
        tool: request.tool, policy: request.policyIdentity, inputs: status.inputs,
        missing: status.missing,
        formatNotes: FormatNotes.of(scanned.contents.compactMap { $0?.format }),
        sums: scanned.usage.sums,
        optionSets: request.scanOptions.isEmpty ? nil : [request.scanOptions]),
      usage: scanned.usage)
    return (plan, scanned, usage)
  }

  /// Entity resources that lines may name, by the index of their kind.
  static let resources = EntityKind.allCases.map { ByteString($0.limit.id) }
}

/// Why the bytes of a file that is read elsewhere cannot be had.
public enum InputFault: String, CaseIterable, Sendable {
  /// Nothing has its path.
  case notFound = "not-found"
  /// It is a directory below which no file is.
  case noFiles = "no-files"
  /// The permission to read it is lacking.
  case denied
  /// Reading it fails.
  case unreadable
}

extension AuditRequest {
  /// The inputs, and those that are missing, each sorted by path.
  fileprivate func expandedInputs() -> (inputs: [InputSource], missing: [MissingInput]) {
    guard let name = standardInputName else {
      return InputDiscovery.expand(inputs, places: places)
    }
    let cause: MissingInput.Cause
    switch standardInputFault {
    case nil: return ([.standardInput(named: name)], [])
    case .notFound: cause = .notFound
    case .noFiles: cause = .noFiles
    case .denied: cause = .denied
    case .unreadable: cause = .failing
    }
    return ([], [MissingInput(path: name, cause: cause)])
  }

  /// How lines are understood under the policy, whatever their format.
  var lineOptions: LineParser.Options {
    LineParser.Options(
      timestamp: policy.timestamp == .completion ? .completion : .arrival,
      resources: AuditRun.resources,
      fields: policy.fields.map {
        LineParser.FieldMapping(path: ByteString($0.path), field: ByteString($0.field))
      })
  }
}
