import Foundation
import Testing

@testable import LogSimulation

/// What a night is as a whole: exact, repeatable, realistic.
@Suite struct NightTests {
  static let options = SimulationOptions(seed: 42, lines: 20_000, nodes: 3)

  /// The night's files but the compressed logs, and the logs' text.
  private func contents(_ options: SimulationOptions) throws -> [String: [UInt8]] {
    let night = try TemporaryNight(options)
    var contents: [String: [UInt8]] = [:]
    for log in night.summary.logs { contents[log] = try night.content(log) }
    for name in ["logs/inventory.jsonl", "policy.yaml", "expected.json"] {
      contents[name] = try night.bytes(name)
    }
    return contents
  }

  @Test("neither threads nor level change what is written")
  func determinism() throws {
    let first = try contents(Self.options)
    var options = Self.options
    options.jobs = 1
    #expect(try contents(options) == first)
    options.jobs = 5
    options.level = 6
    #expect(try contents(options) == first)
    options.level = 0
    #expect(try contents(options) == first)
    options.seed = 43
    let other = try contents(options)
    #expect(Set(other.keys) == Set(first.keys))
    #expect(Set(other.values).isDisjoint(with: first.filter { $0.key.hasSuffix(".gz") }.values))
  }

  @Test("compressed files do not depend on the threads either")
  func compressedDeterminism() throws {
    var options = Self.options
    let one = try TemporaryNight(options)
    options.jobs = 7
    let seven = try TemporaryNight(options)
    for log in one.summary.logs { #expect(try one.bytes(log) == seven.bytes(log)) }
    #expect(one.summary == seven.summary)
  }

  @Test(
    "lines are exactly as many as asked for", arguments: [2000, 2001, 5000, 12_345], [1, 2, 4, 7])
  func lineCount(lines: Int, nodes: Int) throws {
    let night = try TemporaryNight(SimulationOptions(seed: 5, lines: lines, nodes: nodes))
    #expect(night.summary.logs.count == nodes)
    var counted = 0
    var size: Int64 = 0
    var compressed: Int64 = 0
    for log in night.summary.logs {
      let content = try night.content(log)
      #expect(content.last == 0x0A)
      counted += content.count { $0 == 0x0A }
      size += Int64(content.count)
      compressed += Int64(try night.bytes(log).count)
    }
    #expect(counted == lines)
    #expect(night.summary.lines == lines)
    #expect(night.summary.contentBytes == size)
    #expect(night.summary.compressedBytes == compressed)
    #expect(
      night.summary.records + night.summary.blank + night.summary.malformed == night.summary.lines)
  }

  @Test("many nodes have a share of every kind of line each")
  func manyNodes() throws {
    let lines = NightSimulation.minimumLines(nodes: 64)
    let night = try TemporaryNight(SimulationOptions(seed: 5, lines: lines, nodes: 64))
    #expect(try night.lines().count == lines)
  }

  @Test("the summary and expected.json count what the lines hold")
  func totals() throws {
    let night = try SharedNight.night.get()
    let records = try SharedNight.records.get()
    let lines = night.lines
    let summary = night.summary
    #expect(lines.count { $0.text.isEmpty } == summary.blank)
    // The unreadable requests are records that the reference reads too.
    #expect(records.count == summary.records)
    #expect(records.count { $0.isLearn } == summary.learn)
    #expect(records.count { $0.isKnewton } == summary.knewton)
    #expect(summary.other == summary.records - summary.learn - summary.knewton)
    #expect(records.count { $0.isRejected } == summary.rejected)
    #expect(records.count { $0.fields["delay"] != nil } == summary.delayed)
    #expect(records.count { $0.fields["limit"] == "unlimited" } == summary.badFields)
    let totals = try SharedNight.expected.get().totals
    #expect(totals["lines"] == SharedNight.options.lines + 24)
    #expect(totals["notes"] == 24)
    #expect(totals["records"] == summary.records)
    #expect(totals["rejected"] == summary.rejected)
  }

  @Test("about 3 percent are refused", arguments: [5000, 60_000])
  func refused(lines: Int) throws {
    let night = try TemporaryNight(SimulationOptions(seed: 9, lines: lines))
    let refused = try night.lines().count { $0.text.contains("\" 429 ") }
    #expect(refused == night.summary.rejected)
    #expect(abs(refused * 1000 - lines * 30) <= lines * 2)
  }

  @Test("lines are out of order as real servers write them, by seconds at most")
  func order() throws {
    let records = try SharedNight.records.get()
    for (_, log) in Dictionary(grouping: records, by: \.log) {
      let times = log.map(\.time)
      let late = zip(times, times.dropFirst()).filter { $0 > $1 }
      #expect(!late.isEmpty)
      #expect(late.allSatisfy { $0 - $1 <= 5000 })
      #expect(try times.allSatisfy { try (0..<86_400_000).contains($0 - midnight()) })
    }
  }

  private func midnight() throws -> Int { try SharedNight.milliseconds("2026-11-20T00:00:00Z") }

  @Test("json holds the same records as extended")
  func json() throws {
    var options = SharedNight.options
    options.format = .json
    let night = try TemporaryNight(options)
    let records = try SharedNight.records.get()
    var objects: [[String: Any]] = []
    for line in try night.lines() {
      let object = try? JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: Any]
      if let object, object["status"] is Int { objects.append(object) }
    }
    #expect(objects.count == records.count)
    for (object, record) in zip(objects, records) {
      #expect(object["client"] as? String == record.client)
      #expect(object["status"] as? Int == record.status)
      #expect(try SharedNight.milliseconds(object["time"] as? String) == record.time)
      for (name, value) in record.fields where name != "entities" && name != "duration" {
        #expect("\(object[name] ?? "-")" == value)
      }
    }
    var other = night.summary
    other.contentBytes = try SharedNight.night.get().summary.contentBytes
    other.compressedBytes = try SharedNight.night.get().summary.compressedBytes
    #expect(try other == SharedNight.night.get().summary)
  }

  @Test("lines are about 390 bytes long, tokens about as many as promised")
  func realism() throws {
    let night = try TemporaryNight(SimulationOptions(seed: 1, lines: 30_000))
    #expect((360...420).contains(Int(night.summary.contentBytes) / 30_000))
    var tokens: Set<Substring> = []
    for line in try night.lines() {
      guard let start = line.text.range(of: "token=\"") else { continue }
      tokens.insert(line.text[start.upperBound...].prefix { $0 != "\"" })
    }
    #expect((300...900).contains(tokens.count))
  }
}
