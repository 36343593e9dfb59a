import TestSupport
import Testing

@testable import Usage

/// Windows against counting again for every window.
@Suite struct WindowsTests {
  /// Window lengths: seconds of a triple's and a group's, milliseconds of a pair's.
  static let lengths: [Int64] = [60, 1000, 86_400]

  /// Ascending times that crowd around a few windows' edges, before the epoch too, with ties.
  private static func times(_ random: inout SplitMix64, length: Int64) -> [Int64] {
    let window = Int(length)
    let base = Int64(random.pick([0, 0, -3, 7, 20_777])) * length
    let spread = random.pick([1, window / 2, window, window * 3, window * 40])
    let edges = [-1, 0, 1, window - 1, window, window + 1]
    let count = random.pick([1, 2, 3, 8, 40])
    return (0..<count).map { _ in
      let inside = random.chance(40) ? random.pick(edges) : random.integer(-spread...spread)
      return base + Int64(inside)
    }.sorted()
  }

  /// Runs `body` over random times, which stand between others of other partitions.
  private func forEachCase(
    _ seed: UInt64, rounds: Int, length: Int64,
    _ body: (_ all: [Int64], _ range: Range<Int>, _ times: [Int64], inout SplitMix64) -> Void
  ) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<rounds {
      let times = Self.times(&random, length: length)
      let before = Array(repeating: times[0], count: random.integer(0...3))
      let after = Array(repeating: times[times.count - 1], count: random.integer(0...3))
      let range = before.count..<(before.count + times.count)
      body(before + times + after, range, times, &random)
    }
  }

  private func count(_ times: [Int64], _ start: Int64, _ length: Int64) -> Int {
    times.count { $0 >= start && $0 < start + length }
  }

  @Test(arguments: lengths) func fixedWindowsAreThoseOfTheEpoch(_ length: Int64) {
    let seed = TestSeed.seed(1)
    forEachCase(seed, rounds: 300, length: length) { all, range, times, random in
      let quota = random.pick([nil, 0, 1, 2, 5, times.count, times.count + 1])
      let fixed = Windows.fixed(all.span, range, length: length, quota: quota)
      let starts = Set(times.map { Int64((Double($0) / Double(length)).rounded(.down)) * length })
        .sorted()
      let counts = starts.map { count(times, $0, length) }
      let most = counts.max() ?? 0
      #expect(fixed.peakRequests == most)
      #expect(fixed.peakStart == zip(starts, counts).first { $0.1 == most }?.0)
      let over = quota.map { quota in zip(starts, counts).filter { $0.1 > quota }.map(\.0) } ?? []
      #expect(fixed.windowsOver == over.count)
      #expect(fixed.firstOver == over.first ?? 0)
      #expect(fixed.lastOver == over.last ?? 0)
    }
  }

  @Test(arguments: lengths) func theRollingPeakIsTheEarliestLargest(_ length: Int64) {
    let seed = TestSeed.seed(2)
    forEachCase(seed, rounds: 300, length: length) { all, range, times, _ in
      let rolling = Windows.rollingPeak(all.span, range, length: length)
      let counts = times.map { count(times, $0, length) }
      #expect(rolling.requests == counts.max())
      #expect(rolling.start == zip(times, counts).first { $0.1 == counts.max() }?.0)
    }
  }

  @Test(arguments: [(60, 300), (1000, 60), (86_400, 6)] as [(Int64, Int)])
  func alignmentsAreAllPhasesOfTheClock(_ length: Int64, _ rounds: Int) {
    let seed = TestSeed.seed(3)
    forEachCase(seed, rounds: rounds, length: length) { all, range, times, random in
      let quotas = [0, 1, 2, 3, times.count / 2, times.count - 1, times.count, 10_000]
      for quota in Set(length > 1000 ? [random.pick(quotas), 1] : quotas) {
        let over = Windows.alignmentsOver(all.span, range, length: length, quota: quota)
        let expected = (0..<length).count { phase in
          isOver(times, length: length, phase: phase, quota: quota)
        }
        #expect(over == expected, "\(times) in \(length), quota \(quota)")
      }
    }
  }

  /// Whether some [phase + k*length, phase + (k+1)*length) has more than `quota` of ascending times.
  private func isOver(_ times: [Int64], length: Int64, phase: Int64, quota: Int) -> Bool {
    var window = Int64.min
    var inWindow = 0
    for time in times {
      let shifted = time - phase
      let index = shifted >= 0 ? shifted / length : -((-shifted + length - 1) / length)
      inWindow = index == window ? inWindow + 1 : 1
      window = index
      if inWindow > quota { return true }
    }
    return false
  }

  /// One window of a day at a time is over in all phases that do not cut it apart.
  @Test func alignmentsOfABurst() {
    // Eleven requests within 11 ms: any second but those that begin inside the burst holds all.
    let burst = (0...10).map { Int64(5_000 + $0) }
    #expect(Windows.alignmentsOver(burst.span, 0..<11, length: 1000, quota: 10) == 990)
    #expect(Windows.alignmentsOver(burst.span, 0..<11, length: 1000, quota: 11) == 0)
    #expect(Windows.alignmentsOver(burst.span, 0..<11, length: 1000, quota: 0) == 1000)
    // The same burst again half a second off covers the phases that cut the first.
    let twice = burst + burst.map { $0 + 10_500 }
    #expect(Windows.alignmentsOver(twice.span, 0..<22, length: 1000, quota: 10) == 1000)
    // A whole window apart: never in one half-open window.
    let apart: [Int64] = [0, 1000]
    #expect(Windows.alignmentsOver(apart.span, 0..<2, length: 1000, quota: 1) == 0)
    let closer: [Int64] = [0, 999]
    #expect(Windows.alignmentsOver(closer.span, 0..<2, length: 1000, quota: 1) == 1)
  }

  @Test func phaseSetsAreUnions() {
    var random = SplitMix64(seed: TestSeed.seed(4))
    for _ in 0..<400 {
      let length = Int64(random.pick([1, 2, 10, 60]))
      var phases = PhaseSet(length: length)
      var expected: Set<Int64> = []
      for _ in 0..<random.integer(0...6) {
        let low = Int64(random.integer(-200...200))
        let high = low + Int64(random.integer(1...Int(length) + 1))
        phases.insert(after: low, through: high)
        for time in (low + 1)...high { expected.insert(((time % length) + length) % length) }
      }
      #expect(phases.count == expected.count)
    }
  }

  /// Long lists of intervals are merged on the way, and nothing gets lost by that.
  @Test func phaseSetsOfManyIntervals() {
    var phases = PhaseSet(length: 86_400)
    for index in 0..<20_000 as Range<Int64> {
      let low = index * 86_400 + (index * 4) % 86_400
      phases.insert(after: low, through: low + 2)
    }
    // Phases 4i+1 and 4i+2 of a day, each interval about once.
    #expect(phases.count == 40_000)
  }
}
