internal import AccessLog
internal import Bytes
internal import Findings
internal import LogInput

/// What earlier runs tell of the inputs of this one, before anything is counted.
struct NightPlan: Sendable {
  /// Inputs that are known byte for byte, as they are, by index: they are not read.
  var skipped: [Int: KnownInput] = [:]
  /// Known inputs whose content may be the beginning of that of an input, or all of it, by index; the
  /// longest first. Reading proves it.
  var beginnings: [Int: [KnownInput]] = [:]
}

/// Finds out which inputs may be known.
///
/// A content is found again by its first record: its line, and the minute it lies in. So it does not
/// matter how a file is named or compressed, or whether it has grown and was rotated away since.
struct NightPlanning {
  /// Known inputs without records that are tried at most, as every try reads.
  private static let mostUnsampled = 4

  let plan: ScanPlan
  let known: any KnownInputs

  /// The plan for the files of `plan`; streams cannot be read twice, and are looked up behind the scan.
  func make() throws -> NightPlan {
    let plan = plan
    let files = plan.sources.indices.filter {
      plan.sources[$0].kind == .file && plan.sources[$0].repeats == nil
    }
    let samples = try Threads.map(files, jobs: plan.jobs) { index in
      NightPlanning.firstSample(plan.sources[index], plan)
    }
    var result = NightPlan()
    var alike: [(index: Int, known: [KnownInput])] = []
    for (index, sample) in zip(files, samples) {
      let source = plan.sources[index]
      let candidates = try candidates(sample, source.path)
      guard !candidates.isEmpty else { continue }
      result.beginnings[index] = candidates
      let same = candidates.filter { $0.input.bytes == source.size }
      if !same.isEmpty { alike.append((index, same)) }
    }
    let digests = try Threads.map(alike.map(\.index), jobs: plan.jobs) { index in
      // What cannot be read any more is missing when it is scanned.
      try? InputDigest.sha256(of: plan.sources[index])
    }
    for (input, digest) in zip(alike, digests) {
      guard let digest, let same = input.known.first(where: { $0.input.sha256 == digest }) else {
        continue
      }
      result.skipped[input.index] = same
      result.beginnings[input.index] = nil
    }
    return result
  }

  /// Known contents that may begin as one with this first record does, the longest first.
  private func candidates(
    _ sample: LineSample?, _ path: ByteString
  ) throws -> [KnownInput] {
    var found: [Int64: KnownInput] = [:]
    // Contents without a record are told from others by their paths alone.
    for input in try known.inputs(atPath: path).filter({ $0.input.period == nil || sample == nil })
      .prefix(NightPlanning.mostUnsampled)
    {
      found[input.id] = input
    }
    if let sample {
      let minute = Period(
        first: Instant(seconds: sample.minute * 60),
        last: Instant(milliseconds: sample.minute * 60_000 + 59_999))
      for input in try known.inputsTouching(minute) where input.input.samples.contains(sample) {
        found[input.id] = input
      }
    }
    var pending = Array(found.keys)
    while let id = pending.popLast() {
      for input in try known.inputs(continuing: id) where found[input.id] == nil {
        found[input.id] = input
        pending.append(input.id)
      }
    }
    return found.values.filter { $0.input.contentBytes > 0 }.sorted { left, right in
      (left.input.contentBytes, left.id) > (right.input.contentBytes, right.id)
    }
  }

  /// The sample of a file's first record, nil where its first block has none or it cannot be read.
  private static func firstSample(_ source: InputSource, _ plan: ScanPlan) -> LineSample? {
    do throws(MissingInput) {
      let format: LogFormat
      if let chosen = plan.format {
        format = chosen
      } else {
        format = try FormatChoice.decision(for: source, plan.detector).format
      }
      let reader = try InputReader(opening: source, blockSize: 64 * 1024)
      var block = LineBlock()
      guard reader.read(into: &block) else { return nil }
      var batch = RecordBatch()
      batch.bytes = block.bytes
      var parser = LineParser(format: format, options: plan.lineOptions)
      parser.parse(&batch, firstLine: 1)
      return MinuteSamples.first(of: batch)
    } catch {
      return nil
    }
  }
}
