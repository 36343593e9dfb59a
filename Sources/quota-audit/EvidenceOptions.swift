internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import LimitCatalog

/// Options of a run that others are to check.
struct EvidenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep up to n lines of the logs, 1 to 1000, behind each finding, secrets masked, in "
        + "evidence.ndjson.gz; the logs are read twice. Writes the manifest too.",
      valueName: "n"))
  var evidence: Int?

  @OptionGroup var listing: ManifestOption

  /// Whether the run is listed.
  var writesManifest: Bool { listing.manifest || evidence != nil }

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

  /// Refuses what would tell those to whom a report is handed over what the report keeps from them: lines
  /// of logs hold addresses and ids, and a manifest names all inputs.
  func check(_ request: AuditRequest) throws(Failure) {
    guard writesManifest else { return }
    try ManifestOption.check(request, option: evidence == nil ? "--manifest" : "--evidence")
    if evidence != nil, request.pseudonyms?.privacy.level == .strict {
      throw .usage(
        "--evidence keeps lines of the logs, which hold the addresses and ids that --privacy strict hides; "
          + "give --manifest instead, or leave --privacy strict out")
    }
  }

  /// These options as a manifest keeps them.
  var recorded: [String] {
    (evidence.map { ["--evidence=\($0)"] } ?? []) + listing.recorded
  }
}

/// The option of every command that writes reports which others may check.
struct ManifestOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "List all inputs and outputs with SHA-256 in manifest.json, for quota-audit verify."))
  var manifest = false

  /// Names of the files that it adds.
  var names: [String] { manifest ? [RunCompanions.manifestName] : [] }

  /// The option as a manifest keeps it.
  var recorded: [String] { manifest ? ["--manifest"] : [] }

  /// Refuses what the manifest would give away.
  func check(_ request: AuditRequest) throws(Failure) {
    if manifest { try ManifestOption.check(request, option: "--manifest") }
  }

  /// Refuses `option`, which lists the run, where the report keeps from its readers what would be listed.
  static func check(_ request: AuditRequest, option: String) throws(Failure) {
    if request.scope != nil {
      throw .usage(
        "\(option) tells of all inputs, and a partner view of one partner alone; give it to a run "
          + "without --group, --token and --uri")
    }
    let key = request.whatIf.map(\.key).first { key in
      request.pseudonyms.map { $0.masked(ByteString(key)).text != key } ?? false
    }
    if key != nil {
      throw .usage(
        "\(option) lists all quotas tried, and the group of a --what-if is a name that --privacy strict "
          + "hides; try learn.calls_per_day, or leave \(option) out")
    }
  }
}
