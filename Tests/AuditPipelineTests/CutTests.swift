import LimitCatalog
import AccessLog
import Bytes
import Findings
import Reporting
import TestSupport
import Testing

/// However a log is cut into members, blocks, files and work, its report is the same (SPEC 9.1).
@Suite struct CutTests {
  /// The report as JSON, without the rows that tell how the inputs were stored.
  private func numbers(_ report: AuditReport) -> [UInt8] {
    var report = report
    report.inputs = []
    return JSONReport.render(report)
  }

  private let rich =
    line(0, tail: #" limit=5 remaining=4 reset=3600 error="say \"no\"""#)
    + "\r\n\n" + line(1, status: 429, tail: " retry_after=3")
    + line(2, group: "\"\\xFF\\xFE\"")

  /// Every split point of a small log over two members, and over two members and an empty one.
  @Test func everySplitPointOfTwoMembers() throws {
    let folder = try Scratch()
    let bytes = [0xEF, 0xBB, 0xBF] + Array(rich.utf8)
    let file = try folder.write(bytes, to: "log")
    let plain = audit([file])
    #expect(plain.totals.records == 3 && plain.totals.blank == 2 && plain.totals.lines == 5)
    #expect(plain.groups.count == 2 && plain.status.complete)
    let expected = numbers(plain)
    for cut in 0...bytes.count {
      try folder.write(Gzip.members(bytes, cutAt: cut % 2 == 0 ? [cut] : [cut, cut]), to: "log")
      let report = audit([file])
      #expect(numbers(report) == expected, "cut at \(cut)")
      #expect(report.inputs[0].contentCRC32 == plain.inputs[0].contentCRC32)
      #expect(report.inputs[0].lines == 5)
    }
  }

  /// Every prefix of a small gzip file is read without a crash, and its whole lines count.
  @Test func everyTruncation() throws {
    let folder = try Scratch()
    let bytes = Array(lines(3).utf8)
    let first = line(0).utf8.count
    let packed = Gzip.members(bytes, cutAt: [first])
    for count in 0..<packed.count {
      let report = audit([try folder.write(Array(packed[..<count]), to: "log")])
      // A file that ends before the first member or between two is whole.
      let isWhole = count == 0 || count == Gzip.member(bytes[..<first]).count
      #expect(report.status.complete == isWhole, "\(count)")
      #expect(report.totals.records <= 3)
      #expect(report.totals.lines == report.totals.records + report.totals.malformed)
    }
  }

  /// More than ten blocks, in several storages, by one to four workers.
  @Test func largeLogsAndAnyNumberOfWorkers() throws {
    var random = SplitMix64(seed: TestSeed.seed(101))
    let groups = (0..<30).map { "g\($0)" }
    var text = ""
    for second in 0..<18_000 {
      let status = random.chance(3) ? 429 : 200
      text += line(
        second, group: random.pick(groups), status: status,
        tail: " limit=\(random.pick([5, 500])) remaining=\(random.integer(0...500))")
      if random.chance(1) { text += random.pick(["\n", "bad\n", "\r\n"]) }
    }
    let bytes = Array(text.utf8)
    #expect(bytes.count > 10 * 256 * 1024)
    let folder = try Scratch()
    let file = try folder.write(bytes, to: "log")
    let report = audit([file])
    #expect(report.totals.records == 18_000)
    #expect(report.groups.count == 30 && !report.findings.isEmpty)
    for jobs in 2...4 {
      #expect(JSONReport.render(audit([file], jobs: jobs)) == JSONReport.render(report))
    }
    let cuts = (0..<9).map { _ in random.integer(0...bytes.count) }.sorted()
    try folder.write(Gzip.members(bytes, cutAt: cuts), to: "log")
    #expect(numbers(audit([file], jobs: 3)) == numbers(report))
  }

  /// The same lines in other files: all numbers but witnesses and rows are the same.
  @Test func anySplitOverFiles() throws {
    var random = SplitMix64(seed: TestSeed.seed(102))
    let folder = try Scratch()
    let all = (0..<60).map { line($0 * 700, status: $0 % 7 == 0 ? 429 : 200) }
    let expected = audit([try folder.write(all.joined(), to: "whole")])
    for round in 0..<20 {
      var parts = ["", "", ""]
      for line in all.shuffled(using: &random) { parts[random.integer(0...2)] += line }
      let inputs = try parts.enumerated().map { index, part in
        try folder.write(part, to: "\(round)-\(index)")
      }
      var report = audit(inputs, jobs: random.integer(1...4))
      var whole = expected
      for index in report.findings.indices { report.findings[index].witness = nil }
      for index in whole.findings.indices { whole.findings[index].witness = nil }
      #expect(ReportComparison.differences(report, whole) == [])
    }
  }
}
