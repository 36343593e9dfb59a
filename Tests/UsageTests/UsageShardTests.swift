import AccessLog
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// Usage divided between files.
@Suite struct UsageShardTests {
  /// Every entry is in one file, and those that one judgement needs are in the same.
  @Test(arguments: [1, 2, 3, 16]) func whatBelongsTogetherStaysTogether(_ count: Int) throws {
    let seed = TestSeed.seed(45)
    var generator = ReferenceGenerator(seed: seed)
    var used: Set<Int> = []
    for _ in 1...60 {
      let log = generator.next()
      let policy = try Policy(yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
      var counter = Counter(policy: policy, inputCount: log.files.count)
      for line in lines(of: log.files) { counter.add(line) }
      var copy = counter.tally
      let whole = try rawEntries(try collected(&copy).files()[0])
      let files = try collected(&counter.tally).files(count).map { try rawEntries($0) }
      #expect(files.count == count)
      #expect(files.joined().sorted { $0.key.lexicographicallyPrecedes($1.key) } == whole)
      var places: [[[UInt8]]: Int] = [:]
      for (file, entries) in files.enumerated() {
        for entry in entries {
          used.insert(file)
          #expect(places[try subject(of: entry.key), default: file] == file)
          places[try subject(of: entry.key)] = file
        }
      }
    }
    #expect(used.count == count)
  }

  /// What an entry's judgement depends on: its kind of subject and the subject.
  private func subject(of key: [UInt8]) throws -> [[UInt8]] {
    let section = try #require(UsageSection(rawValue: key[0]))
    let parts = try #require(UsageKey.parts(key))
    switch section {
    case .softLimited, .triple: return [[1]] + parts
    case .violation: return [[1]] + parts.dropFirst()
    case .group: return [[2], parts[0]]
    case .membership: return [[3], parts[0]]
    case .members: return [[4], parts[0]]
    case .assignments: return [[5], parts[0]]
    case .day, .observed, .pair, .endpoint, .registrations, .goals, .token:
      return [[6, section.rawValue]] + parts
    }
  }

  /// The number is a CRC-32 that other programs can compute: printf 'acme\0\0' through zlib.crc32
  @Test func indicesAreThoseOfOtherVersions() {
    var key = [UsageSection.group.rawValue]
    UsageKey.append(Array("acme".utf8), to: &key)
    let crc = 0x2BA8_56D4
    for count in [1, 2, 3, 7, 1000] {
      #expect(UsageShard.index(of: key, among: count) == crc % count)
      #expect(UsageShard.index(of: key + [2, 0, 0, 1, 0, 0], among: count) == crc % count)
    }
    for key in [[], [1], [4, 1], [4, 0], [3, 0, 0, 0], [0, 0], [255, 1, 0]] as [[UInt8]] {
      #expect((0..<5).contains(UsageShard.index(of: key, among: 5)))
    }
  }
}
