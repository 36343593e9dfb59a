internal import Bytes
internal import Findings
internal import LogInput
internal import Usage

/// All inputs read, and each content counted once (SPEC section 2, "Duplicates").
struct ScannedInputs {
  /// Usage of all inputs that count.
  var usage: CollectedUsage
  /// What each input was, nil for missing ones.
  var contents: [ScannedContent?]
  /// Inputs that could not be opened.
  var missing: [MissingInput]
  /// The original of each duplicate, by input index.
  var originals: [Int: Int]
  /// What earlier runs have counted, by input index: nothing of it is in `usage` or `contents`.
  var known: [Int: KnownInput] = [:]
  /// Samples of the lines of inputs that count, where a history wants them.
  var samples: [Int: MinuteSamples] = [:]
  /// Which content was counted of inputs that are damaged, where a history wants to know.
  var counted: [Int: ContentPrefix] = [:]
}

/// Scans so that inputs with the same content are counted once.
///
/// Usage of two files cannot be taken apart again once it is merged. So likely duplicates are only
/// read at first, found by what costs nothing: files as large as an earlier one, as copies are. Where
/// the full comparison shows a duplicate that was not likely (one of them compressed anew, say), files
/// are scanned again without it.
struct DuplicateAwareScan {
  /// Contents below this many bytes may well be equal by chance (SPEC section 2).
  private static let smallestContent: Int64 = 4096

  private let plan: ScanPlan
  private let known: (any KnownInputs)?

  /// A scan of the inputs of `plan`, whose `night` was made of `known`.
  init(_ plan: ScanPlan, known: (any KnownInputs)? = nil) {
    self.plan = plan
    self.known = known
  }

  /// Throws where what does not fit in memory cannot be written.
  func run() throws -> ScannedInputs {
    let sources = plan.sources
    var originals: [Int: Int] = [:]
    for (index, source) in sources.enumerated() { originals[index] = source.repeats }
    let skipped = plan.night?.skipped ?? [:]
    let fresh = sources.indices.filter { originals[$0] == nil && skipped[$0] == nil }
    let likely = likelyDuplicates(among: fresh)
    var result = try Scan(plan, indices: fresh, uncounted: likely).run()

    var lookUp = KnownContents(plan, known)
    let wasCounted = try lookUp.add(result, uncounted: likely)
    for index in lookUp.known.keys {
      result.contents[index] = nil
      result.samples[index] = nil
      if sources[index].kind != .file { result.streams[plan.tally(ofStream: index)] = nil }
    }
    let confirmed = duplicates(among: result.contents)
    originals.merge(confirmed) { first, _ in first }
    if wasCounted || confirmed.keys.contains(where: { !likely.contains($0) }) {
      // What could not be read the first time is missing once.
      let counted = fresh.filter {
        confirmed[$0] == nil && sources[$0].kind == .file && result.contents[$0] != nil
      }
      // What was counted of files goes before it is counted again.
      result.files = TalliedUsage()
      let second = try Scan(plan, indices: counted).run()
      result.files = second.files
      // What vanished in between counts no more; what counts is what was read now.
      for index in counted { result.contents[index] = second.contents[index] }
      result.addSamples(second.samples)
      result.missing += second.missing
    } else {
      let mistaken = likely.filter { confirmed[$0] == nil && result.contents[$0] != nil }
      let second = try Scan(plan, indices: mistaken.sorted()).run()
      result.files.merge(second.files)
      for index in mistaken { result.contents[index] = second.contents[index] }
      result.addSamples(second.samples)
      result.missing += second.missing
    }
    for stream in result.streams.values { result.files.merge(stream) }
    result.streams = [:]
    for (index, source) in sources.enumerated() {
      guard let first = source.repeats else { continue }
      // The same file has the same bytes, whatever its content repeats; and a path given twice may itself
      // be a duplicate of another one.
      result.contents[index] = result.contents[first]
      originals[index] = originals[first] ?? first
    }
    return ScannedInputs(
      usage: try result.files.collect(inputCount: sources.count, in: plan.temporaryDirectory),
      contents: result.contents, missing: result.missing, originals: originals,
      known: skipped.merging(lookUp.known) { first, _ in first }, samples: result.samples,
      counted: lookUp.counted)
  }

  private func likelyDuplicates(among indices: [Int]) -> Set<Int> {
    var sizes: Set<Int64> = []
    return Set(
      indices.filter { index in
        guard let size = plan.sources[index].size else { return false }
        return !sizes.insert(size).inserted
      })
  }

  /// Duplicates by index, each with the one of its kind whose path is smallest.
  private func duplicates(among contents: [ScannedContent?]) -> [Int: Int] {
    var byContent: [ContentKey: [Int]] = [:]
    for (index, content) in contents.enumerated() where plan.sources[index].kind == .file {
      guard let summary = content?.summary, summary.damage == nil,
        summary.contentBytes >= DuplicateAwareScan.smallestContent
      else { continue }
      let key = ContentKey(bytes: summary.contentBytes, crc: summary.contentCRC32)
      byContent[key, default: []].append(index)
    }
    var result: [Int: Int] = [:]
    for candidates in byContent.values where candidates.count > 1 {
      // Inputs are in the order of their paths. Equal sums need not mean equal bytes.
      var originals: [Int] = []
      for candidate in candidates {
        let original = originals.first { isSame($0, candidate) }
        if let original { result[candidate] = original } else { originals.append(candidate) }
      }
    }
    return result
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool {
    // An input that has vanished since it was counted is no duplicate that could be proven.
    (try? ContentComparison.same(plan.sources[left], plan.sources[right])) ?? false
  }

  private struct ContentKey: Hashable {
    var bytes: Int64
    var crc: UInt32
  }
}
