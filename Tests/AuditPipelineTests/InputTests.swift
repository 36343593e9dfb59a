import AccessLog
import Bytes
import Findings
import Foundation
import LimitCatalog
import Testing

/// What is wrong with inputs is in the report's status, never silent (SPEC sections 2 and 8).
@Suite struct InputTests {
  @Test func missingInputs() throws {
    let folder = try Scratch()
    let file = try folder.write(lines(3), to: "a.log")
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    let report = audit([folder.path + "/no.log", empty, file])
    #expect(!report.status.complete)
    #expect(report.totals.missingInputs == 2)
    #expect(report.inputs.map(\.path.text) == [file])
    #expect(report.totals.records == 3)
    let reasons = report.status.reasons
    #expect(reasons.count == 2)
    #expect(reasons.first?.hasPrefix("\"\(empty)\" holds no files") == true)
    #expect(reasons.last?.hasPrefix("\"\(folder.path)/no.log\" does not exist") == true)
  }

  @Test func nothingAtAll() throws {
    let folder = try Scratch()
    let report = audit([try folder.write("", to: "empty.log")])
    #expect(report.status.complete && report.period == nil && report.coverage == Coverage())
    #expect(report.inputs.map(\.format) == ["json"])
    #expect(report.inputs[0].period == nil && report.inputs[0].contentBytes == 0)
    #expect(report.totals == Totals() && report.findings.isEmpty)
    #expect(report.entities.count == 28)
    #expect(audit([]).status.complete)
  }

  /// Up to the share of the policy a run is complete, and not beyond it.
  @Test func malformedLines() throws {
    let folder = try Scratch()
    let bad = "bad line with a token=secret-token-1\n"
    let one = audit([try folder.write(lines(99) + bad, to: "one")])
    #expect(one.status.complete)
    #expect(one.totals.malformed == 1 && one.totals.lines == 100)
    #expect(
      one.inputs[0].firstMalformed.map(\.line) == [100]
        && one.inputs[0].firstMalformed.map(\.reason) == ["bad-line"])
    let more = audit([try folder.write(lines(98) + bad, to: "more")])
    #expect(more.status.reasons.count == 1)
    #expect(more.status.reasons[0].contains("1 malformed of 99 lines"))
    let many = audit([try folder.write(lines(1) + String(repeating: bad, count: 1999), to: "many")])
    #expect(many.status.reasons.first?.contains("1,999 malformed of 2,000 lines") == true)
    var none = Policy.standard
    none.maxMalformed = try #require(Percentage("0"))
    #expect(!audit([folder.path + "/one"], policy: none).status.complete)
    var all = Policy.standard
    all.maxMalformed = try #require(Percentage("100"))
    #expect(audit([try folder.write(bad, to: "all")], policy: all).status.complete)
  }

  /// What inflated before the damage counts, an unfinished line does not.
  @Test func damage() throws {
    let folder = try Scratch()
    let content = Array(lines(3).utf8)
    let first = Gzip.member(content)
    let second = Gzip.member(Array(line(9).utf8) + Array("10.0.0.9 - - [20/Nov".utf8))
    var broken = second
    broken[broken.count - 1] ^= 1
    let report = audit([try folder.write(first + broken, to: "a.gz")])
    #expect(report.totals.records == 4)
    let row = report.inputs[0]
    #expect(
      row.damage
        == DamageReport(
          kind: "bad-length", member: 2, offset: Int64(first.count), droppedBytes: 20))
    #expect(row.lines == 4 && row.members == 2)
    #expect(row.contentBytes == Int64(content.count) + Int64(line(9).utf8.count) + 20)
    #expect(!report.status.complete)
    let reason = try #require(report.status.reasons.first)
    #expect(reason.contains("damaged (bad-length) in member 2"))
    #expect(reason.contains("20 bytes of an unfinished line"))

    let garbage = audit([try folder.write(first + [0, 0, 7] + second, to: "b.gz")])
    #expect(garbage.totals.records == 3)
    #expect(garbage.inputs[0].damage?.kind == "trailing-garbage")
    #expect(garbage.inputs[0].bytes == Int64(first.count + 3 + second.count))
  }

  /// Rows stand in the order of their paths, whatever the order of arguments and of work.
  @Test func rowsAreSortedByPath() throws {
    let folder = try Scratch()
    let names = ["b/z.log", "b.log", "B.log", "a b.log", "\u{E9}.log"]
    for (index, name) in names.enumerated() { try folder.write(lines(index + 1), to: name) }
    let expected = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    for jobs in 1...4 {
      let report = audit([folder.path + "/"], jobs: jobs)
      #expect(
        report.inputs.map { $0.path.text.dropFirst(folder.path.count + 1) }
          == expected.map { $0[...] })
      let witness = report.groups.count
      #expect(witness == 1 && report.totals.records == 15)
    }
  }
}
