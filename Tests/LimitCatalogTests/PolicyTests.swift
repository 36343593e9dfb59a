import Bytes
import LimitCatalog
import Testing

/// What canonical field names a policy may map to, for tests.
let fieldNames = ["time", "status", "client", "host", "token", "group", "app", "retry_after"]

/// The policy of a text.
func policy(_ text: String) throws -> Policy {
  try Policy(yaml: Array(text.utf8), fieldNames: fieldNames)
}

@Suite struct PolicyTests {
  @Test(arguments: [
    "", "\n\n", "# only a comment\n", "---\n", "{}", "~", "null", "\u{FEFF}", "\u{FEFF}{}",
    "learn:\ngroups:\nknewton:\nfields:\n", "groups: {}\nfields: {}",
  ])
  func nothingIsTheStandardPolicy(_ text: String) throws {
    #expect(try policy(text) == .standard)
  }

  @Test func standardValues() {
    let standard = Policy.standard
    #expect(standard.warnAtPercent == 80)
    #expect(standard.timestamp == .arrival)
    #expect(standard.maxMalformed == Percentage("1"))
    #expect(standard.learn.callsPerDay == nil)
    #expect(standard.learn.sites == nil)
    #expect(standard.learn.lens == .header)
    #expect(standard.learn.partition == .group)
    #expect(standard.learn.pathPrefix == "/learn/api/")
    #expect(standard.learn.excludePaths == [])
    #expect(standard.learn.rejectedStatuses == [402, 429])
    #expect(standard.learn.retryEpisode == 10)
    #expect(standard.knewton.hosts == [])
    #expect(standard.knewton.basePaths == ["/v0"])
    #expect(standard.knewton.tokenPaths == ["/oauth/token"])
    #expect(standard.knewton.requestsPerSecond == 10)
    #expect(standard.knewton.retryEpisode == 10)
    #expect(standard.groups.isEmpty && standard.fields.isEmpty)
  }

  static let everything = """
    warn_at: 75
    timestamp: completion
    max_malformed: 0.25
    learn:
      calls_per_day: 12000
      sites: 7
      lens: anchored
      partition: application+site
      path_prefix: /bb/learn/api/
      exclude_paths: [/bb/learn/api/public/v1/oauth2/token, /bb/learn/api/v1/]
      rejected_statuses: [429, 402, 503, 429]
      retry_episode: 3
    groups:
      globex: {sites: 2}
      acme-production: {production: true, calls_per_day: 100000, sites: 40,
        applications: [app-key, 4711, app-key], contact: dev@acme.example}
    knewton:
      hosts: [API.Knewton.Example:443]
      base_paths: [/v0, /v1/]
      token_paths: [/oauth/token, /token]
      requests_per_second: 6
      endpoints: {account-get: 30, goal-assign-batch: {assign: 5, unassign: 20}}
      entities: {events-per-batch: 1000}
      retry_episode: 4
    fields:
      req.http.client_ip: client
      "resp.status": status
    """

  @Test func everyKeyIsRead() throws {
    let policy = try policy(PolicyTests.everything)
    #expect(policy.warnAtPercent == 75)
    #expect(policy.timestamp == .completion)
    #expect(policy.maxMalformed == Percentage("0.25"))
    #expect(policy.learn.callsPerDay == 12000)
    #expect(policy.learn.sites == 7)
    #expect(policy.learn.lens == .anchored)
    #expect(policy.learn.partition == .applicationAndSite)
    #expect(policy.learn.pathPrefix == "/bb/learn/api/")
    #expect(
      policy.learn.excludePaths == ["/bb/learn/api/public/v1/oauth2/token", "/bb/learn/api/v1"])
    #expect(policy.learn.rejectedStatuses == [402, 429, 503])
    #expect(policy.learn.retryEpisode == 3)
    #expect(
      policy.groups == [
        GroupPolicy(
          name: "acme-production", production: true, callsPerDay: 100_000, sites: 40,
          applications: ["app-key", "4711"], contact: "dev@acme.example"),
        GroupPolicy(name: "globex", sites: 2),
      ])
    #expect(policy.knewton.hosts == ["api.knewton.example"])
    #expect(policy.knewton.basePaths == ["/v0", "/v1"])
    #expect(policy.knewton.tokenPaths == ["/oauth/token", "/token"])
    #expect(policy.knewton.requestsPerSecond == 6)
    #expect(
      policy.knewton.endpoints == [
        KnewtonEndpoint(.accountGet): 30, .batchAssign: 5, .batchUnassign: 20,
      ])
    #expect(policy.knewton.entities == [.eventsPerBatch: 1000])
    #expect(policy.knewton.retryEpisode == 4)
    #expect(
      policy.fields == [
        FieldMapping(path: "req.http.client_ip", field: "client"),
        FieldMapping(path: "resp.status", field: "status"),
      ])
  }

  @Test func JSONIsYAML() throws {
    let json = """
      {
      \t"groups": {"g": {"calls_per_day": 3, "production": false}},
      \t"max_malformed": 5, "knewton": {"hosts": ["h"]}
      }
      """
    let yaml = "groups: {g: {calls_per_day: 3}}\nmax_malformed: 5\nknewton: {hosts: [h]}"
    // Tabs indent JSON, and YAML allows them inside braces.
    #expect(try policy(json) == policy(yaml))
  }

  @Test func textsAreTakenAsWritten() throws {
    let policy = try policy("groups: {007: {applications: [1e3, true, 'a b']}, yes: {}}")
    #expect(policy.groups.map(\.name) == ["007", "yes"])
    #expect(policy.groups[0].applications == ["1e3", "true", "a b"])
  }

  @Test func groupsAreOrderedByBytes() throws {
    let policy = try policy("groups: {é: , z: , Z: , a: , aa: }")
    #expect(policy.groups.map(\.name) == ["Z", "a", "aa", "z", "é"])
    for group in policy.groups { #expect(policy.group(named: group.name) == group) }
    for name: ByteString in ["", "A", "b", "zz", "\u{FF}"] {
      #expect(policy.group(named: name) == nil)
    }
  }

  @Test func quotasOfGroups() throws {
    let text = "groups: {a: {calls_per_day: 5}, b: {sites: 9, applications: [x]}}\n"
    let own = try policy(text)
    #expect(own.callQuota(ofGroup: "a") == 5)
    #expect(own.callQuota(ofGroup: "b") == nil)
    #expect(own.callQuota(ofGroup: "c") == nil)
    #expect(own.siteQuota(ofGroup: "a") == 6)
    #expect(own.siteQuota(ofGroup: "b") == 9)
    #expect(own.group(ofApplication: "x") == "b")
    #expect(own.group(ofApplication: "y") == nil)
    let learn = try policy(text + "learn: {calls_per_day: 40, sites: 3}")
    #expect(learn.callQuota(ofGroup: "a") == 5)
    #expect(learn.callQuota(ofGroup: "b") == 40)
    #expect(learn.callQuota(ofGroup: "c") == 40)
    #expect(learn.siteQuota(ofGroup: "a") == 3)
    #expect(learn.siteQuota(ofGroup: "b") == 9)
  }

  @Test func quotasOfEndpoints() throws {
    let standard = Policy.standard
    for action in KnewtonAction.allCases {
      #expect(standard.rateQuota(of: KnewtonEndpoint(action)) == action.rate.perMinute)
    }
    let batch = "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations"
    #expect(standard.rateQuota(ofEndpointNamed: ByteString(batch)) == 100)
    #expect(standard.rateQuota(ofEndpointNamed: ByteString(batch + " (unassign)")) == 100)
    #expect(standard.rateQuota(ofEndpointNamed: ByteString(batch + " (assign)")) == 10)
    #expect(standard.possibleQuota(ofEndpointNamed: ByteString(batch)) == 10)
    #expect(standard.possibleQuota(ofEndpointNamed: ByteString(batch + " (assign)")) == nil)
    #expect(standard.possibleQuota(ofEndpointNamed: "GET /accounts/{id}") == nil)
    for name: ByteString in ["unlisted", "POST /oauth/token", "/oauth/token", "GET /", ""] {
      #expect(standard.rateQuota(ofEndpointNamed: name) == nil)
      #expect(standard.possibleQuota(ofEndpointNamed: name) == nil)
    }
    let changed = try policy(
      "knewton: {endpoints: {account-get: 30, goal-assign-batch: {assign: 5}}}")
    #expect(changed.rateQuota(of: KnewtonEndpoint(.accountGet)) == 30)
    #expect(changed.rateQuota(of: .batchAssign) == 5)
    #expect(changed.rateQuota(of: .batchUnassign) == 100)
    #expect(changed.rateQuota(of: KnewtonEndpoint(.goalAssignBatch)) == 100)
    #expect(changed.possibleQuota(of: KnewtonEndpoint(.goalAssignBatch)) == 5)
    let unassign = try policy("knewton: {endpoints: {goal-assign-batch: {unassign: 20}}}")
    #expect(unassign.rateQuota(of: KnewtonEndpoint(.goalAssignBatch)) == 20)
    #expect(unassign.rateQuota(of: .batchAssign) == 10)
  }

  @Test func limitsOfEntities() throws {
    let changed = try policy("knewton: {entities: {events-per-batch: 100, taxonomy-depth: 1}}")
    #expect(changed.entityLimit(.eventsPerBatch) == 100)
    #expect(changed.entityLimit(.taxonomyDepth) == 1)
    #expect(changed.entityLimit(.rowsQueryMixed) == 0)
    #expect(Policy.standard.entityLimit(.eventsPerBatch) == 500)
  }

  @Test func applicationsOfTheFirstGroupByName() {
    var policy = Policy()
    policy.setGroups([
      GroupPolicy(name: "b", applications: ["x"]),
      GroupPolicy(name: "a", applications: ["x", "y"]),
    ])
    #expect(policy.groups.map(\.name) == ["a", "b"])
    #expect(policy.group(ofApplication: "x") == "a")
  }

  @Test func digestOfTheFile() {
    // FIPS 180-4's own example.
    #expect(
      Policy.sha256(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
