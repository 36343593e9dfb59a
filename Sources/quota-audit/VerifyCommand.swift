internal import ArgumentParser
internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog
internal import Reporting

/// `quota-audit verify`: proves that outputs are what their inputs come to.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that the outputs of an audit are what its inputs come to.",
    discussion: """
      Reads DIR/manifest.json, which audit --manifest or --evidence wrote, compares the SHA-256 of every \
      output and input with it, runs the audit again, in memory, and compares every output byte by byte. \
      Nothing is written. Paths of inputs and policy are those of the manifest; relative ones are looked \
      up in the current directory or in --inputs. There files are also found that were moved: by the \
      longest end of their path. A run under --key-file is verified with the same key.

      EXAMPLES
        quota-audit --policy policy.yaml --evidence 20 --out reports logs/
        quota-audit verify reports
        quota-audit verify --inputs /mnt/archive/2026-11-20 reports
        quota-audit verify --key-file audit.key reports

      EXIT STATUS
        0   proven
        1   an output differs
        2   an input or the policy is gone or changed, so nothing is proven
        64  bad arguments, no manifest, one of another program version, or another key
        70  a fault of the program
        74  temporary files could not be written
        130, 143  interrupted, terminated
      """)

  @Argument(
    help: ArgumentHelp(
      "Directory with the outputs and manifest.json, or that file.", valueName: "dir"),
    completion: .directory)
  var directory: String

  @Option(
    help: ArgumentHelp(
      "Directory in which relative paths of inputs and policy are looked up, and moved files found. "
        + "Default: the current one.",
      valueName: "dir"),
    completion: .directory)
  var inputs: String?

  @Option(
    help: ArgumentHelp("Key of a run with --key-file.", valueName: "file"),
    completion: .file())
  var keyFile: String?

  @Option(
    help: ArgumentHelp("Workers, 1 to 256. Default: all processors.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var memory: MemoryOptions

  @Flag(help: "Print nothing but what differs.")
  var quiet = false

  func run() throws {
    let jobs = try ScanOptions.jobs(jobs)
    let room = try memory.resolve()
    let directory = ManifestFile.directory(of: self.directory)
    let file: ManifestFile
    do throws(ManifestRefusal) {
      file = try ManifestFile(in: directory)
    } catch {
      throw Failure.usage(SecretMask.masked(error.sentence))
    }
    let manifest = file.manifest
    guard manifest.toolName == "quota-audit", manifest.toolVersion == Program.version else {
      throw Failure.usage(
        "\"\(SecretMask.masked(directory))\" was written by \(manifest.toolName) \(manifest.toolVersion), and this is "
          + "quota-audit \(Program.version); verify with the program that wrote it")
    }
    var command = try VerifyCommand.command(manifest)
    command.judging.privacy.keyFile = keyFile
    try checkKey(command.judging.privacy, manifest)
    let place = URL(fileURLWithPath: directory).path
    if let key = keyFile { command.judging.privacy.keyFile = URL(fileURLWithPath: key).path }
    if let base = inputs, !FileManager.default.changeCurrentDirectoryPath(base) {
      throw Failure.usage(
        "--inputs \"\(SecretMask.masked(base))\" is no directory that can be entered")
    }
    var verification = Verification(
      directory: place, manifest: manifest, moved: inputs, isQuiet: quiet)
    verification.tell("Manifest: \(directory)/manifest.json, SHA-256 \(file.sha256)")
    verification.checkOutputs()
    verification.findFiles()
    if verification.canRepeat() {
      command.judging.policy.policy = verification.policyPlace
      var job = try command.job(verification.inputs)
      verification.apply(to: &job.request)
      job.request.jobs = jobs
      (job.request.memoryBytes, job.request.temporaryDirectory) = (room.bytes, room.directory)
      try verification.compare(job)
    }
    Program.exit(verification.conclude())
  }

  /// Refuses a key that is not the run's, before anything else is read.
  private func checkKey(_ options: PrivacyOptions, _ manifest: RunManifest) throws(Failure) {
    switch (manifest.keyID, keyFile) {
    case (nil, nil): return
    case (nil, _?):
      throw .usage("--key-file is of no use here: the manifest is of a run without a key")
    case (let listed?, nil):
      throw .usage(
        "the manifest is of a run under the key \(SecretMask.masked(listed)), by which its names are "
          + "shown; give the file with that key with --key-file")
    case (let listed?, let path?):
      let given = try options.pseudonyms()?.privacy.keyID ?? ""
      guard given != listed else { return }
      throw .usage(
        "the key file \"\(SecretMask.masked(path))\" holds the key \(given), and the manifest is of a "
          + "run under the key \(SecretMask.masked(listed)); give the file with that one")
    }
  }

  /// The audit that a manifest lists, without its inputs.
  private static func command(_ manifest: RunManifest) throws(Failure) -> AuditCommand {
    for option in manifest.options {
      let name = option.prefix { $0 != "=" }
      guard name.hasPrefix("--"), AuditCommand.recordedOptions.contains(String(name.dropFirst(2)))
      else {
        throw .usage(
          "the manifest is refused: \"\(SecretMask.masked(option))\" is no option that a manifest holds"
        )
      }
    }
    do {
      return try AuditCommand.parse(
        manifest.options + (manifest.policy.map { ["--policy=\($0.name)"] } ?? []))
    } catch {
      throw .usage("the manifest is refused: \(AuditCommand.message(for: error))")
    }
  }
}
