import TestSupport
import Testing

@testable import Usage

/// The header lens, SPEC section 5, sentence by sentence.
@Suite struct HeaderBoundariesTests {
  private let day: Int64 = 86_400

  /// The windows from that of `first` to that of `last`, as their boundaries.
  private func boundaries(_ instants: [Int64], _ first: Int64, _ last: Int64) throws -> [Int64] {
    let laid = try HeaderBoundaries(instants: instants)
    var window = laid.window(of: first)
    var result = [window.start, window.end]
    while window.end <= last {
      window = laid.window(of: window.end)
      #expect(window.start == result[result.count - 1])
      result.append(window.end)
    }
    return result
  }

  @Test func withoutInstantsThereAreNone() {
    #expect(throws: HeaderBoundaries.Unavailable.unseen) { try boundaries([], 0, 0) }
  }

  /// 3600 s still belong to the cluster, 3601 s start a new one, which is too near to the first.
  @Test func aGapOverAnHourStartsACluster() throws {
    #expect(try HeaderBoundaries(instants: [0, 3600]).ends == [3600])
    #expect(throws: HeaderBoundaries.Unavailable.unstable) { try boundaries([0, 3601], 0, 0) }
    #expect(
      try HeaderBoundaries(instants: [0, day]).ends == [0, day])
  }

  @Test func aClusterMayBeAnHourWide() throws {
    #expect(try HeaderBoundaries(instants: [0, 1800, 3600]).ends == [3600])
    #expect(throws: HeaderBoundaries.Unavailable.unstable) {
      try boundaries([0, 1800, 3601], 0, 0)
    }
  }

  @Test func endsAreTwentyThreeHoursApart() throws {
    #expect(
      try HeaderBoundaries(instants: [0, 82_800]).ends == [0, 82_800])
    #expect(throws: HeaderBoundaries.Unavailable.unstable) { try boundaries([0, 82_799], 0, 0) }
    // The largest instants of the clusters count, not the smallest.
    #expect(
      try HeaderBoundaries(instants: [0, 3600, 86_000, 86_400]).ends
        == [3600, 86_400])
    #expect(throws: HeaderBoundaries.Unavailable.unstable) {
      try boundaries([0, 3600, 82_900, 86_399], 0, 0)
    }
  }

  @Test func stepsOfADayCoverAllRequests() throws {
    // Back from the first end until the first request is reached or passed.
    #expect(try boundaries([day], day - 1, day - 1) == [0, day])
    #expect(try boundaries([day], 0, 0) == [0, day])
    #expect(try boundaries([day], -1, 0) == [-day, 0, day])
    #expect(try boundaries([day], day, day) == [day, 2 * day])
    #expect(try boundaries([0], 5 * day, 5 * day) == [5 * day, 6 * day])
    // Forward from the last end beyond the last request.
    #expect(try boundaries([day], 0, day - 1) == [0, day])
    #expect(try boundaries([day], 0, day) == [0, day, 2 * day])
    // Between two ends back from the later one; the first of these windows is the shorter one.
    #expect(try boundaries([0, 200_000], 0, 199_999) == [0, 27_200, 113_600, 200_000])
    #expect(try boundaries([0, 2 * day], 0, day) == [0, day, 2 * day])
    #expect(try boundaries([0, 82_800], 0, 0) == [0, 82_800])
    #expect(try boundaries([0, day + 1], 0, 1) == [0, 1, day + 1])
    #expect(try boundaries([0], -400 * 366 * day, -400 * 366 * day).count == 2)
  }

  @Test func randomInstantsAgainstASlowReading() {
    var random = SplitMix64(seed: TestSeed.seed(31))
    var stable = 0
    for _ in 0..<4_000 {
      let steps = [0, 1, 600, 1_800, 3_599, 3_600, 82_799, 82_800, 86_400, 90_000, 300_000]
      var instant = midnight
      var instants: [Int64] = []
      for _ in 0..<random.integer(0...5) {
        instants += Array(repeating: instant, count: random.integer(1...2))
        instant += Int64(random.pick(steps))
      }
      let first = midnight + Int64(random.integer(-3 * 86_400...6 * 86_400))
      let last = first + Int64(random.pick([0, 1, 86_399, 86_400, random.integer(0...500_000)]))
      let expected = slow(instants, first, last)
      let laid = try? HeaderBoundaries(instants: instants.shuffled(using: &random))
      #expect(laid?.ends == expected?.ends, "\(instants)")
      guard let laid, let boundaries = expected?.boundaries else { continue }
      stable += 1
      for request in [first, last, (first + last) / 2] {
        let windows = zip(boundaries, boundaries.dropFirst())
        let expected = windows.filter { $0 <= request && request < $1 }
        #expect(expected.count == 1)
        let window = laid.window(of: request)
        #expect(window.start == expected.first?.0, "\(instants) \(request)")
        #expect(window.end == expected.first?.1, "\(instants) \(request)")
      }
    }
    #expect(stable > 1_000)
  }

  /// Every sentence a set operation; nil when the lens is unavailable.
  private func slow(
    _ instants: [Int64], _ first: Int64, _ last: Int64
  ) -> (ends: [Int64], boundaries: [Int64])? {
    let sorted = Set(instants).sorted()
    let starts = sorted.filter { instant in
      !sorted.contains { $0 < instant && instant - $0 <= 3600 }
    }
    let clusters = starts.map { start in
      let next = starts.first { $0 > start } ?? .max
      return sorted.filter { $0 >= start && $0 < next }
    }
    guard !clusters.isEmpty else { return nil }
    let ends = clusters.compactMap(\.last)
    for (index, cluster) in clusters.enumerated() {
      if ends[index] - cluster[0] > 3600 { return nil }
      if index > 0, ends[index] - ends[index - 1] < 82_800 { return nil }
    }
    var all = Set(ends)
    for (index, end) in ends.enumerated() {
      for step in 1...100 as ClosedRange<Int64> {
        let boundary = end - step * day
        // Needed while the boundary after it has not reached the end before or the first request.
        if index > 0 ? boundary > ends[index - 1] : boundary + day > first { all.insert(boundary) }
      }
    }
    for step in 1...100 as ClosedRange<Int64> {
      let boundary = ends[ends.count - 1] + step * day
      if boundary - day <= last { all.insert(boundary) }
    }
    return (ends, all.sorted())
  }
}
