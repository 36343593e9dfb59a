internal import AuditPipeline
internal import Bytes
internal import Findings
internal import Foundation
internal import LimitCatalog
internal import Reporting

/// One proof, step by step: each says what it found.
struct Verification {
  /// Where the outputs are.
  let directory: String
  let manifest: RunManifest
  let isQuiet: Bool

  /// Where files that have moved are looked for, which is the current directory; nil where none have.
  private let moved: String?
  /// Where the policy lies, nil without one.
  private(set) var policyPlace: String?
  /// Where inputs lie whose place is not their name.
  private var places: [ByteString: ByteString] = [:]
  /// Whether an output is not what it should be.
  private var differs = false
  /// Whether something that went into the run cannot be had as it was.
  private var isUnproven = false
  /// What was complained of, so that nothing is said twice.
  private var said: Set<String> = []

  init(directory: String, manifest: RunManifest, moved: String?, isQuiet: Bool) {
    self.directory = directory
    self.manifest = manifest
    self.moved = moved
    self.isQuiet = isQuiet
    policyPlace = manifest.policy?.name
  }

  /// What the repeated run reads: what was read, and what could not be.
  var inputs: [ByteString] {
    manifest.inputs.map(\.name) + manifest.missingInputs.map { ByteString($0) }
  }

  /// Finds inputs and policy, and says which lie elsewhere than they are named.
  mutating func findFiles() {
    for input in manifest.inputs where input.obstacle == nil && places[input.name] == nil {
      let place = MovedFile.place(
        of: input.name, bytes: input.bytes, sha256: input.sha256, isMoved: moved != nil)
      if place == input.name { continue }
      places[input.name] = place
      tell("Input: \"\(input.path)\" is taken from \"\(shown(place))\"")
    }
    guard let policy = manifest.policy, policy.obstacle == nil else { return }
    let name = ByteString(policy.name)
    let place = MovedFile.place(
      of: name, bytes: nil, sha256: policy.sha256, isMoved: moved != nil)
    if place == name { return }
    policyPlace = place.text
    tell("Policy: \"\(policy.name)\" is taken from \"\(shown(place))\"")
  }

  /// Has a repeated run read files where they lie, and name them as the manifest does.
  func apply(to request: inout AuditRequest) {
    request.places = places
    if let policy = manifest.policy { request.policyIdentity?.name = policy.name }
  }

  private func shown(_ place: ByteString) -> String {
    let base = moved ?? "."
    return base + (base.hasSuffix("/") ? "" : "/") + place.text
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
      InputCheck.obstacle(to: input, at: places[input.name] ?? input.name)
        .map { (input.path, $0) }
    }
    let appeared = manifest.missingInputs.compactMap { path in
      InputCheck.obstacle(toMissing: path).map { (path, $0) }
    }
    isUnproven = !obstacles.isEmpty || !appeared.isEmpty
    var canRepeat = appeared.isEmpty && obstacles.allSatisfy { $0.1 == InputCheck.missing }
    if let policy = manifest.policy, let place = policyPlace,
      let reason = policy.obstacle ?? Verification.fault(of: policy, at: place)
    {
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
    let faults = InputCheck.faults(of: manifest, at: places, in: result.report)
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

  private mutating func complain(_ name: String, _ reason: String) {
    guard said.insert(name + "\u{0}" + reason).inserted else { return }
    Terminal.writeError(
      TerminalText.message("quota-audit: \"\(name)\" \(reason)") + "\n")
  }

  private func counted(_ all: Int, _ faulty: Int) -> String {
    "\(all - faulty) of \(all) \(all == 1 ? "is" : "are")"
  }

  /// Why the policy is not the one that ruled. It is not parsed before that is known: what is wrong with a
  /// file that a manifest names is nobody's business.
  private static func fault(of policy: RunManifest.Policy, at place: String) -> String? {
    let path = URL(fileURLWithPath: place).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard let type else { return "is missing, and was the policy" }
    guard type == .typeRegular, let bytes = try? SettingsFile.read(place) else {
      return "cannot be read, and was the policy"
    }
    return Policy.sha256(of: bytes) == policy.sha256
      ? nil : "has another SHA-256 than the policy that ruled"
  }
}
