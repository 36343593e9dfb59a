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
  /// What rules beside the documents.
  public var policy = Policy.standard
  /// Name and digest of the policy file, nil without one.
  public var policyIdentity: PolicyIdentity?
  /// Quotas to try beside the ones that rule.
  public var whatIf: [QuotaOverride] = []
  /// Whether report.json holds the observability matrix, which the other reports always show.
  public var showsMatrixInJSON = false
  /// Format of all inputs, nil to decide for each (`auto`).
  public var format: LogFormat?
  /// Workers, at least 1; no number in the report depends on it.
  public var jobs = 1
  /// Usual size of a block in bytes, 1 to 1,048,576; no number in the report depends on it either.
  var blockSize = InputReader.defaultBlockSize
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
  private let request: AuditRequest
  private let progress: AuditProgress

  /// An audit that tells `progress` how far it is.
  public init(_ request: AuditRequest, progress: AuditProgress = AuditProgress()) {
    self.request = request
    self.progress = progress
  }

  /// Reads everything and judges it. Faults of inputs are in the report's `status`, never thrown.
  public func report() -> AuditReport {
    let (sources, missing) = InputDiscovery.expand(request.inputs)
    let plan = ScanPlan(
      sources: sources, policy: request.policy, lineOptions: lineOptions, format: request.format,
      jobs: max(1, request.jobs), blockSize: request.blockSize, progress: progress)
    let sizes = sources.filter { $0.repeats == nil }.compactMap(\.size)
    progress.bytesTotal.add(sizes.reduce(0, +), ordering: .relaxed)
    let scanned = DuplicateAwareScan(plan).run()

    var report = judge(scanned.tally, paths: sources.map(\.path))
    report.tool = request.tool
    report.policy = request.policyIdentity
    let status = InputStatus(plan: plan, scanned: scanned, missing: missing)
    report.inputs = status.rows
    report.formatNotes = FormatNotes.of(scanned.contents.compactMap { $0?.format })
    report.coverage.findEarlyEnds(of: status.rows, in: report.period)
    report.showsMatrixInJSON = request.showsMatrixInJSON
    status.addTotals(to: &report.totals)
    // Of inputs that were never read no token is known; their names may look as if they held one.
    report.status.reasons = status.reasons.map(SecretMask.masked)
    report.status.complete = status.reasons.isEmpty
    return report.masking(tokens: scanned.tally.tokens())
  }

  /// The report under the policy and, where other quotas are to be tried, what they would change.
  private func judge(_ tally: UsageTally, paths: [ByteString]) -> AuditReport {
    var report = Judge(policy: request.policy, inputPaths: paths).report(tally)
    guard !request.whatIf.isEmpty else { return report }
    var policy = request.policy
    for override in request.whatIf { override.apply(to: &policy) }
    report.whatIf = WhatIfReport(
      ruling: report, tried: Judge(policy: policy, inputPaths: paths).report(tally),
      overrides: request.whatIf.map { WhatIfOverride(key: $0.key, value: $0.value) })
    return report
  }

  /// Entity resources that lines may name, by the index of their kind.
  static let resources = EntityKind.allCases.map { ByteString($0.limit.id) }

  private var lineOptions: LineParser.Options {
    LineParser.Options(
      timestamp: request.policy.timestamp == .completion ? .completion : .arrival,
      resources: AuditRun.resources,
      fields: request.policy.fields.map {
        LineParser.FieldMapping(path: ByteString($0.path), field: ByteString($0.field))
      })
  }
}
