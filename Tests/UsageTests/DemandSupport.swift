import AccessLog
import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// Lines of a log and what the calls of group `acme` in it come to.
enum DemandLog {
  /// A path of the API.
  static let users = "/learn/api/public/v1/users"
  /// The tail of calls of the group.
  static let acme = "group=acme app=a site=s.example"

  /// A call at this time of 2026-11-20.
  static func line(
    _ clock: String, _ method: String = "GET", _ target: String = users, status: Int = 200,
    tail: String = acme
  ) -> String {
    "10.0.0.1 - - [20/Nov/2026:\(clock) +0000] \"\(method) \(target) HTTP/1.1\" \(status) 1 \(tail)\n"
  }

  /// A tally of these lines of one log.
  static func tally(
    _ lines: [String], group: ByteString = "acme", policy: Policy = .standard,
    limits: DemandTally.Limits = DemandTally.Limits()
  ) -> DemandTally {
    var tally = DemandTally(group: group, policy: policy, limits: limits)
    var parser = LineParser(format: .extended)
    var batch = RecordBatch()
    batch.bytes = lines.flatMap { Array($0.utf8) }
    parser.parse(&batch, firstLine: 1)
    #expect(batch.records.count == lines.count)
    tally.add(batch)
    return tally
  }

  /// What they come to.
  static func study(_ lines: [String], policy: Policy = .standard) -> DemandStudy {
    tally(lines, policy: policy).study()
  }

  /// GETs one second apart from 10:00 on, `#` in the path being their number.
  static func reads(_ count: Int, _ path: String = users + "/_#_1") -> [String] {
    (0..<count).map { index in
      let second = index % 60
      let clock = "10:0\(index / 60):\(second < 10 ? "0" : "")\(second)"
      return line(clock, "GET", path.replacing("#", with: "\(index)"))
    }
  }
}
