import AccessLog
import Bytes
import Findings
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// Requests by UTC day: as many as the slow reference counts, and only where they are asked for.
@Suite struct DayTallyTests {
  private func days(_ tally: inout UsageTally) throws -> DailyUsage {
    var usage = DailyUsage()
    for entry in try entries(of: collected(&tally)) { usage.add(entry) }
    return usage
  }

  private func days(
    _ records: [ReferenceRecord], policy: Policy = .standard
  ) throws -> DailyUsage {
    var counter = Counter(policy: policy, inputCount: 1, countsDays: true)
    for (index, record) in records.enumerated() {
      var record = record
      record.line = index + 1
      counter.add(
        LineRenderer.line(record, .extended) + [0x0A], input: 0, firstLine: index + 1,
        format: .extended)
    }
    return try days(&counter.tally)
  }

  @Test func randomLogs() throws {
    var generator = ReferenceGenerator(seed: TestSeed.seed(81))
    var rows = 0
    for round in 1...120 {
      let log = generator.next()
      let policy = try Policy(
        yaml: Array(log.policy.yaml.utf8), fieldNames: LineParser.fieldNames)
      var counter = Counter(policy: policy, inputCount: log.files.count, countsDays: true)
      for line in lines(of: log.files) { counter.add(line) }
      let found = try days(&counter.tally)
      #expect(found == ReferenceDays.usage(log.records, policy: log.policy), "log \(round)")
      rows += found.groups.count + found.sites.count
    }
    #expect(rows > 200)
  }

  @Test func classesAndDays() throws {
    var records: [ReferenceRecord] = []
    for (second, status) in [
      (-1, 200), (0, 100), (0, 299), (1, 302), (2, 404), (3, 429), (4, 503), (5, 600),
      (86_399, 200), (86_400, 200),
    ] {
      var record = knewton("GET", "/accounts/current", at: Int64(second))
      record.status = status
      records.append(record)
    }
    let usage = try days(records)
    #expect(usage.groups.isEmpty && usage.applications.isEmpty && usage.sites.isEmpty)
    #expect(usage.endpoints.map(\.day) == [20_776, 20_777, 20_778])
    #expect(usage.endpoints.allSatisfy { $0.service == "knewton" })
    #expect(
      usage.endpoints.map(\.counts) == [
        StatusCounts(attempted: 1, ok: 1),
        StatusCounts(
          attempted: 8, rejected: 1, ok: 3, redirected: 1, clientErrors: 1, serverErrors: 1),
        StatusCounts(attempted: 1, ok: 1),
      ])
  }

  /// Days before 1970 and of years that logs can name.
  @Test func farDays() throws {
    var counter = Counter(policy: .standard, inputCount: 1, countsDays: true)
    for (index, day) in ["01/Jan/0000", "31/Dec/1969", "31/Dec/9999"].enumerated() {
      let line =
        "10.0.0.1 - - [\(day):23:59:59 +0000] \"GET /v0/accounts/current HTTP/1.1\" 200 12\n"
      counter.add(Array(line.utf8), input: 0, firstLine: index + 1, format: .extended)
    }
    let found = try days(&counter.tally).endpoints.map(\.day)
    #expect(found == [-719_528, -1, 2_932_896])
  }

  /// Who does not ask pays nothing, and gets the file that older programs read.
  @Test func filesTellWhetherTheyHaveDays() throws {
    let version = UsageFileWriter.magic.count
    let record = LineRenderer.line(knewton("GET", "/accounts/current"), .extended) + [0x0A]
    var files: [[UInt8]] = []
    for countsDays in [false, true] {
      var counter = Counter(policy: .standard, inputCount: 1, countsDays: countsDays)
      counter.add(record, input: 0, firstLine: 1, format: .extended)
      files.append(try collected(&counter.tally).files()[0])
    }
    #expect(files[0][version] == 1 && files[1][version] == 2)
    let (without, with) = (try rawEntries(files[0]), try rawEntries(files[1]))
    #expect(Array(with.dropFirst()) == without)
    #expect(with.first?.key.first == UsageSection.day.rawValue)
    // What was read from a file with days is written as one.
    var again = CollectedUsage(inputCount: 1)
    try again.add(files[1])
    #expect(try again.files()[0] == files[1])
    // What is kept beside a history leaves them out.
    var copied = CollectedUsage(inputCount: 1)
    try copied.add(files[1])
    var (reader, copy) = try copied.copyingReader(header: [])
    while try reader.next() != nil {}
    #expect(copy.takeFile() == files[0])
  }

  /// No key or payload of a file can name a day or a count that no log has.
  @Test func hostileEntries() throws {
    func key(_ parts: [[UInt8]]) -> [UInt8] {
      var key = [UsageSection.day.rawValue]
      for part in parts { UsageKey.append(part, to: &key) }
      return key
    }
    let day: [UInt8] = [0x80, 0, 0x51, 0x29]
    let counts: [UInt8] = [3, 1, 1, 0, 0, 0]
    func read(_ parts: [[UInt8]], _ payload: [UInt8]) throws -> UsageEntry? {
      var reader = try UsageReader([ListedRun([RunEntry(key: key(parts), payload: payload)])])
      return try reader.next()
    }
    guard case .day(let usage) = try read([[1], day, [0x61]], counts) else {
      Issue.record("no day")
      return
    }
    #expect(usage.day == 20_777 && usage.subject == .group("a") && usage.counts.attempted == 3)
    for parts: [[UInt8]] in [
      [], [[1]], [[1], day], [[0], day, [1]], [[5], day, [1]], [[1], day, [1], [1]],
      [[2], day, [1]], [[4], day, [9], [1]], [[1], [0, 0, 0, 0], [1]], [[1], [0x80], [1]],
    ] {
      #expect(throws: UsageCorruption.self, "\(parts)") { try read(parts, counts) }
    }
    for payload: [UInt8] in [[], [1, 1, 1, 0, 0, 0], [3, 1, 1, 0, 0], [3, 1, 1, 0, 0, 0, 0]] {
      #expect(throws: UsageCorruption.self, "\(payload)") { try read([[1], day, [1]], payload) }
    }
  }
}
