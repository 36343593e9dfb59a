import AccessLog
import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// What the calls of one group come to, target by target.
@Suite struct DemandTallyTests {
  // MARK: Whose calls

  @Test func onlyCallsOfTheGroup() throws {
    let yaml = """
      groups: {acme: {applications: [mine]}, other: {applications: [theirs]}}
      learn: {exclude_paths: [/learn/api/v1]}
      """
    let policy = try Policy(yaml: Array(yaml.utf8), fieldNames: LineParser.fieldNames)
    let study = DemandLog.study(
      [
        DemandLog.line("10:00:00"), DemandLog.line("10:00:01", tail: "app=mine"),
        DemandLog.line("10:00:02", tail: "app=theirs"),
        DemandLog.line("10:00:03", tail: "app=unknown"),
        DemandLog.line("10:00:04", tail: "group=acm app=mine"),
        DemandLog.line("10:00:05", tail: ""),
        DemandLog.line("10:00:06", tail: "group=other app=mine"),
        DemandLog.line("10:00:07", "GET", "/learn/api/v1/x"),
        DemandLog.line("10:00:08", "GET", "/accounts/1"),
        DemandLog.line("10:00:09", status: 429),
      ], policy: policy)
    #expect(study.attempted == 3)
    #expect(study.rejected == 1)
    #expect(
      study.endpoints == [
        EndpointDemand(
          endpoint: "GET /learn/api/public/v1/users", attempted: 3, rejected: 1)
      ])
  }

  /// The vendor reads these names; things are told apart all the same.
  @Test func endpointsNameNoUser() {
    let users = "/learn/api/public/v1/users"
    let people = ["jsmith", "adoe", "me", "userName:jsmith"]
    let study = DemandLog.study(
      people.map { DemandLog.line("10:00:00", "GET", users + "/" + $0) } + [
        DemandLog.line("10:00:01", "GET", "/learn/api/public/v1/courses/_1_1/Users/jsmith/x"),
        DemandLog.line("10:00:02", "GET", users),
      ])
    #expect(
      study.endpoints == [
        EndpointDemand(
          endpoint: "GET /learn/api/public/v1/users/{id}", attempted: 3, rejected: 0),
        EndpointDemand(
          endpoint: "GET /learn/api/public/v1/courses/{id}/Users/{id}/x", attempted: 1,
          rejected: 0),
        EndpointDemand(endpoint: "GET /learn/api/public/v1/users", attempted: 1, rejected: 0),
        EndpointDemand(
          endpoint: "GET /learn/api/public/v1/users/{userName}", attempted: 1, rejected: 0),
      ])
    #expect(study.repeats == [])
  }

  /// What servers take for the same path hides the same (RFC 3986 section 6.2.2).
  @Test(arguments: [
    "%75sers/jsmith", "%55SERS/jsmith", "users/js%6Dith", "users//jsmith", "users/./jsmith",
    "users/x/%2E%2E/jsmith", "users;v=1/jsmith", "%75%73%65%72%73/%6a%73mith",
  ])
  func otherSpellingsNameNoUser(_ path: String) throws {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", "GET", "/learn/api/public/v1/" + path + "/courses")
    ])
    let name = try #require(study.endpoints.first).endpoint.text
    #expect(name.hasSuffix("/{id}/courses"), "\(name)")
    #expect(!name.contains("mith") && !name.contains("%"), "\(name)")
  }

  @Test func otherEscapesStay() throws {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", "GET", "/learn/api/public/v1/%2575sers/%63ourses")
    ])
    #expect(
      study.endpoints.map(\.endpoint.text) == ["GET /learn/api/public/v1/{value}/courses"])
  }

  // MARK: Unmet demand

  @Test func retriesWithinAMinuteAreOneDemand() {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", status: 429), DemandLog.line("10:00:59", status: 429),
      DemandLog.line("10:01:59", status: 429), DemandLog.line("10:02:58", status: 402),
    ])
    // 59 s is a retry, 60 s is a new demand.
    #expect(study.demands == 2)
    #expect(study.repeatedRefusals == 2)
    #expect(study.unmetSeconds == [midnight + 36_000, midnight + 36_119])
    #expect(study.metDemands == 0)
  }

  @Test(arguments: [(59, 1, 0), (60, 0, 1)])
  func aCallLetThroughSoonMeetsTheDemand(_ seconds: Int, _ met: Int, _ unmet: Int) {
    let clock = seconds < 60 ? "10:00:\(seconds)" : "10:01:00"
    let study = DemandLog.study([
      DemandLog.line("10:00:00", status: 429), DemandLog.line(clock, status: 404),
    ])
    #expect(study.demands == 1)
    #expect(study.metDemands == met)
    #expect(study.unmetSeconds.count == unmet)
  }

  @Test func whatWasMetCanBeWantedAgain() {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", status: 429), DemandLog.line("10:00:01"),
      DemandLog.line("10:00:02", status: 429),
    ])
    #expect(study.demands == 2)
    #expect(study.metDemands == 1)
    #expect(study.unmetSeconds == [midnight + 36_002])
  }

  @Test(arguments: [
    ("GET", "/learn/api/public/v1/users?a", DemandLog.acme),
    ("POST", DemandLog.users, DemandLog.acme),
    ("GET", DemandLog.users, "group=acme app=b site=s.example"),
    ("GET", DemandLog.users, "group=acme app=a site=t.example"),
    // Where one part ends and the next begins is no matter of luck.
    ("GET", DemandLog.users, "group=acme app=as site=.example"),
  ])
  func otherTargetsAreOtherDemands(_ method: String, _ target: String, _ tail: String) {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", status: 429),
      DemandLog.line("10:00:01", method, target, status: 429, tail: tail),
    ])
    #expect(study.demands == 2)
    #expect(study.repeatedRefusals == 0)
  }

  @Test func sitesAreReadAsElsewhere() {
    let study = DemandLog.study([
      DemandLog.line("10:00:00", status: 429),
      DemandLog.line("10:00:01", status: 429, tail: "group=acme app=a site=S.example:443"),
    ])
    #expect(study.demands == 1)
  }

  // MARK: Order and limits

  @Test func theOrderOfLinesIsNoMatter() {
    var lines = DemandLog.reads(30)
    for index in 0..<40 {
      let second = index < 10 ? "0\(index)" : "\(index)"
      lines.append(DemandLog.line("11:00:\(second)", status: index % 3 == 0 ? 200 : 429))
      lines.append(
        DemandLog.line(
          "11:00:\(second)", "GET", DemandLog.users + "?limit=10&offset=\(index % 4 * 10)"))
    }
    let expected = DemandLog.study(lines)
    #expect(expected.demands > 0 && expected.metDemands > 0)
    #expect(!expected.repeats.isEmpty && !expected.singles.isEmpty && !expected.smallPages.isEmpty)
    var random = SplitMix64(seed: TestSeed.seed(61))
    for _ in 0..<20 {
      for index in lines.indices.dropLast() {
        lines.swapAt(index, random.integer(index...lines.count - 1))
      }
      #expect(DemandLog.study(lines) == expected)
    }
  }

  @Test func whatIsTooMuchIsCounted() {
    let lines = DemandLog.reads(20)
    var limits = DemandTally.Limits()
    limits.calls = 5
    let fewCalls = DemandLog.tally(lines, limits: limits).study()
    #expect(fewCalls.attempted == 20)
    #expect(fewCalls.untracked == 15)
    limits = DemandTally.Limits()
    limits.targetBytes = 1
    let fewTargets = DemandLog.tally(lines + lines, limits: limits).study()
    // The first target found room, and so does its repetition.
    #expect(fewTargets.attempted == 40)
    #expect(fewTargets.untracked == 38)
    limits = DemandTally.Limits()
    limits.endpointBytes = 1
    let fewNames = DemandLog.tally(
      lines + [DemandLog.line("12:00:00", status: 429)], limits: limits
    ).study()
    #expect(
      fewNames.endpoints == [
        EndpointDemand(
          endpoint: "GET /learn/api/public/v1/users/{id}", attempted: 20, rejected: 0),
        EndpointDemand(endpoint: "(more)", attempted: 1, rejected: 1),
      ])
  }
}
