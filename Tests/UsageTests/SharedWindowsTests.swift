import TestSupport
import Testing

@testable import Usage

/// Windows over several nights against counting again for every window that holds a call of tonight.
@Suite struct SharedWindowsTests {
  /// Two nights' ascending times, which crowd around a few windows' edges and may lie in each other.
  private static func nights(
    _ random: inout SplitMix64, length: Int64
  ) -> (tonight: [Int64], all: [Int64]) {
    let window = Int(length)
    let base = Int64(random.pick([0, -3, 20_777])) * length
    let edges = [-1, 0, 1, window - 1, window, window + 1]
    let spread = random.pick([1, window / 2, window * 2, window * 20])
    func times(_ count: Int, _ shift: Int64) -> [Int64] {
      (0..<count).map { _ in
        let inside = random.chance(40) ? random.pick(edges) : random.integer(-spread...spread)
        return base + shift + Int64(inside)
      }
    }
    let tonight = times(random.pick([1, 2, 5, 20]), 0).sorted()
    let shift = Int64(random.pick([0, -window, window, -3 * window]))
    return (tonight, (tonight + times(random.pick([0, 1, 3, 20]), shift)).sorted())
  }

  private func count(_ times: [Int64], _ start: Int64, _ length: Int64) -> Int {
    times.count { $0 >= start && $0 < start + length }
  }

  @Test(arguments: [Int64(7), 60, 1000]) func windowsAreThoseThatHoldACallOfTonight(
    _ length: Int64
  ) {
    var random = SplitMix64(seed: TestSeed.seed(7))
    for _ in 0..<(length > 60 ? 40 : 200) {
      let (tonight, all) = Self.nights(&random, length: length)
      let quota = random.pick([0, 1, 2, 5, all.count - 1, all.count])
      func isShared(_ start: Int64) -> Bool { count(tonight, start, length) > 0 }

      let starts = Set(tonight.map { Int64((Double($0) / Double(length)).rounded(.down)) * length })
        .sorted()
      let counts = starts.map { count(all, $0, length) }
      let most = counts.max() ?? 0
      let over = zip(starts, counts).filter { $0.1 > quota }.map(\.0)
      let fixed = Windows.fixed(all, holding: tonight, length: length, quota: quota)
      #expect(fixed.peakRequests == most)
      #expect(fixed.peakStart == zip(starts, counts).first { $0.1 == most }?.0)
      #expect(fixed.windowsOver == over.count)
      #expect(fixed.firstOver == over.first ?? 0 && fixed.lastOver == over.last ?? 0)

      let rolling = all.filter(isShared).map { (start: $0, requests: count(all, $0, length)) }
      let largest = rolling.map(\.requests).max() ?? 0
      let peak = Windows.rollingPeak(all, holding: tonight, length: length)
      #expect(peak.requests == largest)
      #expect(peak.start == rolling.first { $0.requests == largest }?.start)

      let lowest = (all.first ?? 0) - length
      let highest = all.last ?? 0
      var phases: Set<Int64> = []
      for start in Swift.max(lowest, -(1 << 40))...highest
      where isShared(start) && count(all, start, length) > quota {
        phases.insert(((start % length) + length) % length)
      }
      #expect(
        Windows.alignmentsOver(all, holding: tonight, length: length, quota: quota) == phases.count)
    }
  }

  @Test func withoutEarlierNightsTheyAreAllWindows() {
    var random = SplitMix64(seed: TestSeed.seed(8))
    for _ in 0..<100 {
      let (times, _) = Self.nights(&random, length: 60)
      let all = times.span
      #expect(
        Windows.fixed(times, holding: times, length: 60, quota: 2)
          == Windows.fixed(all, times.indices, length: 60, quota: 2))
      #expect(
        Windows.rollingPeak(times, holding: times, length: 60)
          == Windows.rollingPeak(all, times.indices, length: 60))
      #expect(
        Windows.alignmentsOver(times, holding: times, length: 60, quota: 2)
          == Windows.alignmentsOver(all, times.indices, length: 60, quota: 2))
    }
  }
}
