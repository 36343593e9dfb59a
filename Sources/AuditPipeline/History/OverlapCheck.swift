internal import Bytes
internal import Findings

/// Holds the inputs of a run against each other and against known ones.
struct OverlapCheck {
  /// Inputs that were counted, by path.
  let inputs: [CountedInput]
  let known: any KnownInputs

  /// Throws `InputOverlap` for the first input that overlaps with another one.
  func run() throws {
    for (index, other) in likelyPairs() {
      let (left, right) = (inputs[index], inputs[other])
      // Contents so small that they may be equal by chance are counted both (SPEC section 2).
      if left.contentBytes == right.contentBytes, left.crc32 == right.crc32 { continue }
      if let shared = SharedMinutes(left.samples, right.samples) {
        throw overlap(left, right.path, run: nil, shared)
      }
    }
    for input in inputs {
      guard let period = input.period else { continue }
      for other in try known.inputsTouching(period) {
        if let shared = SharedMinutes(input.samples, other.input.samples) {
          throw overlap(input, other.input.path, run: other.run, shared)
        }
      }
    }
  }

  /// Pairs of inputs with a sample in common, each once, in their order. Of several that have it each is
  /// paired with the next: where any two overlap, two of these do.
  private func likelyPairs() -> [(Int, Int)] {
    guard inputs.count > 1 else { return [] }
    var holders: [(sample: LineSample, index: Int)] = []
    for (index, input) in inputs.enumerated() {
      for sample in input.samples { holders.append((sample, index)) }
    }
    holders.sort { ($0.sample, $0.index) < ($1.sample, $1.index) }
    var pairs: Set<[Int]> = []
    for (left, right) in zip(holders, holders.dropFirst()) where left.sample == right.sample {
      pairs.insert([left.index, right.index])
    }
    return pairs.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }

  private func overlap(
    _ input: CountedInput, _ other: ByteString, run: Int?, _ shared: SharedMinutes
  ) -> InputOverlap {
    InputOverlap(
      path: input.path, other: other, run: run, first: Instant(seconds: shared.first * 60),
      last: Instant(seconds: shared.last * 60))
  }
}
