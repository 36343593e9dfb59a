internal import ArgumentParser
internal import AuditPipeline
internal import Bytes

/// Options of a run that others are to check.
struct EvidenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep up to n lines of the logs, 1 to 1000, behind each finding, secrets masked, in "
        + "evidence.ndjson.gz; the logs are read twice. Writes the manifest too.",
      valueName: "n"))
  var evidence: Int?

  @Flag(
    help: ArgumentHelp(
      "List all inputs and outputs with SHA-256 in manifest.json, for quota-audit verify."))
  var manifest = false

  /// Whether the run is listed.
  var writesManifest: Bool { manifest || evidence != nil }

  /// Names of the files that these options add.
  var names: [String] {
    (evidence == nil ? [] : [RunCompanions.evidenceName])
      + (writesManifest ? [RunCompanions.manifestName] : [])
  }

  /// Refuses what cannot be; opens no input.
  func check(_ inputs: [ByteString]) throws(Failure) {
    guard let evidence else { return }
    guard (1...EvidenceRun.mostWanted).contains(evidence) else {
      throw .usage("--evidence \(evidence) is out of range; give a number from 1 to 1000")
    }
    if let reason = EvidenceRun.refusal(of: inputs) { throw .usage(reason) }
  }

  /// These options as a manifest keeps them.
  var recorded: [String] {
    (evidence.map { ["--evidence=\($0)"] } ?? []) + (manifest ? ["--manifest"] : [])
  }
}
