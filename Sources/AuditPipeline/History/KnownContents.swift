internal import Bytes
internal import Findings
internal import LogInput

/// Finds inputs, when they have been read, whose content earlier runs have counted.
struct KnownContents {
  private let plan: ScanPlan
  private let source: (any KnownInputs)?
  /// Those inputs, by index.
  private(set) var known: [Int: KnownInput] = [:]
  /// What counts of damaged inputs: up to the end of their last whole line.
  private(set) var counted: [Int: ContentPrefix] = [:]

  /// A search in `source`, nil where there is no history and nothing is known.
  init(_ plan: ScanPlan, _ source: (any KnownInputs)?) {
    self.plan = plan
    self.source = source
  }

  /// Looks all contents up that were read; whether one of the known ones is a file that was counted, other
  /// than those `uncounted`.
  mutating func add(_ result: ScanResult, uncounted: Set<Int>) throws -> Bool {
    guard let source else { return false }
    var wasCounted = false
    for (index, content) in result.contents.enumerated() {
      guard let content else { continue }
      let whole = prefix(of: index, content.summary)
      if content.summary.damage != nil { counted[index] = whole }
      if let before = content.continued?.known, whole.bytes <= before.input.contentBytes {
        // Nothing came behind it.
        known[index] = before
      } else if whole.bytes > 0,
        let same = try source.input(contentBytes: whole.bytes, crc32: whole.crc32),
        KnownContents.agree(same.input.samples, result.samples[index]?.sorted ?? [])
      {
        known[index] = same
        if plan.sources[index].kind == .file, !uncounted.contains(index) { wasCounted = true }
      }
    }
    return wasCounted
  }

  /// What counts of the content of an input.
  private func prefix(of index: Int, _ summary: ContentSummary) -> ContentPrefix {
    let whole = ContentPrefix(bytes: summary.contentBytes, crc32: summary.contentCRC32)
    guard let dropped = summary.damage?.droppedBytes, dropped > 0,
      plan.sources[index].kind == .file
    else { return whole }
    // What vanished since can only be known by all of it.
    return (try? ContentPrefix(of: plan.sources[index], bytes: whole.bytes - dropped)) ?? whole
  }

  /// Whether most minutes that both have samples of say that they are one content; where a content was
  /// counted in two parts, the minute in which it was cut may differ.
  private static func agree(_ left: [LineSample], _ right: [LineSample]) -> Bool {
    let hashes = Dictionary(left.map { ($0.minute, $0.hash) }) { first, _ in first }
    let common = right.filter { hashes[$0.minute] != nil }
    return common.count { hashes[$0.minute] == $0.hash } * 2 >= common.count
  }
}
