import Bytes
import TestSupport
import Testing

@testable import Usage

/// Counts per second of a group, and what is known of single requests.
@Suite struct GroupTallyTests {
  private struct Call {
    var second: Int64
    var isRejected: Bool
    var limit: Int64
    var remaining: Int64
  }

  private func tally(_ calls: some Sequence<Call>) -> GroupTally {
    var tally = GroupTally()
    for call in calls { add(call, to: &tally) }
    return settled(tally)
  }

  private func add(_ call: Call, to tally: inout GroupTally) {
    let last = tally.seconds.last?.second
    let isNew = tally.add(
      second: call.second, isRejected: call.isRejected, limit: call.limit,
      remaining: call.remaining)
    #expect(isNew == (last != call.second))
  }

  private func settled(_ tally: GroupTally) -> GroupTally { tally.settled(naming: ByteInterner()) }

  @Test func anySplitSettlesToTheSameSeconds() {
    var random = SplitMix64(seed: TestSeed.seed(61))
    for _ in 0..<500 {
      let calls = (0..<random.integer(0...30)).map { _ in
        Call(
          second: Int64(random.integer(-2...5)), isRejected: random.chance(30),
          limit: Int64(random.pick([-1, -1, 0, 5, 7])), remaining: Int64(random.integer(-1...9)))
      }
      var parts = [GroupTally(), GroupTally(), GroupTally()]
      for call in calls {
        add(call, to: &parts[random.integer(0...2)])
      }
      var merged = GroupTally()
      for part in parts.shuffled(using: &random) { merged.merge(settled(part)) }
      #expect(merged.seconds == tally(calls).seconds)
      #expect(merged.seconds == slow(calls))
      #expect(settled(merged).seconds == merged.seconds)
    }
  }

  private func slow(_ calls: [Call]) -> [SecondTally] {
    Set(calls.map(\.second)).sorted().map { second in
      let here = calls.filter { $0.second == second }
      let accepted = here.filter { !$0.isRejected }
      let limits = Set(accepted.map(\.limit)).subtracting([-1])
      let remaining = accepted.map(\.remaining).filter { $0 >= 0 }
      var tally = SecondTally(second: second)
      tally.attempted = Int32(here.count)
      tally.rejected = Int32(here.count - accepted.count)
      tally.limit = limits.count > 1 ? SecondTally.several : limits.first ?? SecondTally.none
      tally.remainingMin = remaining.min() ?? SecondTally.none
      tally.remainingMax = remaining.max() ?? SecondTally.none
      return tally
    }
  }

  @Test func statusesAndLimitsAdd() {
    var left = GroupTally()
    var right = GroupTally()
    for status in [200, 429, 200] as [UInt16] { left.add(status: status) }
    for status in [500, 200] as [UInt16] { right.add(status: status) }
    left.limits[5] = occurrences([3])
    right.limits[5] = occurrences([1, 2])
    right.limits[7] = occurrences([9])
    left.add(resetInstant: 10)
    right.add(resetInstant: 10)
    right.add(resetInstant: 11)
    right.waits.insert(RetryWait(second: 1, seconds: 2))
    left.merge(right)
    let counts = left.statuses.map { [Int($0.status), $0.requests] }
    #expect(Set(counts) == [[200, 3], [429, 1], [500, 1]])
    #expect(left.limits.mapValues(\.count) == [5: 3, 7: 1])
    #expect(left.limits[5]?.first == 1)
    #expect(left.resetInstants == [10, 11])
    #expect(left.waits == [RetryWait(second: 1, seconds: 2)])
  }

  private func occurrences(_ times: [Int64]) -> Occurrences {
    var result = Occurrences()
    for time in times { result.add(time: time, place: RequestPlace(input: 0, line: 1)) }
    return result
  }

  /// The witness is the earliest by time, then input, then line (SPEC section 6).
  @Test func occurrencesInAnyOrderAndSplit() {
    var random = SplitMix64(seed: TestSeed.seed(62))
    for _ in 0..<500 {
      let requests = (0..<random.integer(1...10)).map { _ in
        (
          time: Int64(random.integer(-2...2)),
          place: RequestPlace(input: random.integer(0...2), line: random.integer(1...3))
        )
      }
      let earliest = requests.map(\.time).min()
      let witness = requests.filter { $0.time == earliest }.map(\.place).min()
      var parts = [Occurrences(), Occurrences(), Occurrences()]
      for request in requests {
        parts[random.integer(0...2)].add(time: request.time, place: request.place)
      }
      var sum = Occurrences()
      for part in parts { sum.merge(part) }
      #expect(sum.count == requests.count)
      #expect(sum.first == earliest)
      #expect(sum.last == requests.map(\.time).max())
      #expect(sum.witness == witness)
    }
    var empty = Occurrences()
    empty.merge(Occurrences())
    #expect(empty == Occurrences())
  }
}
