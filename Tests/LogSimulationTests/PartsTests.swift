import Testing

@testable import LogSimulation

/// The parts a night is made of.
@Suite struct PartsTests {
  @Test("the generator is SplitMix64")
  func splitMix() {
    var random = RandomBits(seed: 1_234_567)
    // From the reference implementation (Vigna, splitmix64.c).
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
    for bound in [1, 2, 3, 100, 1 << 32] {
      #expect((0..<200).allSatisfy { _ in (0..<bound).contains(random.below(bound)) })
    }
  }

  @Test("ranks are drawn in proportion to their weights")
  func ranks() {
    let table = RankTable(weights: [600, 0, 300, 100])
    var random = RandomBits(seed: 3)
    var counts = [0, 0, 0, 0]
    for _ in 0..<100_000 { counts[table.draw(&random)] += 1 }
    #expect(abs(counts[0] - 60_000) < 1500)
    #expect(counts[1] == 0)
    #expect(abs(counts[2] - 30_000) < 1500)
    #expect(abs(counts[3] - 10_000) < 1500)
  }

  @Test(
    "the load curve runs from midnight to midnight and never back",
    arguments: [1, 97, 1_000_000_000])
  func curve(requests: Int) {
    let curve = LoadCurve(requests: requests)
    let times = (0...96).map { curve.time(at: requests * $0 / 96) }
    #expect(times == times.sorted())
    #expect(times.first == 0)
    #expect(times.last == 86_400_000)
  }

  @Test("chunks cover the night without gap or overlap", arguments: [2000, 5000, 100_003])
  func chunks(lines: Int) {
    let plan = NightPlan(SimulationOptions(seed: 1, lines: lines, nodes: 3))
    let chunks = (0..<plan.chunkCount).map { plan.chunk($0) }
    for (left, right) in zip(chunks, chunks.dropFirst()) {
      #expect(left.positions.upperBound == right.positions.lowerBound)
    }
    #expect(chunks.first?.positions.lowerBound == 0)
    #expect(chunks.last?.positions.upperBound == plan.mix.lines)
    #expect(chunks.flatMap(\.planted).sorted() == Array(plan.planted.lines.indices))
    for chunk in chunks {
      let arrivals = chunk.planted.map { plan.planted.lines[$0].arrival }
      #expect(arrivals.allSatisfy { chunk.times.contains($0) })
    }
  }

  @Test("numbers are written in decimal", arguments: [0, 7, 10, 99, 100, 101, 999, 1000, Int.max])
  func decimals(number: Int) {
    var bytes: [UInt8] = []
    bytes.appendDecimal(number)
    #expect(String(decoding: bytes, as: UTF8.self) == String(number))
  }

  @Test("groups have names of their own and never meet a site twice")
  func groups() {
    let plan = NightPlan(SimulationOptions(seed: 8, lines: 300_000))
    #expect(Set(plan.groups.map(\.name)).count == LearnGroup.count)
    for group in plan.groups { #expect(Set(group.sites).count == group.sites.count) }
    #expect(plan.groups.filter { $0.refusals > 0 }.count == LearnGroup.throttledRanks.count)
    #expect(plan.groups.reduce(0) { $0 + $1.refusals } == plan.mix.learnRefusals)
  }
}
