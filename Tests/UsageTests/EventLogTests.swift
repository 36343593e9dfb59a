import TestSupport
import Testing

@testable import Usage

/// Events come back as they went in, however far apart they are.
@Suite struct EventLogTests {
  /// Times of a log: mostly in order, sometimes years away, before 1970 too.
  private func times(_ random: inout SplitMix64, count: Int, unit: Int64) -> [Int64] {
    var now: Int64 = 1_795_132_800 * unit
    return (0..<count).map { _ in
      switch random.integer(0...9) {
      case 0: now = Int64(random.pick([-62_167_219_200, -1, 0, 253_402_300_799])) * unit
      case 1: now += random.pick([1, -1]) * Int64(UInt32.max)
      case 2: now += random.pick([1, -1]) * Int64(UInt32.max) / 2 + Int64(random.integer(-1...1))
      case 3: now -= Int64(random.integer(0...5_000))
      default: now += Int64(random.integer(0...100))
      }
      return now
    }
  }

  @Test(arguments: [1, 1000] as [Int64]) func everyTimeIsKept(_ unit: Int64) {
    var random = SplitMix64(seed: TestSeed.seed(11))
    for _ in 0..<200 {
      let partitions = random.integer(1...5)
      var log = EventLog()
      var expected = [[Int64]](repeating: [], count: partitions)
      for time in times(&random, count: random.integer(0...60), unit: unit) {
        let partition = random.integer(0...(partitions - 1))
        log.append(partition: partition, time: time)
        expected[partition].append(time)
      }
      expect(log, expected)
    }
  }

  @Test func anEmptyLogHasEmptyPartitions() {
    expect(EventLog(), [[], [], []])
    #expect(EventLog().sorted(partitionCount: 0).starts == [0])
  }

  private func expect(_ log: EventLog, _ expected: [[Int64]]) {
    let sorted = log.sorted(partitionCount: expected.count)
    #expect(log.count == expected.map(\.count).reduce(0, +))
    for (partition, times) in expected.enumerated() {
      #expect(Array(sorted.times[sorted.range(partition)]) == times.sorted())
    }
  }
}
