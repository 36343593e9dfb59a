internal import AuditPipeline
internal import Bytes
internal import Foundation
internal import LimitCatalog
internal import Reporting

/// One proof, step by step: each says what it found.
struct Verification {
  /// Where the outputs are.
  let directory: String
  let manifest: RunManifest
  let isQuiet: Bool

  /// Whether an output is not what it should be.
  private var differs = false
  /// Whether something that went into the run cannot be had as it was.
  private var isUnproven = false

  init(directory: String, manifest: RunManifest, isQuiet: Bool) {
    self.directory = directory
    self.manifest = manifest
    self.isQuiet = isQuiet
  }

  /// What the repeated run reads: what was read, and what could not be.
  var inputs: [ByteString] {
    (manifest.inputs.map(\.path) + manifest.missingInputs).map { ByteString($0) }
  }

  /// Compares sizes and SHA-256 of the outputs with the manifest.
  mutating func checkOutputs() {
    let faults = manifest.outputs.compactMap { output in
      OutputFile.fault(of: output, in: directory).map { (output.name, $0) }
    }
    differs = !faults.isEmpty
    tell("Outputs: \(counted(manifest.outputs.count, faults.count)) as listed")
    for (name, reason) in faults { complain(name, reason) }
  }

  /// Whether the run can be repeated; nothing is read but the policy. An input that is gone keeps no other
  /// from being looked at.
  mutating func canRepeat() -> Bool {
    let obstacles = manifest.inputs.compactMap { input in
      InputCheck.obstacle(to: input).map { (input.path, $0) }
    }
    let appeared = manifest.missingInputs.compactMap { path in
      InputCheck.obstacle(toMissing: path).map { (path, $0) }
    }
    isUnproven = !obstacles.isEmpty || !appeared.isEmpty
    var canRepeat = appeared.isEmpty && obstacles.allSatisfy { $0.1 == InputCheck.missing }
    if let policy = manifest.policy, let reason = Verification.fault(of: policy) {
      complain(policy.name, reason)
      canRepeat = false
    }
    if !canRepeat {
      isUnproven = true
      for (path, reason) in obstacles + appeared { complain(path, reason) }
    }
    return canRepeat
  }

  /// Repeats the run and compares what it comes to with the outputs.
  mutating func compare(_ job: AuditJob) throws {
    let result = try job.run(isQuiet: true)
    let faults = InputCheck.faults(of: manifest, in: result.report)
    tell("Inputs: \(counted(manifest.inputs.count, faults.count)) as listed")
    for (path, reason) in faults { complain(path, reason) }
    if let failure = result.failure { complain("Evidence", failure) }
    isUnproven = !faults.isEmpty || result.failure != nil
    if isUnproven { return }
    let files = result.companions.around(
      try AuditOutputs.files(result.report, job.formats, jobs: job.request.jobs))
    let differences = files.compactMap { file in
      OutputFile.difference(of: file, in: directory).map { (file.name, $0) }
    }
    differs = differs || !differences.isEmpty
    tell("Re-run: \(counted(files.count, differences.count)) byte-identical")
    for (name, reason) in differences { complain(name, reason) }
    for output in manifest.outputs where !files.contains(where: { $0.name == output.name }) {
      complain(output.name, "is no output of this run")
      differs = true
    }
  }

  /// Says what all of it comes to.
  func conclude() -> ExitStatus {
    if differs {
      tell("Not proven: an output is not what the run wrote.")
      return .findings
    }
    if isUnproven {
      tell("Nothing is proven: what went into the run cannot be had as it was.")
      return .incomplete
    }
    tell("Proven: the outputs are what quota-audit \(Program.version) makes of these inputs.")
    return .clean
  }

  /// Prints a line, unless only faults are wanted.
  func tell(_ line: String) {
    if !isQuiet { Terminal.write(TerminalText.message(line) + "\n") }
  }

  private func complain(_ name: String, _ reason: String) {
    Terminal.writeError(
      TerminalText.message("quota-audit: \"\(name)\" \(reason)") + "\n")
  }

  private func counted(_ all: Int, _ faulty: Int) -> String {
    "\(all - faulty) of \(all) \(all == 1 ? "is" : "are")"
  }

  /// Why the policy is not the one that ruled. It is not parsed before that is known: what is wrong with a
  /// file that a manifest names is nobody's business.
  private static func fault(of policy: RunManifest.Policy) -> String? {
    let path = URL(fileURLWithPath: policy.name).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard let type else { return "is missing, and was the policy" }
    guard type == .typeRegular, let bytes = try? SettingsFile.read(policy.name) else {
      return "cannot be read, and was the policy"
    }
    return Policy.sha256(of: bytes) == policy.sha256
      ? nil : "has another SHA-256 than the policy that ruled"
  }
}
