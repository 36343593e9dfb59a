import LimitCatalog
import Findings
import AccessLog
import Bytes
import LogInput
import Testing

@testable import AuditPipeline

/// FIFOs: read once, never compared, never lost.
@Suite struct StreamTests {
  private let log = Array(lines(40).utf8)

  @Test(arguments: 1...3) func streamsAreNoDuplicates(_ jobs: Int) throws {
    let folder = try Scratch()
    let file = try folder.write(log, to: "a.log")
    let first = try serveFIFO(log, "b.fifo", in: folder)
    let second = try serveFIFO(log, "c.fifo", in: folder)
    let report = audit([file, first, second], jobs: jobs)
    #expect(report.totals.records == 120)
    #expect(report.inputs.map(\.duplicateOf) == [nil, nil, nil])
    #expect(report.inputs.map(\.records) == [40, 40, 40])
    #expect(Set(report.inputs.map(\.sha256)).count == 1)
    #expect(report.inputs.allSatisfy { $0.bytes == Int64(log.count) })
  }

  /// Files that turn out to be duplicates are scanned anew; what streams held is kept.
  @Test(arguments: 1...3) func aSecondScanKeepsTheStreams(_ jobs: Int) throws {
    let folder = try Scratch()
    let plain = try folder.write(log, to: "a.log")
    let packed = try folder.write(Gzip.member(log), to: "b.log")
    let other = try folder.write(lines(7, from: 900), to: "d.log")
    let stream = try serveFIFO(Gzip.member(Array(lines(5, from: 500).utf8)), "c.fifo", in: folder)
    let report = audit([plain, packed, stream, other], jobs: jobs)
    #expect(report.totals.records == 52)
    #expect(report.groups.map(\.attempted) == [52])
    #expect(report.inputs.map(\.records) == [40, 40, 5, 7])
    #expect(report.inputs.map { $0.duplicateOf?.text } == [nil, plain, nil, nil])
    #expect(report.inputs[2].members == 1)
  }

  /// Likely duplicates that are none are read again; what streams held counts once.
  @Test func aMistakenDuplicateKeepsTheStreams() throws {
    let folder = try Scratch()
    let first = try folder.write(log, to: "a.log")
    let second = try folder.write(lines(40, from: 100), to: "b.log")
    let stream = try serveFIFO(log, "c.fifo", in: folder)
    let report = audit([first, second, stream])
    #expect(report.totals.records == 120)
    #expect(report.groups.map(\.attempted) == [120])
  }

  @Test func streamsAreReadInEitherFormat() throws {
    let folder = try Scratch()
    let json = #"{"time":"2026-11-20T13:00:00Z","status":200,"request":"GET /learn/api/x"}"#
    let stream = try serveFIFO(Array((json + "\n").utf8), "a.fifo", in: folder)
    let report = audit([stream])
    #expect(report.inputs.map(\.format) == ["json"])
    #expect(report.totals.learn == 1)
    let named = try serveFIFO(Array((json + "\n").utf8), "b.fifo", in: folder)
    #expect(audit([named], format: .extended).totals.malformed == 1)
    #expect(audit([try serveFIFO([], "c.fifo", in: folder)]).inputs.map(\.format) == ["json"])
  }

  /// Of a stream at most 4 MiB are held to tell its format; nothing of it is lost.
  @Test func heldBlocksAreBounded() throws {
    let folder = try Scratch()
    let limit = 4 << 20
    // Too few lines to decide: 60 blank ones of a block each would be millions, so long lines.
    let long = Array(line(0, tail: " x=" + String(repeating: "y", count: 180_000)).utf8)
    let bytes = (0..<40).flatMap { _ in long }
    let source = InputSource(path: ByteString(try folder.write(bytes, to: "long")), kind: .stream)
    let reader = try InputReader(opening: source)
    var holding = HeldBlocks()
    let decision = FormatChoice.decision(for: reader, FormatDetector(), &holding)
    #expect(decision.format == .extended)
    var held: [LineBlock] = []
    while let block = holding.next() { held.append(block) }
    let heldBytes = held.reduce(0) { $0 + $1.bytes.count }
    #expect(heldBytes <= limit)
    #expect(heldBytes > limit - 1_500_000)
    #expect(held.allSatisfy { $0.firstLine >= 1 })
    // The rest follows the held blocks without a gap.
    var next = (held.last?.firstLine ?? 0) + (held.last?.lineCount ?? 0)
    var block = LineBlock()
    while reader.read(into: &block) {
      #expect(block.firstLine == next)
      next += block.lineCount
    }
    #expect(next == 41)
    let stream = try serveFIFO(bytes, "stream", in: folder)
    #expect(audit([stream], jobs: 2).totals.records == 40)
  }

  /// Few lines decide, and only those are held.
  @Test func decidedStreamsAreNotHeld() throws {
    let folder = try Scratch()
    let bytes = Array(lines(20_000).utf8)
    let source = InputSource(path: ByteString(try folder.write(bytes, to: "log")), kind: .stream)
    let reader = try InputReader(opening: source)
    var held = HeldBlocks()
    _ = FormatChoice.decision(for: reader, FormatDetector(), &held)
    #expect(held.count == 1)
    #expect(try FormatChoice.decision(for: source, FormatDetector()).format == .extended)
  }
}
