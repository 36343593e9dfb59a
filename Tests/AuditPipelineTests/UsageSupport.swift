import AccessLog
import Bytes
import Findings
import LimitCatalog
import Reporting
import TestSupport
import Testing

@testable import AuditPipeline

/// All reports of an audit, to be compared byte by byte.
struct Rendered: Equatable {
  let json: [UInt8]
  let html: [UInt8]
  let markdown: [UInt8]

  init(_ report: AuditReport) throws {
    json = JSONReport.render(report)
    html = try HTMLReport.render(report)
    markdown = MarkdownReport.render(report)
  }
}

/// A request as tests make them.
func request(_ inputs: [String] = [], policy: Policy? = nil, jobs: Int = 1) -> AuditRequest {
  var request = AuditRequest(
    inputs: inputs.map { ByteString($0) },
    tool: ToolIdentity(name: "quota-audit", version: "test"))
  request.jobs = jobs
  if let policy {
    request.policy = policy
    request.policyIdentity = PolicyIdentity(
      name: "policy.yaml", sha256: String(repeating: "a", count: 64))
  }
  return request
}

extension AuditRequest {
  /// The request's audit, rendered.
  func audited() throws -> Rendered { try Rendered(AuditRun(self).report()) }

  /// Scans into usage files and returns their paths.
  func scanned(to path: String, shards: Int = 1) throws -> [String] {
    try UsageOutput.write(try AuditRun(self).usage(), to: path, shards: shards)
    return UsageOutput.paths(path, shards)
  }

  /// The report of usage files, rendered.
  func reported(_ files: [String]) throws -> Rendered {
    try Rendered(UsageReport.report(files, self).report)
  }

  /// The report of shards of any number of scans that are judged one after the other; `scans` are
  /// the
  /// files of each.
  func combined(_ scans: [[String]], in folder: Scratch) throws -> Rendered {
    var judged: [String] = []
    for shard in scans[0].indices {
      judged.append(folder.path + "/judged-\(shard)")
      _ = try UsageReport.writeJudged(scans.map { $0[shard] }, to: judged[shard], self)
    }
    return try Rendered(UsageReport.combine(judged.reversed(), self).report)
  }
}

/// Random logs in both services, one text for each.
func randomLogs(_ count: Int, lines: Int, seed: UInt64) -> [String] {
  var random = SplitMix64(seed: TestSeed.seed(seed))
  return (0..<count).map { log in
    var text = ""
    for index in 0..<lines {
      let second = random.integer(0...7000)
      switch random.integer(0...5) {
      case 0, 1:
        text += line(
          second, group: "g\(random.integer(0...5))", status: random.chance(9) ? 429 : 200,
          tail: " limit=\(random.pick([5, 50])) remaining=\(random.integer(0...50)) reset=9000")
      case 2: text += random.pick(["\n", "bad \(log) \(index)\n", "#note\n"])
      default:
        text += knewtonLine(
          second, token: random.chance(3) ? nil : "secret-token-\(random.integer(0...30))",
          status: random.pick([200, 200, 200, 429, 401]),
          tail: random.pick([
            "", " delay=30", " exceeded=t", " items=3000 account=a1",
            " "
              + "entities=x",
          ]))
      }
    }
    return text
  }
}

/// An access line of a Knewton request at this second of 2026-11-20T13:00Z.
func knewtonLine(
  _ second: Int, token: String?, status: Int = 200, tail: String = "",
  request: String = "GET /v0/accounts/current"
) -> String {
  let clock = [second / 3600 + 13, second / 60 % 60, second % 60]
    .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  let caller = token.map { " token=\($0)" } ?? ""
  return "10.0.0.\(second % 7) - - [20/Nov/2026:\(clock) +0000] \"\(request) HTTP/1.1\""
    + " \(status) 12 uri=https://app\(second % 3).example\(caller)\(tail)\n"
}
