import Bytes
import TestSupport
import Testing

@testable import Usage

/// What entries hold comes back as it was written, and other bytes are refused.
@Suite struct UsagePayloadTests {
  /// The first and last time a record can have, milliseconds.
  private let times = [Instant.earliest, .latest].map(\.milliseconds)

  private func occurrences(_ times: [Int64], input: Int = 0, line: Int = 1) -> Occurrences {
    var result = Occurrences()
    for time in times { result.add(time: time, place: RequestPlace(input: input, line: line)) }
    return result
  }

  @Test func numbersOfAnySize() throws {
    var writer = UsageWriter()
    let unsigned: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 63, .max]
    let signed: [Int64] = [0, -1, 1, 63, -64, 64, -65, .min, .max]
    for number in unsigned { writer.write(number) }
    for number in signed { writer.write(number) }
    var bytes = UsageBytes(writer.bytes)
    for number in unsigned { #expect(try bytes.unsigned() == number) }
    for number in signed { #expect(try bytes.signed() == number) }
    #expect(bytes.isAtEnd)
    #expect(throws: UsageCorruption.self) { try bytes.unsigned() }
    var endless = UsageBytes(Array(repeating: 0x80, count: 20))
    #expect(throws: UsageCorruption.self) { try endless.unsigned() }
  }

  @Test func occurrencesOfAllTime() throws {
    for sample in [
      Occurrences(), occurrences(times), occurrences([times[0]]), occurrences([times[1]], input: 7),
      occurrences([-1, 0], line: 1 << 40),
    ] {
      #expect(try reread(sample) == sample)
    }
    for hostile in [[Int64.max, 1], [.min, -1], [0, -1], [1 << 50, 0], [0, .max]] {
      var writer = UsageWriter()
      writer.write(count: 1)
      for number in hostile { writer.write(number) }
      #expect(throws: UsageCorruption.self) {
        let _: Occurrences = try read(writer.bytes + [0, 1])
      }
    }
    var requests = UsageWriter()
    requests.write(UInt64(1 << 40) + 1)
    #expect(throws: UsageCorruption.self) {
      let _: RequestCount = try read(requests.bytes)
    }
  }

  @Test func sumsAndLargestValues() throws {
    for value in [Int64.min, -1, 0, .max] {
      #expect(try reread(LargestValue(value)).value == value)
      let tally = ViolationTally(value: value, requests: occurrences(times))
      let again = try reread(tally)
      #expect(again.value == value && again.requests == tally.requests)
    }
    #expect(try reread(RequestCount(1 << 40)).count == 1 << 40)
    let counts = ApplicationCounts(attempted: 1 << 40, rejected: 0)
    #expect(try reread(counts) == counts)
    #expect(written(Presence()) == [])
    let trace = TokenTrace(ByteString(Array(0...255)))
    #expect(try reread(trace) == trace && trace.length == 256)
  }

  @Test func assignments() throws {
    for assigned in [nil, Int64.min, -1, 0, .max] {
      for analytics in [nil, Int64.min, 5] {
        for deleted in [nil, Int64.max, 0] {
          let again = try reread(
            AssignmentTimes(
              assigned: assigned, assignedWithAnalytics: analytics, deleted: deleted))
          #expect(again.assigned == assigned && again.deleted == deleted)
          #expect(again.assignedWithAnalytics == analytics)
        }
      }
    }
    #expect(throws: UsageCorruption.self) {
      let _: AssignmentTimes = try read([8, 2])
    }
  }

  private func mark(_ time: Int64, delay: Int32 = 0, line: Int = 1) -> Mark {
    Mark(
      time: time, place: RequestPlace(input: 3, line: line), delay: delay,
      kinds: [.rejected, .delayed, .softLimited, .tokenLimited])
  }

  @Test func events() throws {
    let samples = [
      PartitionEvents(times: [0], marks: []),
      PartitionEvents(times: times, marks: times.map { mark($0, delay: 86_400_000) }),
      PartitionEvents(times: [-5, -5, times[1]], marks: [mark(-5), mark(-5, line: 2)]),
    ]
    for sample in samples {
      let again = try reread(sample)
      #expect(again.times == sample.times && again.marks.count == sample.marks.count)
      for (left, right) in zip(again.marks, sample.marks) {
        #expect(left.time == right.time && left.place == right.place)
        #expect(left.delay == right.delay && left.kinds == right.kinds)
      }
    }
    // None, descending, too far, more marks than requests.
    for hostile in [
      PartitionEvents(times: [], marks: []), PartitionEvents(times: [5, 4], marks: []),
      PartitionEvents(times: [.max], marks: []), PartitionEvents(times: [1 << 49], marks: []),
      PartitionEvents(times: [1], marks: [mark(1), mark(1)]),
      PartitionEvents(times: [1, 2], marks: [mark(2), mark(1)]),
      PartitionEvents(times: [1], marks: [mark(.min)]),
      PartitionEvents(times: [1], marks: [mark(1, delay: -1)]),
    ] {
      #expect(throws: UsageCorruption.self) { try reread(hostile) }
    }
  }

  @Test func endpoints() throws {
    let counts = EndpointCounts(attempted: 1 << 40, rejected: 1, delayed: 2, softLimited: 3)
    let tally = EndpointTally(counts: counts, delays: [(1, 2), (86_400_000, 1 << 40)])
    let again = try reread(tally)
    #expect(again.counts == counts)
    #expect(
      again.delays.map { [Int($0.delay), $0.requests] } == [[1, 2], [86_400_000, 1 << 40]])
    for delays in [[(delay: Int32(5), requests: 1), (4, 1)], [(5, 1), (5, 1)], [(-1, 1)]] {
      #expect(throws: UsageCorruption.self) {
        try reread(EndpointTally(counts: counts, delays: delays))
      }
    }
    // A count of things that cannot follow allocates nothing.
    #expect(throws: UsageCorruption.self) {
      let _: EndpointTally = try read([1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1])
    }
  }

  private func group(_ change: (inout SecondTally) -> Void = { _ in }) -> GroupTally {
    var tally = GroupTally()
    let seconds = times.map { $0.flooredQuotient(1000) }
    for second in seconds {
      _ = tally.add(
        second: second, isRejected: false, limit: 999_999_999_999_999_999, remaining: -1)
      _ = tally.add(second: second, isRejected: false, limit: 0, remaining: second < 0 ? 0 : -1)
      _ = tally.add(
        second: second, isRejected: false, limit: -1, remaining: 999_999_999_999_999_999)
      tally.attempted.add(time: second * 1000, place: RequestPlace(input: 0, line: 1))
      tally.add(resetInstant: second)
      tally.waits.insert(RetryWait(second: second, seconds: 691_200))
      tally.limits[second < 0 ? 0 : 999_999_999_999_999_999] = tally.attempted
    }
    for status in [999, 100, 429] as [UInt16] { tally.add(status: status) }
    tally.developerGroups = [ByteString([]), ByteString([0, 0xFF]), "acme"]
    change(&tally.seconds[1])
    return tally
  }

  @Test func groups() throws {
    let tally = group()
    let again = try reread(tally)
    #expect(again.attempted == tally.attempted && again.rejected == tally.rejected)
    #expect(again.statuses == tally.statuses.sorted { $0.status < $1.status })
    #expect(again.seconds == tally.seconds && again.limits == tally.limits)
    #expect(again.resetInstants == tally.resetInstants && again.waits == tally.waits)
    #expect(again.developerGroups == tally.developerGroups)
    #expect(tally.seconds[0].limit == SecondTally.several && tally.seconds[0].remainingMin == 0)
    #expect(throws: UsageCorruption.self) { try reread(GroupTally()) }
    let changes: [(inout SecondTally) -> Void] = [
      { $0.attempted = 0 }, { $0.attempted = .min }, { $0.rejected = -1 }, { $0.rejected = 9 },
      { $0.second = -62_167_219_200 }, { $0.second = 1 << 49 }, { $0.limit = -3 },
      { $0.limit = 1_000_000_000_000_000_000 }, { $0.remainingMin = -3 },
      { $0.remainingMax = .max - 1 },
    ]
    for change in changes {
      #expect(throws: UsageCorruption.self) { try reread(group(change)) }
    }
  }

  /// So many requests in a second that no file that tells them can be true; no sum traps.
  @Test func sumsOfHostileSecondsAreCut() throws {
    var tally = group { second in
      second.attempted = .max
      second.rejected = .max
    }
    tally.merge(try reread(tally))
    #expect(tally.seconds[1].attempted == .max && tally.seconds[1].rejected == .max)
  }

  /// Every byte cut off or changed: refused, or a payload that can be merged and written.
  @Test func damagedPayloadsNeverTrap() {
    var random = SplitMix64(seed: TestSeed.seed(44))
    expectNoTrap(occurrences(times), &random)
    expectNoTrap(ViolationTally(value: .max, requests: occurrences(times)), &random)
    expectNoTrap(ApplicationCounts(attempted: 1 << 40, rejected: 5), &random)
    expectNoTrap(AssignmentTimes(assigned: 1, assignedWithAnalytics: 2, deleted: 3), &random)
    expectNoTrap(TokenTrace("secret-token"), &random)
    var day = DayCounts()
    for kind in StatusClass.allCases { day.add(200, of: kind) }
    expectNoTrap(day, &random)
    expectNoTrap(PartitionEvents(times: times, marks: times.map { mark($0) }), &random)
    let counts = EndpointCounts(attempted: 9, rejected: 1, delayed: 2, softLimited: 3)
    expectNoTrap(EndpointTally(counts: counts, delays: [(1, 2), (9, 4)]), &random)
    expectNoTrap(group(), &random)
  }

  private func expectNoTrap<Payload: UsagePayload>(
    _ payload: Payload, _ random: inout SplitMix64
  ) {
    let bytes = written(payload)
    for end in bytes.indices {
      #expect(throws: UsageCorruption.self) {
        let _: Payload = try read(Array(bytes[..<end]))
      }
    }
    for _ in 0..<2_000 {
      var damaged = bytes
      for _ in 0...random.integer(0...3) {
        damaged[random.integer(0...(bytes.count - 1))] = random.pick([0, 1, 0x7F, 0x80, 0xFF])
      }
      guard var sum: Payload = try? read(damaged) else { continue }
      sum.merge(payload)
      sum.merge(sum)
      _ = written(sum)
    }
  }
}
