internal import AccessLog
internal import Bytes
internal import Findings
internal import LimitCatalog
internal import LogInput
internal import Usage

/// The rows of `inputs` and why a run is incomplete (SPEC sections 2, 7, 8).
struct InputStatus {
  /// One per input that could be opened, by path.
  private(set) var inputs: [InputFacts] = []
  /// Inputs that could not, by path.
  let missing: [MissingFacts]

  init(plan: ScanPlan, scanned: ScannedInputs, missing: [MissingInput]) {
    self.missing = (missing + scanned.missing).sorted { $0.path < $1.path }
      .map { MissingFacts(path: $0.path, reason: $0.sentence) }
    for (index, content) in scanned.contents.enumerated() {
      guard let content else { continue }
      let original = scanned.originals[index]
      var row = InputReport(
        content.summary, content.format, scanned.usage.sums.inputs[original ?? index])
      row.path = plan.sources[index].path
      row.duplicateOf = original.map { plan.sources[$0].path }
      inputs.append(
        InputFacts(
          row: row, number: index,
          reasons: original == nil ? InputStatus.reasons(row, content, plan.policy) : [],
          contentSHA256: content.summary.contentSHA256))
    }
  }

  private static func reasons(
    _ row: InputReport, _ content: ScannedContent, _ policy: Policy
  ) -> [String] {
    let path = "\"" + row.path.text + "\""
    var result: [String] = []
    if let damage = row.damage {
      var sentence =
        "\(path) is damaged (\(damage.kind)) in member \(Numbers.grouped(damage.member)), whose first "
        + "byte is at offset \(Numbers.grouped(damage.offset)) of the file"
      if damage.kind == "trailing-garbage" {
        sentence =
          "\(path) has trailing garbage after member \(Numbers.grouped(damage.member)), from offset "
          + "\(Numbers.grouped(damage.offset)) of the file"
      }
      sentence += "; the rest was not read"
      if damage.droppedBytes > 0 {
        let dropped = Numbers.counted(damage.droppedBytes, "byte")
        let were = damage.droppedBytes == 1 ? "was" : "were"
        sentence += ", \(dropped) of an unfinished line \(were) dropped"
      }
      if let error = content.summary.readError { sentence += " (\(error))" }
      result.append(sentence)
    }
    if policy.maxMalformed.isExceeded(part: row.malformedLines, of: row.lines) {
      result.append(
        "\(path) has \(Numbers.grouped(row.malformedLines)) malformed of "
          + "\(Numbers.counted(row.lines, "line")), more than the "
          + "\(policy.maxMalformed.text) percent that may be"
          + (content.decision.map { InputStatus.misfit($0, path) } ?? ""))
    }
    return result
  }

  /// Which format comes closest where none fits most lines; else nothing.
  private static func misfit(_ decision: FormatDecision, _ path: String) -> String {
    guard let misfit = decision.misfit else { return "" }
    let lines = decision.seen == 1 ? "the only line" : "most of the first \(decision.seen) lines"
    return ": no format fits \(lines); closest is \(misfit.format.name), which stops fitting at "
      + "column \(Numbers.grouped(misfit.column)) of line \(Numbers.grouped(misfit.line)); see quota-audit formats \(path)"
  }
}

extension FormatNotes {
  /// The notices of formats, each format once, by name.
  static func of(_ formats: [LogFormat]) -> [FormatNotes] {
    Set(formats).filter { !$0.notices.isEmpty }.sorted { $0.name < $1.name }
      .map { FormatNotes(format: $0.name, notes: $0.notices.map(\.sentence)) }
  }
}

extension InputReport {
  /// The row of an input, without path and original.
  init(_ summary: ContentSummary, _ format: LogFormat, _ tally: InputTally) {
    self.init()
    bytes = summary.bytes
    sha256 = summary.sha256
    self.format = format.name
    members = summary.members
    contentBytes = summary.contentBytes
    contentCRC32 = summary.contentCRC32
    lines = tally.counts.lines
    records = tally.counts.records
    blank = tally.counts.blank
    notes = tally.counts.notes
    badFields = tally.counts.badFields
    for reason in MalformedReason.allCases where tally.counts.malformed[reason.rawValue] > 0 {
      malformed[reason.name] = tally.counts.malformed[reason.rawValue]
    }
    firstMalformed = tally.counts.firstMalformed.map {
      MalformedReport(line: $0.line, column: $0.column, reason: $0.reason.name)
    }
    if let first = tally.first, let last = tally.last {
      period = Period(first: Instant(milliseconds: first), last: Instant(milliseconds: last))
    }
    damage = summary.damage.map {
      DamageReport(
        kind: $0.kind.name, member: $0.member, offset: $0.offset, droppedBytes: $0.droppedBytes)
    }
  }
}
