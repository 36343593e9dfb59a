import Bytes
import Findings
import Testing
import Usage

@testable import AuditPipeline

/// Usage files of one input each: contents that several of them hold count once, as in one audit (SPEC
/// section 2, "Duplicates").
@Suite(.serialized) struct UsageDuplicateTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  /// Scans each log by itself and reports on all, in both orders and shard by shard, as one audit does.
  private func expectAudit(of logs: [String], dividedBy shards: Int = 2) throws -> AuditReport {
    let request = request(logs)
    let expected = try request.audited()
    let scans = try logs.enumerated().map { index, log in
      try AuditPipelineTests.request([log]).scanned(
        to: folder.path + "/usage-\(index)", shards: shards)
    }
    #expect(try request.reported(scans.flatMap { $0 }) == expected)
    #expect(try request.reported(scans.reversed().flatMap { $0.reversed() }) == expected)
    #expect(try request.combined(scans, in: folder) == expected)
    return try UsageReport.report(scans.flatMap { $0 }, request).report
  }

  @Test func copiesCountOnce() throws {
    let log = lines(100)
    try folder.write(log, to: "logs/b")
    let packed = Gzip.member((lines(60, from: 500) + "bad line\n").utf8)
    for name in ["logs/a", "logs/c"] { try folder.write(log, to: name) }
    for name in ["logs/d.gz", "logs/e.gz"] { try folder.write(packed, to: name) }
    let names = ["b", "c", "a", "e.gz", "d.gz"].map { folder.path + "/logs/" + $0 }
    let report = try expectAudit(of: names)
    #expect(report.totals.records == 160)
    #expect(
      report.inputs.map { $0.duplicateOf?.text }
        == [nil, names[2], names[2], nil, names[4]])
  }

  /// One path however spelled, whatever its size; what makes a copy incomplete is said once.
  @Test func pathsSpelledTwice() throws {
    let small = try folder.write(lines(2) + "bad\n", to: "small")
    let report = try expectAudit(of: [small, folder.path + "/./small"])
    #expect(report.totals.records == 2)
    #expect(report.inputs.map { $0.duplicateOf == nil } == [true, false])
    #expect(report.status.reasons.count == 1)
  }

  /// Damaged inputs equal nothing.
  @Test func damagedCopiesCount() throws {
    var damaged = Gzip.member(lines(100).utf8)
    damaged[damaged.count - 8] ^= 1
    let logs = try ["a.gz", "b.gz"].map { try folder.write(damaged, to: $0) }
    let report = try expectAudit(of: logs)
    #expect(report.totals.records == 200)
  }

  /// A usage file of several inputs may hold the original, not the copy.
  @Test func originalsAmongOthers() throws {
    let logs = try ["a", "b", "c"].map { name in
      try folder.write(lines(100, from: name == "b" ? 300 : 0), to: name)
    }
    let both = try request(Array(logs[...1])).scanned(to: folder.path + "/both")
    let copy = try request([logs[2]]).scanned(to: folder.path + "/copy")
    #expect(try request().reported(both + copy) == request(logs).audited())
  }

  // MARK: Many files

  /// More files than are read at once go through temporary runs; the report is the same.
  @Test func anyNumberOfFiles() throws {
    let texts = randomLogs(UsageReport.mostReaders * 2 + 3, lines: 6, seed: 510)
    let logs = try texts.enumerated().map { index, text in
      try folder.write(text, to: "log\(index)")
    }
    let files = try logs.enumerated().map { index, log in
      try request([log]).scanned(to: folder.path + "/usage\(index)")[0]
    }
    #expect(try request().reported(files) == request(logs).audited())
    #expect(
      try request().combined(files.map { [$0] }, in: folder) == request(logs).audited())
  }

  /// A file that is damaged behind its header is named, also where it goes through a temporary run; so is one
  /// that somebody writes meanwhile.
  @Test func damagedFilesAmongMany() throws {
    let files = try (0...UsageReport.mostReaders).map { index in
      let log = try folder.write(lines(3, from: index * 7), to: "log\(index)")
      return try request([log]).scanned(to: folder.path + "/usage\(index)")[0]
    }
    let broken = "usage\(UsageReport.mostReaders / 2)"
    var bytes = try folder.read(broken)
    bytes[bytes.count - 40] ^= 1
    try folder.write(bytes, to: broken)
    let refusal = try #require(
      #expect(throws: UsageRefusal.self) { try UsageReport.report(files, request()) })
    #expect(refusal.sentence.hasPrefix("the usage file \"\(folder.path)/\(broken)\" is damaged at"))
  }

  /// Between its header and its entries a file is closed, so it may be another one then.
  @Test func filesReplacedWhileTheyAreRead() throws {
    let log = try folder.write(lines(50), to: "log")
    let file = try request([log]).scanned(to: folder.path + "/usage")[0]
    let input = try UsageInput(file)
    try folder.write(try folder.read("usage"), to: "usage.new")
    try SystemFile.rename(folder.path + "/usage.new", to: file)
    let refusal = try #require(
      #expect(throws: UsageRefusal.self) {
        var usage = CollectedUsage(inputCount: 1)
        usage.add(input.reader)
        try UsageInput.reading([input]) { _ = try usage.reader() }
      })
    #expect(
      refusal.sentence == "the usage file \"\(file)\" cannot be read: it was replaced while it was "
        + "read")
  }
}
