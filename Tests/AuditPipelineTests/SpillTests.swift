import Bytes
import Findings
import LimitCatalog
import Synchronization
import Testing

@testable import AuditPipeline

/// Usage that does not fit in memory goes to disk, and the reports are the same (SPEC 9.1).
@Suite struct SpillTests {
  /// 200,000 distinct keys in few lines: 20,000 tokens, their triples, and eight entities each.
  private static func manyNames() -> String {
    var text = ""
    for index in 0..<20_000 {
      let entities = (0..<8).map { "taxonomy-depth:taxonomy-\(index)-\($0):\($0 % 4 + 1)" }
      text += knewtonLine(
        index / 6, token: "token-\(index &* 7919 % 20_011)",
        tail: " entities=" + entities.joined(separator: ","))
    }
    return text
  }

  @Test func manyKeysInLittleMemory() throws {
    let folder = try Scratch()
    let log = try folder.write(Self.manyNames(), to: "log")
    let spills = folder.path + "/spills"
    try folder.write("", to: "spills/keep")
    let expected = try AuditRun(request([log])).report()
    #expect(expected.totals.triples.count == 20_000)
    var small = request([log], jobs: 2)
    small.memoryBytes = 3 << 20
    small.temporaryDirectory = spills
    let progress = AuditProgress()
    let report = try AuditRun(small, progress: progress).report()
    #expect(progress.spills.load(ordering: .relaxed) > 4)
    #expect(try Rendered(report) == Rendered(expected))
    #expect(folder.names == ["log", "spills"])
  }

  /// More runs than can be read at once are made fewer on the way.
  @Test func moreRunsThanAreReadAtOnce() throws {
    let folder = try Scratch()
    let text = randomLogs(1, lines: 1500, seed: 505)[0]
    let log = try folder.write(text, to: "log")
    for jobs in [1, 3] {
      var small = request([log], jobs: jobs)
      small.memoryBytes = 0
      small.blockSize = 1024
      small.temporaryDirectory = folder.path
      let progress = AuditProgress()
      let report = try AuditRun(small, progress: progress).report()
      #expect(progress.spills.load(ordering: .relaxed) > 2 * SpilledRuns.most)
      #expect(try Rendered(report) == request([log]).audited())
    }
    #expect(folder.names == ["log"])
  }

  @Test func aDirectoryThatTakesNoFiles() throws {
    let folder = try Scratch()
    var small = request([try folder.write(lines(10), to: "log")])
    small.memoryBytes = 0
    small.temporaryDirectory = folder.path + "/gone"
    let error = #expect(throws: OutputError.self) { _ = try AuditRun(small).report() }
    #expect(error?.sentence.contains("/gone\" cannot be written: No such file") == true)
  }
}
