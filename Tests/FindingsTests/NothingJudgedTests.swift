import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Findings

/// A run or a service without requests is no success.
@Suite struct NothingJudgedTests {
  @Test func limitsOfAServiceWithoutRequestsHadNothingToCheck() {
    let learn = audit([call(0)])
    for row in learn.observability {
      #expect((row.status == .nothingToCheck) == (row.service == "knewton"), "\(row)")
    }
    #expect(
      learn.observability.last?.reason == "The logs hold no Knewton requests.")
    let knewton = audit([request("GET", "/accounts/1")])
    for row in knewton.observability {
      #expect((row.status == .nothingToCheck) == (row.service == "learn"), "\(row)")
    }
    #expect(
      learn.limits(.nothingToCheck) + knewton.limits(.nothingToCheck) == DocumentedLimit.all.count)
  }

  @Test func aRunKnowsThatItJudgedNothing() {
    #expect(audit([]).nothingJudged == .noRecord)
    #expect(audit([call(0)]).nothingJudged == nil)
    #expect(audit([call(0, group: nil)]).nothingJudged == nil, "its blind spot is told of")
    var report = audit([])
    report.totals.records = 3
    report.totals.other = 3
    #expect(report.nothingJudged == .otherRecords(3))
    report.entities[1].largest = 12
    #expect(report.nothingJudged == nil, "an observation was judged")
  }

  @Test func sameInputsThatCountAreNamed() {
    func input(_ path: ByteString, _ digest: String, lines: Int) -> InputReport {
      var input = InputReport()
      (input.path, input.sha256, input.lines) = (path, digest, lines)
      return input
    }
    var report = AuditReport()
    var duplicate = input("d", "1", lines: 5)
    duplicate.duplicateOf = "a"
    report.inputs = [
      input("a", "1", lines: 5), input("b", "1", lines: 5), input("c", "2", lines: 5), duplicate,
      input("e", "3", lines: 0), input("f", "3", lines: 0), input("g", "1", lines: 5),
    ]
    #expect(
      report.repeatedInputs == [
        RepeatedInput(path: "b", original: "a", lines: 5),
        RepeatedInput(path: "g", original: "a", lines: 5),
      ])
  }
}
