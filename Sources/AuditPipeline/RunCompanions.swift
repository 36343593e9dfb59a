internal import Bytes
public import Findings
internal import LimitCatalog
internal import LogInput
internal import Reporting

/// What a run writes beside its reports: evidence before them, a manifest of all of it behind them.
public struct RunCompanions: Sendable {
  /// The file of evidence.
  public static let evidenceName = "evidence.ndjson.gz"
  /// The file that lists all others.
  public static let manifestName = "manifest.json"

  private var evidence: ReportFile?
  private var manifest: RunManifest?

  /// Nothing beside the reports.
  public init() {}

  /// Adds the lines behind the findings of a report whose inputs `facts` tells.
  public mutating func add(_ lines: [EvidenceLine], of report: AuditReport, _ facts: UsageFacts) {
    // Paths are those of the report, in which tokens are masked.
    let paths = Dictionary(
      zip(facts.inputs.map(\.number), report.inputs.map(\.path)),
      uniquingKeysWith: { first, _ in first })
    let text = EvidenceReport.render(lines, findings: report.findings, paths: paths)
    evidence = ReportFile(name: RunCompanions.evidenceName, content: GzipEncoding.member(text))
  }

  /// Adds a manifest of the run of `request` that came to `report`; `options` are those on which its outputs
  /// depend, and those that hold names are shown as the report shows these.
  public mutating func addManifest(
    of report: AuditReport, _ facts: UsageFacts, _ request: AuditRequest, options: [String]
  ) {
    var result = RunManifest(report, options: options, outputs: [])
    for (index, input) in facts.inputs.enumerated() where result.inputs.indices.contains(index) {
      let name = input.row.path
      result.inputs[index].obstacle =
        name == report.inputs[index].path
        ? InputCheck.obstacle(toReading: request.places[name] ?? name) : InputCheck.isHidden
    }
    if let policy = result.policy, policy.name != request.policyIdentity?.name {
      result.policy?.obstacle = InputCheck.isHidden
    }
    manifest = result
  }

  /// Names of the files that are written beside reports.
  public var names: [String] {
    (evidence == nil ? [] : [RunCompanions.evidenceName])
      + (manifest == nil ? [] : [RunCompanions.manifestName])
  }

  /// What of the run cannot be read again, so that nobody can verify its manifest: names, and why in words
  /// behind them.
  public var obstacles: [(name: String, reason: String)] { manifest?.obstacles ?? [] }

  /// The reports with what is written beside them, in the order of writing.
  public func around(_ reports: [ReportFile]) -> [ReportFile] {
    let files = [evidence].compactMap { $0 } + reports
    guard var manifest else { return files }
    manifest.outputs = files.map {
      RunManifest.Output(
        name: $0.name, bytes: Int64($0.content.count), sha256: Policy.sha256(of: $0.content))
    }
    return files + [ReportFile(name: RunCompanions.manifestName, content: manifest.render())]
  }
}
