import AccessLog
import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// Calls of a group that could be fewer.
@Suite struct DemandSavingTests {
  // MARK: Repeated GETs

  @Test func aCopyLastsFiveMinutes() {
    // Fetched at 10:00:00; answered by the copy until 10:04:59; fetched anew at 10:05:00.
    let study = DemandLog.study(
      ["10:00:00", "10:01:00", "10:04:59", "10:05:00", "10:09:59", "10:10:00"].map {
        DemandLog.line($0)
      }
    )
    #expect(
      study.repeats == [
        EndpointSaving(endpoint: "GET /learn/api/public/v1/users", calls: 3, saved: 3)
      ])
  }

  @Test func onlyGoodAnswersToGETsCanBeKept() {
    #expect(
      DemandLog.study([DemandLog.line("10:00:00", status: 304), DemandLog.line("10:00:01")]).repeats
        .count == 1)
    for status in [201, 404, 429, 500] {
      #expect(
        DemandLog.study([DemandLog.line("10:00:00"), DemandLog.line("10:00:01", status: status)])
          .repeats == [])
    }
    #expect(
      DemandLog.study([DemandLog.line("10:00:00", "POST"), DemandLog.line("10:00:01", "POST")])
        .repeats == [])
  }

  // MARK: Single calls

  @Test func tenThingsInARowWantAList() {
    #expect(DemandLog.study(DemandLog.reads(9)).singles == [])
    #expect(
      DemandLog.study(DemandLog.reads(10)).singles == [FormSaving(form: 0, calls: 10, saved: 9)])
    // 101 things are two pages of a hundred.
    #expect(
      DemandLog.study(DemandLog.reads(101)).singles == [FormSaving(form: 0, calls: 101, saved: 99)])
    // The same thing ten times is no list.
    #expect(DemandLog.study(DemandLog.reads(10, DemandLog.users + "/_1_1")).singles == [])
  }

  @Test func aMinuteEndsARun() {
    var lines = DemandLog.reads(5)
    lines += DemandLog.reads(5, DemandLog.users + "/_9#_1").map {
      $0.replacing(":10:00:", with: ":10:01:")
    }
    // The last of the first five is at second 4, the first of the others at second 60.
    #expect(DemandLog.study(lines).singles.count == 1)
    lines = lines.map { $0.replacing(":10:01:", with: ":10:02:") }
    #expect(DemandLog.study(lines).singles == [])
  }

  @Test(arguments: [
    ("/learn/api/public/v3/courses/_#_1", "courses"),
    ("/learn/api/public/v1/courses/_1_1/users/userName:u#", "courses/{}/users"),
    ("/learn/api/public/v1/courses/_1_1/users/_#_1/", "courses/{}/users"),
    ("/learn/api/public/v2/courses/_1_1/gradebook/columns/_#_1", "courses/{}/gradebook/columns"),
    ("/learn/api/public/v1/terms/_#_1?fields=id", "terms"),
  ])
  func formsAreFound(_ path: String, _ batch: String) throws {
    let singles = DemandLog.study(DemandLog.reads(10, path)).singles
    let form = try #require(singles.first?.form)
    #expect(singles.count == 1)
    #expect(LearnBatchForm.all[form].batch == batch)
  }

  @Test(arguments: [
    "/learn/api/v1/users/_#_1", "/learn/api/public/users/_#_1", "/learn/api/public/vx/users/_#_1",
    "/learn/api/public/v1/users", "/learn/api/public/v1/users//_#_1",
    "/learn/api/public/v1/users/_#_1/courses", "/learn/api/public/v1/users/me?n=#",
    "/learn/api/public/v2/courses/_1_1/gradebook/columns/_1_1/users/lastChanged?n=#",
    // Each in a course of its own: no one list has them.
    "/learn/api/public/v1/courses/_#_1/users/_1_1",
  ])
  func otherPathsHaveNoForm(_ path: String) {
    #expect(DemandLog.study(DemandLog.reads(10, path)).singles == [])
  }

  @Test func recordsThatCanBeWrittenTogether() throws {
    let path = "/learn/api/public/v1/courses/_1_1/meetings/_2_1/users"
    let lines = (0..<10).map { DemandLog.line("10:00:0\($0)", "POST", path, status: 201) }
    let single = try #require(DemandLog.study(lines).singles.first)
    #expect(LearnBatchForm.all[single.form].method == "POST")
    #expect(single.calls == 10)
    #expect(single.saved == 9)
  }

  // MARK: Pages

  @Test func smallPagesOfOneList() {
    // 4 pages of 25 rows are 100 rows: one page.
    let lines = ["?limit=25", "?limit=25&offset=25", "?limit=25&offset=50", "?offset=75&limit=25"]
      .enumerated().map {
        DemandLog.line("10:00:0\($0.offset)", "GET", DemandLog.users + $0.element)
      }
    let expected = [EndpointSaving(endpoint: "GET /learn/api/public/v1/users", calls: 4, saved: 3)]
    #expect(DemandLog.study(lines).smallPages == expected)
    // Twice the same walk saves twice as much, not more.
    let twice = lines + lines.map { $0.replacing(":10:00:", with: ":11:00:") }
    #expect(DemandLog.study(twice).smallPages.first?.saved == 6)
  }

  @Test(arguments: [
    ["?limit=25", "?limit=25"], ["?limit=100", "?limit=100&offset=100"],
    ["?limit=25", "?limit=50&offset=25"], ["?offset=100", "?offset=200"],
    ["?limit=0&offset=1", "?limit=0&offset=2"], ["?limit=x&offset=1", "?limit=x&offset=2"],
    ["?limit=25&a=1", "?limit=25&a=2&offset=0"],
  ])
  func whatIsNoWalkThroughSmallPages(_ queries: [String]) {
    let lines = queries.enumerated().map {
      DemandLog.line("10:00:0\($0.offset)", "GET", DemandLog.users + $0.element)
    }
    #expect(DemandLog.study(lines).smallPages == [])
  }
}
