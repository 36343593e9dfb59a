@testable import AuditPipeline
import Bytes
import Findings
import LogInput
import Reporting
import TestSupport
import Testing

/// Files of many members are inflated by several workers at once; their reports are those of one worker,
/// whole and damaged.
@Suite struct MemberTests {
  /// Gzip members of whole and cut lines, some with the header of BGZF; more than enough for pieces.
  private func file(_ random: inout SplitMix64) -> (file: [UInt8], ends: [Int]) {
    var text: [UInt8] = []
    for second in 0..<6000 {
      text += Array(line(second, group: "g\(second % 7)").utf8)
      if random.chance(1) { text += Array(random.pick(["\n", "bad\n", "\r\n"]).utf8) }
    }
    var file: [UInt8] = []
    var ends: [Int] = []
    var start = 0
    while start < text.count {
      let end = min(text.count, start + random.integer(0...40_000))
      var member = Gzip.member(text[start..<end])
      // The BGZF field, which tells the size of the member less one.
      let size = member.count + 8 - 1
      if random.chance(50) {
        member[3] = 4
        member.insert(
          contentsOf: [6, 0, 0x42, 0x43, 2, 0, UInt8(size & 255), UInt8(size >> 8)], at: 10)
      }
      file += member
      ends.append(file.count)
      start = end
    }
    return (file + Gzip.member([]), ends)
  }

  private func expectSame(_ bytes: [UInt8], _ folder: Scratch) throws -> AuditReport {
    let path = try folder.write(bytes, to: "log")
    let report = audit([path])
    for jobs in [2, 3, 8] {
      #expect(JSONReport.render(audit([path], jobs: jobs)) == JSONReport.render(report))
    }
    return report
  }

  @Test func reportsOfAnyNumberOfWorkers() throws {
    let folder = try Scratch()
    var random = SplitMix64(seed: TestSeed.seed(211))
    let (file, ends) = file(&random)
    let whole = try expectSame(file, folder)
    #expect(whole.status.complete && whole.totals.records == 6000)
    #expect(whole.inputs[0].members == ends.count + 1)

    let cut = try expectSame(Array(file[..<ends[ends.count / 2]].dropLast(3)), folder)
    #expect(cut.inputs[0].damage?.kind == "truncated")
    #expect(cut.inputs[0].damage?.member == ends.count / 2 + 1)
    var broken = file
    broken[ends[ends.count / 2] - 6] ^= 1
    let damaged = try expectSame(broken, folder)
    #expect(damaged.inputs[0].damage?.kind == "bad-crc")
    let garbage = try expectSame(file + [0, 0, 1], folder)
    #expect(garbage.inputs[0].damage?.kind == "trailing-garbage")
    #expect(garbage.totals.records == 6000)
  }

  /// Whoever comes first inflates a piece, once.
  @Test func aPieceIsInflatedOnce() throws {
    let folder = try Scratch()
    let members = Array(repeating: Gzip.member(Array(line(1).utf8)), count: 4)
    try folder.write(Array(members.joined()), to: "log")
    let pieces = try Pieces.of(folder.path + "/log")
    #expect(pieces.count == 1)
    for piece in pieces {
      let (task, cancelled) = (PieceTask(piece), PieceTask(piece))
      #expect(task.isWaiting && !task.isDone)
      #expect(task.run() && !task.run() && task.isDone && !task.isWaiting)
      _ = task.result()
      cancelled.cancel()
      #expect(!cancelled.run() && !cancelled.isDone)
    }
  }
}

/// Takes the pieces of a file without inflating any.
private final class Pieces: PieceInflating {
  private var begun: [MemberPiece] = []
  private var all: [MemberPiece] = []

  static func of(_ path: String) throws -> [MemberPiece] {
    let pieces = Pieces()
    let source = InputSource(path: ByteString(path), kind: .file)
    let reader = try InputReader(opening: source, help: pieces)
    var block = LineBlock()
    while reader.read(into: &block) {}
    return pieces.all
  }

  var room: Int { 2 }

  func begin(_ piece: MemberPiece) {
    begun.append(piece)
    all.append(piece)
  }

  func finish() -> MemberPiece { begun.removeFirst() }

  func cancel() { begun = [] }
}
