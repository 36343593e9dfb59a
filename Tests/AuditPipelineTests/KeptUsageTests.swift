import Bytes
import Findings
import Foundation
import TestSupport
import Testing

@testable import AuditPipeline

/// What a history keeps beside a report: days, and the usage as a usage file, of one scan.
@Suite struct KeptUsageTests {
  private func judged(
    _ request: AuditRequest
  ) throws -> (audited: Rendered, night: JudgedNight) {
    let night = try AuditRun(request).night(RememberedInputs()).usage.night(request)
    return (try request.audited(), night)
  }

  @Test(arguments: 1...3) func theReportAndTheFile(_ jobs: Int) throws {
    let folder = try Scratch()
    let logs = try randomLogs(3, lines: 2000, seed: 910).enumerated()
      .map { try folder.write($0.element, to: "log\($0.offset)") }
    let plain = request(logs, jobs: jobs)
    var spilling = plain
    spilling.memoryBytes = 0
    spilling.temporaryDirectory = folder.path
    var days: [DailyUsage] = []
    for request in [plain, spilling] {
      let (audited, night) = try judged(request)
      #expect(try Rendered(night.report) == audited)
      let file = try folder.write(try night.usage.wait(), to: "kept.usage")
      #expect(try plain.reported([file]) == audited)
      // It is the file that scanning writes, in one block more or less.
      #expect(try night.usage.wait()[18] == 1)
      days.append(night.days)
    }
    #expect(days[0] == days[1])
    #expect(days[0].groups.reduce(0) { $0 + $1.counts.attempted } > 1000)
    let totals = try AuditRun(plain).report().totals
    func attempted(_ service: String) -> Int {
      days[0].endpoints.filter { $0.service == service }.reduce(0) { $0 + $1.counts.attempted }
    }
    #expect(attempted("learn") == totals.learn && attempted("knewton") == totals.knewton)
    #expect(days[0].endpoints.reduce(0) { $0 + $1.counts.rejected } == totals.rejected)
  }

  /// A token that stands where it does not belong is not kept.
  @Test func tokensInNamesOfDaysAreMasked() throws {
    let folder = try Scratch()
    let token = "secret-token-of-somebody"
    let log = try folder.write(
      knewtonLine(1, token: token) + line(2, group: "g-\(token)"), to: "log")
    let days = try judged(request([log])).night.days
    let groups = days.groups.map(\.group.text)
    #expect(groups.count == 1 && !groups.contains { $0.contains(token) })
    #expect(groups.first?.hasPrefix("g-tok_") == true)
    #expect(!days.sums.keys.contains { $0.contains(token) })
  }

  /// Without a history no days are counted and no lines sampled.
  @Test func nothingIsKeptUnasked() throws {
    let folder = try Scratch()
    let log = try folder.write(lines(100), to: "log")
    let request = request([log])
    let file = try folder.read(String(try request.scanned(to: folder.path + "/u")[0].suffix(1)))
    #expect(file[18] == 1)
    #expect(try AuditRun(request).usage().night(request).days == DailyUsage())
  }

  /// Bytes that are not there yet are waited for, as often as they are asked for; so is an error.
  @Test func pendingFiles() throws {
    let file = PendingFile {
      Thread.sleep(forTimeInterval: 0.05)
      return [1, 2]
    }
    #expect(try file.wait() == [1, 2])
    #expect(try file.wait() == [1, 2])
    #expect(try PendingFile([3]).wait() == [3])
    let broken = PendingFile { throw OutputError(path: "p", cause: "it is full") }
    #expect(throws: OutputError.self) { try broken.wait() }
    #expect(throws: OutputError.self) { try broken.wait() }
  }
}
