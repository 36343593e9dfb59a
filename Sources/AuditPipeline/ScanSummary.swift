internal import Bytes
internal import Findings

/// What a scan read, in a few words.
public struct ScanSummary: Sendable {
  /// Inputs, lines and records in one sentence.
  public let sentence: String
  /// Why the scan is incomplete, one sentence each.
  public let reasons: [String]
}

extension UsageFacts {
  /// What was read; lines of duplicates do not count.
  public var summary: ScanSummary {
    let counted = inputs.map(\.row).filter { $0.duplicateOf == nil }
    let lines = counted.reduce(0) { $0 + $1.lines }
    let records = counted.reduce(0) { $0 + $1.records }
    let duplicates = inputs.count - counted.count
    return ScanSummary(
      sentence: Numbers.counted(inputs.count, "input")
        + (duplicates > 0 ? " (\(Numbers.counted(duplicates, "duplicate")))" : "")
        + ", \(Numbers.counted(lines, "line")), \(Numbers.counted(records, "record"))",
      // Of inputs that were never read no token is known; their names may look as if they held one.
      reasons: reasons.map(SecretMask.masked))
  }
}
