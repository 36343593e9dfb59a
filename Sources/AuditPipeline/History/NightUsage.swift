internal import Bytes
public import Findings
internal import LogInput
internal import Usage

/// What a run has counted beside what earlier runs did.
public struct NightUsage {
  /// Usage of all that is new, not yet judged.
  public var usage: AuditUsage
  /// Inputs that earlier runs have counted, by path.
  public private(set) var skipped: [SkippedInput] = []
  /// Inputs whose beginning earlier runs have counted, by path.
  public private(set) var continued: [ContinuedInput] = []
  /// Inputs of which anything is new, by path, as a history keeps them; duplicates and empty ones left out.
  public private(set) var inputs: [CountedInput] = []
  /// What to know of continued inputs, one sentence each.
  public private(set) var notes: [String] = []

  /// What `scanned` of `plan` came to.
  init(_ plan: ScanPlan, _ scanned: ScannedInputs, _ usage: AuditUsage) {
    self.usage = usage
    for (index, source) in plan.sources.enumerated() {
      if let known = scanned.known[index] {
        skipped.append(
          SkippedInput(path: source.path, sameAs: known.input.path, run: known.run))
      }
      guard let content = scanned.contents[index], scanned.originals[index] == nil else { continue }
      if let before = content.continued { addContinued(source.path, before) }
      let counted =
        scanned.counted[index]
        ?? ContentPrefix(
          bytes: content.summary.contentBytes, crc32: content.summary.contentCRC32)
      guard counted.bytes > 0 else { continue }
      let tally = usage.facts.sums.inputs[index]
      let row = InputReport(content.summary, content.format, tally)
      inputs.append(
        CountedInput(
          path: source.path, bytes: row.bytes, sha256: row.sha256, contentBytes: counted.bytes,
          crc32: counted.crc32, lines: (content.continued?.passed.lines ?? 0) + row.lines,
          period: row.period, samples: scanned.samples[index]?.sorted ?? [],
          continues: content.continued?.known.id))
    }
  }

  private mutating func addContinued(_ path: ByteString, _ before: ContinuedContent) {
    continued.append(
      ContinuedInput(
        path: path, bytesBefore: before.known.input.contentBytes,
        linesBefore: before.passed.lines, run: before.known.run))
    let rest = before.passed.restOfLineBytes
    guard rest > 0 else { return }
    let line = before.passed.lines
    notes.append(
      "\"\(SecretMask.masked(path.text))\" goes on inside line \(line), whose beginning run "
        + "\(before.known.run) counted as it was; \(rest) bytes, the rest of that line, are "
        + "not counted")
  }
}
