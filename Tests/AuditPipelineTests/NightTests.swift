import AccessLog
import Bytes
import Findings
import TestSupport
import Testing

@testable import AuditPipeline

/// Inputs of several nights: each line is counted once, however its file is named, packed or grown.
@Suite struct NightTests {
  /// Ten minutes, a line a second.
  private let log = Array(lines(600).utf8)

  @Test(arguments: 1...3) func knownContentIsSkipped(_ jobs: Int) throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let first = try Night([try folder.write(log, to: "access.log")], history, jobs: jobs)
    #expect(first.records == 600 && first.usage.skipped.isEmpty)
    #expect(first.usage.inputs.map(\.lines) == [600])
    #expect(first.usage.inputs.map(\.samples.count) == [10])
    let copies = [
      try folder.write(log, to: "access.log.1"),
      try folder.write(Gzip.member(log), to: "access.log.2.gz"),
      try folder.write(Gzip.members(log, cutAt: [100, 30_000]), to: "access.log.3.gz"),
    ]
    let new = try folder.write(lines(60, from: 3600), to: "new.log")
    let second = try Night(copies + [new], history, jobs: jobs)
    #expect(second.records == 60 && second.lines == 60)
    #expect(second.judged.report.inputs.map(\.path.text) == [new])
    #expect(second.usage.skipped.map(\.path.text) == copies)
    #expect(second.usage.skipped.allSatisfy { $0.run == 1 && $0.sameAs.text.hasSuffix("ss.log") })
    #expect(second.usage.inputs.map(\.path.text) == [new] && second.usage.continued.isEmpty)
    let third = try Night(copies, history, jobs: jobs)
    #expect(third.usage.inputs.isEmpty && third.records == 0 && third.judged.days == DailyUsage())
  }

  /// A file is known after the scan where its first block has no record by which it is found before.
  @Test(arguments: 1...2) func contentThatIsFoundBehindTheScan(_ jobs: Int) throws {
    let folder = try Scratch()
    let late = [UInt8](repeating: 0x0A, count: 70_000) + log
    let history = RememberedInputs()
    let first = try Night([try folder.write(late, to: "a.log")], history, jobs: jobs)
    #expect(first.records == 600)
    let copy = try folder.write(Gzip.member(late), to: "b.gz")
    let new = try folder.write(lines(60, from: 3600), to: "new.log")
    let second = try Night([copy, new], history, jobs: jobs)
    #expect(second.records == 60 && second.usage.skipped.map(\.path.text) == [copy])
    #expect(second.usage.inputs.map(\.path.text) == [new])
  }

  @Test(arguments: 1...3) func onlyWhatIsNewOfAGrownFile(_ jobs: Int) throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let path = try folder.write(Array(lines(250).utf8), to: "access.log")
    var nights = [try Night([path], history, jobs: jobs)]
    try folder.write(Array(lines(400).utf8), to: "access.log")
    nights.append(try Night([path], history, jobs: jobs))
    #expect(nights[1].records == 150)
    #expect(
      nights[1].usage.continued == [
        ContinuedInput(
          path: ByteString(path), bytesBefore: Int64(lines(250).utf8.count), linesBefore: 250,
          run: 1)
      ])
    #expect(nights[1].usage.inputs.map(\.lines) == [400])
    #expect(nights[1].usage.inputs.map(\.continues) == [1])
    #expect(nights[1].usage.inputs.map(\.crc32) == [Gzip.checksum(lines(400).utf8)])
    // Rotated away, packed, and grown once more before.
    let rotated = try folder.write(Gzip.members(log, cutAt: [5000]), to: "access.log.1.gz")
    let fresh = try folder.write(Array(lines(60, from: 3600).utf8), to: "access.log")
    nights.append(try Night([rotated, fresh], history, jobs: jobs))
    #expect(nights[2].records == 260)
    #expect(nights[2].usage.continued.map(\.linesBefore) == [400])
    #expect(nights[2].usage.inputs.first { $0.continues != nil }?.continues == 2)
    #expect(sums(nights) == (try wholeSums([rotated, fresh])))
    #expect(nights[2].judged.report.findings.allSatisfy { $0.witness?.line ?? 999 > 400 })
    // All of it is known then.
    let last = try Night([rotated, fresh], history, jobs: jobs)
    #expect(last.usage.skipped.count == 2 && last.records == 0)
  }

  /// A line whose beginning was counted is counted no more.
  @Test func contentThatWasCutInsideALine() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let text = Array(lines(300).utf8)
    let cut = Array(lines(200).utf8).count + 30
    let path = try folder.write(Array(text[..<cut]), to: "access.log")
    let first = try Night([path], history)
    #expect(first.lines == 201 && first.records == 200)
    try folder.write(text, to: "access.log")
    let second = try Night([path], history)
    #expect(second.lines == 99 && second.records == 99)
    #expect(second.usage.inputs.map(\.lines) == [300])
    #expect(second.usage.notes.count == 1)
    #expect(second.usage.notes.first?.contains("inside line 201, whose beginning run 1") == true)
  }

  /// What follows directives that were counted is still read by them.
  @Test func directivesRuleOn() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let head = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
    func rows(_ range: Range<Int>) -> String {
      range.map { "2026-11-20 13:\($0 + 10):00 10.0.0.1 GET /learn/api/public/v1/u 200\n" }.joined()
    }
    let path = try folder.write(head + rows(0..<20), to: "w3c.log")
    let first = try Night([path], history)
    try folder.write(head + rows(0..<40), to: "w3c.log")
    let second = try Night([path], history)
    #expect([first.records, second.records] == [20, 20])
    #expect(second.judged.report.totals.malformed == 0)
    #expect(second.usage.continued.map(\.linesBefore) == [22])
  }

  @Test func aDamagedFileThatIsMended() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let whole = Gzip.member(log)
    let path = try folder.write(Array(whole[..<30_000]), to: "access.log.gz")
    let first = try Night([path], history)
    #expect(!first.judged.report.status.complete && (1..<600).contains(first.records))
    // As broken as before: nothing of it is new.
    let again = try Night([path], history)
    #expect(again.records == 0 && again.usage.skipped.count == 1)
    try folder.write(whole, to: "access.log.gz")
    let second = try Night([path], history)
    #expect(second.judged.report.status.complete && second.usage.notes.isEmpty)
    #expect(first.records + second.records == 600)
    #expect(sums([first, second]) == (try wholeSums([path])))
  }

  @Test(arguments: 1...2) func streamsThatAreKnown(_ jobs: Int) throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    _ = try Night([try folder.write(log, to: "access.log")], history, jobs: jobs)
    let known = try serveFIFO(log, "known.fifo", in: folder)
    let new = try serveFIFO(Array(lines(70, from: 3600).utf8), "new.fifo", in: folder)
    let night = try Night([known, new], history, jobs: jobs)
    #expect(night.records == 70 && night.usage.skipped.map(\.path.text) == [known])
    #expect(night.usage.inputs.map(\.path.text) == [new])
    let again = try serveFIFO(Array(lines(70, from: 3600).utf8), "again.fifo", in: folder)
    #expect(try Night([again], history).usage.skipped.map(\.sameAs.text) == [new])
  }

  /// Empty files are nothing to know again.
  @Test func emptyFiles() throws {
    let folder = try Scratch()
    let history = RememberedInputs()
    let paths = [try folder.write("", to: "a"), try folder.write(Gzip.member([]), to: "b.gz")]
    for _ in 1...2 {
      let night = try Night(paths, history)
      #expect(night.usage.inputs.isEmpty && night.usage.skipped.isEmpty)
      #expect(night.judged.report.inputs.count == 2)
    }
  }
}
