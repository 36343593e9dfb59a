import AccessLog
import Bytes
import Findings
import LimitCatalog
import Testing

@testable import AuditPipeline

/// An audit is a scan and a report: whatever lies between them, the reports are the same (SPEC 9).
@Suite(.serialized) struct UsageRoundTripTests {
  private static func policy() throws -> Policy {
    var policy = Policy.standard
    policy.learn.partition = .groupAndSite
    policy.learn.callsPerDay = 40
    return policy
  }

  @Test(arguments: [1, 2, 5])
  func anyNumberOfShards(_ shards: Int) throws {
    let folder = try Scratch()
    let logs = try randomLogs(3, lines: 200, seed: 501).enumerated().map { index, text in
      try folder.write(text, to: "log\(index)")
    }
    for request in [request(logs, jobs: 2), request(logs, policy: try Self.policy())] {
      let expected = try request.audited()
      let files = try request.scanned(to: folder.path + "/usage", shards: shards)
      #expect(try request.reported(files) == expected)
      #expect(try request.reported(files.reversed()) == expected)
      #expect(try request.combined([files], in: folder) == expected)
    }
  }

  @Test func scansOfDisjointInputsInAnyOrder() throws {
    let folder = try Scratch()
    let logs = try randomLogs(4, lines: 150, seed: 502).enumerated().map { index, text in
      try folder.write(text, to: "log\(index)")
    }
    // Paths of one scan lie between those of the other; each has an input that is missing.
    let halves = [
      [logs[0], logs[3], folder.path + "/gone"], [logs[1], logs[2], folder.path + "/lost"],
    ]
    let all = request(halves[0] + halves[1])
    let expected = try all.audited()
    for shards in [1, 3] {
      let scans = try halves.enumerated().map { index, half in
        try request(half).scanned(to: folder.path + "/usage\(index)", shards: shards)
      }
      #expect(try all.reported(scans[0] + scans[1]) == expected)
      #expect(try all.reported(Array(zip(scans[1], scans[0]).flatMap { [$0, $1] })) == expected)
      #expect(try all.combined(scans, in: folder) == expected)
      #expect(try all.combined(scans.reversed(), in: folder) == expected)
    }
  }

  @Test func workersAndMemoryChangeNoByteOfAUsageFile() throws {
    let folder = try Scratch()
    let logs = try randomLogs(2, lines: 500, seed: 503).enumerated().map { index, text in
      try folder.write(text, to: "log\(index)")
    }
    var first: [UInt8] = []
    for jobs in 1...8 {
      for memory in [1 << 30, 0] {
        var request = request(logs, jobs: jobs)
        request.memoryBytes = memory
        request.blockSize = 4096
        _ = try request.scanned(to: folder.path + "/usage")
        let bytes = try folder.read("usage")
        if first.isEmpty { first = bytes }
        #expect(bytes == first, "\(jobs) workers, \(memory) bytes")
      }
    }
  }

  @Test func incompleteRunsStayIncomplete() throws {
    let folder = try Scratch()
    let whole = Array(lines(50).utf8)
    let packed = Gzip.members(whole, cutAt: [])
    try folder.write(Array(packed.dropLast(9)), to: "cut.gz")
    try folder.write("nonsense\nmore nonsense\n" + lines(2), to: "bad")
    let request = request([folder.path + "/cut.gz", folder.path + "/bad", folder.path + "/gone"])
    let report = try AuditRun(request).report()
    #expect(!report.status.complete && report.status.reasons.count == 3)
    let files = try request.scanned(to: folder.path + "/usage", shards: 2)
    #expect(try request.reported(files) == Rendered(report))
    #expect(try request.combined([files], in: folder) == Rendered(report))
  }

  @Test func duplicatesOfOneScanStayRows() throws {
    let folder = try Scratch()
    for name in ["a", "b"] { try folder.write(lines(100), to: name) }
    let request = request([folder.path + "/b", folder.path + "/a", folder.path + "/a"])
    let report = try AuditRun(request).report()
    #expect(report.inputs.filter { $0.duplicateOf != nil }.count == 2)
    #expect(try request.reported(try request.scanned(to: folder.path + "/u")) == Rendered(report))
  }

  @Test func noInputsWithoutARecord() throws {
    let folder = try Scratch()
    try folder.write("", to: "empty")
    let request = request([folder.path + "/empty"])
    let files = try request.scanned(to: folder.path + "/usage", shards: 3)
    #expect(try request.reported(files) == request.audited())
    #expect(try request.combined([files], in: folder) == request.audited())
  }

  @Test func notesOnFormatsAreUnited() throws {
    let folder = try Scratch()
    let format = try LogFormat(
      declaration: "nginx:$remote_addr [$time_local] \"$request\" $status $unknown_variable")
    #expect(!format.notices.isEmpty)
    for name in ["a", "b"] {
      try folder.write(
        "10.0.0.\(name == "a" ? 1 : 2) [20/Nov/2026:13:00:00 +0000] \"GET /x HTTP/1.1\" 200 -\n",
        to: name)
    }
    func asking(_ names: [String]) -> AuditRequest {
      var asked = request(names.map { folder.path + "/" + $0 })
      asked.format = format
      return asked
    }
    let scans = try ["a", "b"].flatMap { try asking([$0]).scanned(to: folder.path + "/u" + $0) }
    let report = try UsageReport.report(scans, request()).report
    #expect(report.formatNotes.count == 1)
    #expect(try Rendered(report) == asking(["a", "b"]).audited())
  }

  @Test func otherQuotasAreTriedOnUsage() throws {
    let folder = try Scratch()
    let log = try folder.write(randomLogs(1, lines: 500, seed: 504)[0], to: "log")
    let files = try request([log]).scanned(to: folder.path + "/usage", shards: 2)
    var trying = request([log])
    trying.whatIf = [try QuotaOverride("learn.calls_per_day=7")]
    trying.showsMatrixInJSON = true
    #expect(try trying.reported(files) == trying.audited())
    #expect(try trying.combined([files], in: folder) == trying.audited())
  }

  /// Who joins judged shards reads once what grows with the inputs.
  @Test func judgedShardsTellOfInputsOnce() throws {
    let folder = try Scratch()
    let log = try folder.write(lines(50), to: "log")
    let usage = try request([log]).scanned(to: folder.path + "/usage", shards: 2)
    let headers = try usage.map { file in
      _ = try UsageReport.writeJudged([file], to: file + ".judged", request())
      return try UsageInput(file + ".judged").header
    }
    #expect(headers.map(\.facts.inputs.count) == [1, 0])
    #expect(headers[0].scan == headers[1].scan)
  }
}
