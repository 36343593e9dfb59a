import AccessLog
import Bytes
import Findings
import Testing

@testable import AuditPipeline

/// Lines that rule the ones below them: no number may depend on workers or on where blocks are cut.
@Suite struct ContextTests {
  /// A log whose fields change again and again, and whose lines fit only the fields above them.
  private static func log(_ sections: Int) -> String {
    (0..<sections).map { section in
      let minute = section < 10 ? "0\(section)" : "\(section)"
      if section % 2 == 0 {
        return "#Date: 2026-11-20 13:00:00\n#Fields: time c-ip cs-method cs-uri sc-status\n"
          + (0..<7).map { "13:\(minute):0\($0) 192.0.2.\($0) GET /learn/api/x 200\n" }.joined()
      }
      return "#Fields: sc-status cs-uri-stem date time\n"
        + (0..<7).map { "404 /learn/api/y 2026-11-21 14:\(minute):0\($0)\n" }.joined()
    }.joined()
  }

  @Test func fieldsMayChangeWhereverABlockEnds() throws {
    let folder = try Scratch()
    let path = try folder.write(Self.log(40), to: "a.log")
    for (jobs, blockSize) in [(1, 1 << 18), (1, 1), (1, 100), (4, 64), (4, 300), (3, 4096)] {
      for format in [LogFormat.w3c, nil] {
        var request = AuditRequest(
          inputs: [ByteString(path)], tool: ToolIdentity(name: "quota-audit", version: "test"))
        (request.jobs, request.blockSize, request.format) = (jobs, blockSize, format)
        let row = try AuditRun(request).report().input("a.log")
        #expect(row.format == "w3c")
        #expect(row.records == 280 && row.notes == 60 && row.malformed.isEmpty)
        #expect(row.period?.first.text == "2026-11-20T13:00:00Z")
        #expect(row.period?.last.text == "2026-11-21T14:39:06Z")
      }
    }
  }

  /// What one input says rules no other, whichever worker parsed what before.
  @Test(arguments: 1...4) func inputsDoNotMeet(_ jobs: Int) throws {
    let folder = try Scratch()
    let headed = "#Fields: date time c-ip cs-method cs-uri sc-status\n"
    let lines = String(repeating: "2026-11-20 13:00:00 192.0.2.1 GET /learn/api/x 200\n", count: 9)
    let paths = try (0..<6).map { index in
      try folder.write((index % 2 == 0 ? headed : "") + lines, to: "\(index).log")
    }
    let report = audit(paths, jobs: jobs, format: .w3c)
    #expect(report.inputs.map(\.records) == [9, 0, 9, 0, 9, 0])
    #expect(report.inputs.map { $0.malformed.values.reduce(0, +) } == [0, 9, 0, 9, 0, 9])
  }
}
