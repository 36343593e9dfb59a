import TestSupport
import Testing

@testable import Usage

/// Runs merged by key against a dictionary.
@Suite struct RunMergeTests {
  private struct Case {
    /// Entries of each run.
    var runs: [[RunEntry]]
    /// What the runs say of each key together.
    var sums: [[UInt8]: Occurrences]
  }

  /// Runs of few keys, so that many runs share one; some are empty.
  private func draw(_ random: inout SplitMix64, inputs: [Int]?) -> Case {
    var result = Case(runs: [], sums: [:])
    for _ in 0..<random.pick([0, 1, 2, 3, 8, 30]) {
      var run: [[UInt8]: Occurrences] = [:]
      for _ in 0..<random.integer(0...12) {
        var key: [UInt8] = [UsageSection.softLimited.rawValue]
        for _ in 0..<3 {
          UsageKey.append((0..<random.integer(0...2)).map { _ in random.pick([0, 1]) }, to: &key)
        }
        var requests = Occurrences()
        var renumbered = Occurrences()
        for _ in 0..<random.integer(1...3) {
          let time = Int64(random.integer(-3...3))
          let (input, line) = (random.integer(0...2), random.integer(1...4))
          requests.add(time: time, place: RequestPlace(input: input, line: line))
          renumbered.add(
            time: time, place: RequestPlace(input: inputs?[input] ?? input, line: line))
        }
        if run[key] != nil { continue }
        run[key] = requests
        result.sums[key, default: Occurrences()].merge(renumbered)
      }
      result.runs.append(
        run.sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map { RunEntry(key: $0.key, payload: written($0.value)) })
    }
    return result
  }

  private func ascending(_ sums: [[UInt8]: Occurrences]) -> [[UInt8]] {
    sums.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func everyKeyOnceWithTheSumOfItsPayloads() throws {
    var random = SplitMix64(seed: TestSeed.seed(41))
    for _ in 0..<400 {
      // Renumbering must keep the order of paths for the earliest request to stay the earliest.
      let inputs = random.pick([nil, [1, 5, 9]])
      let drawn = draw(&random, inputs: inputs)
      let combined = try RunCombiner(drawn.runs.map { ListedRun($0, inputs: inputs) }).all()
      #expect(combined.map(\.key) == ascending(drawn.sums))
      for entry in combined {
        let sum: Occurrences = try read(entry.payload)
        #expect(sum == drawn.sums[entry.key])
      }
      let reader = try entries(of: drawn.runs.map { ListedRun($0, inputs: inputs) })
      #expect(reader.map(\.requests) == ascending(drawn.sums).map { drawn.sums[$0] })
    }
  }

  private func entries(of runs: [any RunSource]) throws -> [CallerUsage] {
    var reader = try UsageReader(runs)
    var callers: [CallerUsage] = []
    while let entry = try reader.next() {
      if case .softLimited(let caller) = entry { callers.append(caller) }
    }
    return callers
  }

  /// The merge itself: keys ascend, and every payload is taken with its key.
  @Test func payloadsAreTakenInTheOrderOfTheirKeys() throws {
    var random = SplitMix64(seed: TestSeed.seed(42))
    for _ in 0..<300 {
      let runs = (0..<random.integer(0...9)).map { run in
        Set((0..<random.integer(0...20)).map { _ in UInt8(random.integer(0...30)) }).sorted()
          .map { RunEntry(key: [$0], payload: [UInt8(run), $0]) }
      }
      var merge = try RunMerge(runs.map { ListedRun($0) })
      var taken: [RunEntry] = []
      while let key = merge.key {
        taken.append(RunEntry(key: key, payload: merge.payload.bytes))
        try merge.advance()
      }
      // Of equal keys the runs' order.
      let expected = runs.joined().sorted {
        ($0.key[0], $0.payload[0]) < ($1.key[0], $1.payload[0])
      }
      #expect(taken == expected)
    }
  }

  /// Entries whose bytes are no usage are refused by combiner and reader alike, whatever they are.
  @Test func whatIsNoUsageIsRefused() throws {
    var random = SplitMix64(seed: TestSeed.seed(43))
    var refused = 0
    for _ in 0..<6_000 {
      var key = [UInt8(random.integer(0...15))]
      for _ in 0..<random.integer(0...4) {
        UsageKey.append(
          (0..<random.integer(0...2)).map { _ in random.pick([1, 2, 3, 9]) }, to: &key)
      }
      let payload: [UInt8] = (0..<random.integer(0...9)).map { _ in
        random.pick([0, 1, 2, 3, 0x80, 0xFF])
      }
      let entry = RunEntry(key: key, payload: payload)
      do {
        var reader = try UsageReader([ListedRun([entry]), ListedRun([entry])])
        while try reader.next() != nil {}
        _ = try RunCombiner([ListedRun([entry]), ListedRun([entry])]).all()
      } catch {
        #expect(error is UsageCorruption)
        refused += 1
      }
    }
    #expect(refused > 3_000 && refused < 6_000)
  }

  @Test func inputsThatAreNotThereAreRefused() throws {
    var requests = Occurrences()
    requests.add(time: 1, place: RequestPlace(input: 2, line: 1))
    #expect(throws: UsageCorruption.self) {
      let _: Occurrences = try read(written(requests), inputs: [4, 5])
    }
    let kept: Occurrences = try read(written(requests), inputs: [4, 5, 6])
    #expect(kept.witness == RequestPlace(input: 6, line: 1))
  }
}
