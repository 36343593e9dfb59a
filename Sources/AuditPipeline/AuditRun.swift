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
  /// Format of all inputs, nil to decide for each (`auto`).
  public var format: LogFormat?
  /// Workers, at least 1; no number in the report depends on it.
  public var jobs = 1
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
      jobs: max(1, request.jobs), progress: progress)
    progress.bytesTotal.add(sources.reduce(0) { $0 + ($1.size ?? 0) }, ordering: .relaxed)
    let scanned = DuplicateAwareScan(plan).run()

    let judge = Judge(policy: request.policy, inputPaths: sources.map(\.path))
    var report = judge.report(scanned.tally)
    report.tool = request.tool
    report.policy = request.policyIdentity
    let status = InputStatus(plan: plan, scanned: scanned, missing: missing)
    report.inputs = status.rows
    status.addTotals(to: &report.totals)
    report.status.reasons = status.reasons
    report.status.complete = status.reasons.isEmpty
    return report.masking(tokens: scanned.tally.tokens())
  }

  private var lineOptions: LineParser.Options {
    LineParser.Options(
      timestamp: request.policy.timestamp == .completion ? .completion : .arrival,
      resources: EntityKind.allCases.map { ByteString($0.limit.id) },
      fields: request.policy.fields.map {
        LineParser.FieldMapping(path: ByteString($0.path), field: ByteString($0.field))
      })
  }
}
