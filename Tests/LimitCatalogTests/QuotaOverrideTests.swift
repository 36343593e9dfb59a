import Bytes
import LimitCatalog
import Testing

/// `--what-if KEY=VALUE`.
struct QuotaOverrideTests {
  private func applied(_ texts: String...) throws -> Policy {
    var policy = Policy.standard
    for text in texts { try QuotaOverride(text).apply(to: &policy) }
    return policy
  }

  @Test func quotasOfThePolicyFileCanBeTried() throws {
    #expect(try applied("learn.calls_per_day=50000").learn.callsPerDay == 50_000)
    #expect(try applied("learn.sites=40").learn.sites == 40)
    #expect(try applied("knewton.requests_per_second=20").knewton.requestsPerSecond == 20)
    let policy = try applied("knewton.endpoints.account-get=30")
    #expect(policy.rateQuota(ofEndpointNamed: "GET /accounts/{id}") == 30)
    #expect(policy.rateQuota(ofEndpointNamed: "GET /accounts/current") == 15)
  }

  @Test func everyActionCanBeTried() throws {
    for action in KnewtonAction.allCases where action != .goalAssignBatch {
      let policy = try applied("knewton.endpoints.\(action.id)=7")
      #expect(policy.rateQuota(of: KnewtonEndpoint(action)) == 7)
    }
  }

  @Test func bothDirectionsOfBatchAssignmentCanBeTried() throws {
    let policy = try applied(
      "knewton.endpoints.goal-assign-batch.assign=11",
      "knewton.endpoints.goal-assign-batch.unassign=101")
    #expect(policy.rateQuota(of: .batchAssign) == 11)
    #expect(policy.rateQuota(of: .batchUnassign) == 101)
    #expect(policy.rateQuota(of: KnewtonEndpoint(.goalAssignBatch)) == 101)
    #expect(policy.possibleQuota(of: KnewtonEndpoint(.goalAssignBatch)) == 11)
  }

  /// A group's name may hold dots and signs of equality; what is there already stays.
  @Test func groupsAreChangedOrAdded() throws {
    var policy = Policy.standard
    policy.setGroups([GroupPolicy(name: "a.b=c", production: true, sites: 9)])
    try QuotaOverride("groups.a.b=c.calls_per_day=77").apply(to: &policy)
    try QuotaOverride("groups.new.sites=3").apply(to: &policy)
    #expect(policy.callQuota(ofGroup: "a.b=c") == 77)
    #expect(policy.siteQuota(ofGroup: "a.b=c") == 9)
    #expect(policy.group(named: "a.b=c")?.production == true)
    #expect(policy.siteQuota(ofGroup: "new") == 3)
  }

  @Test(arguments: [
    ("learn.calls_per_day", "\"learn.calls_per_day\" has no value; write KEY=VALUE"),
    ("learn.calls_per_day=0", "\"0\" is no quota for learn.calls_per_day; give an integer from 1"),
    ("learn.sites=six", "\"six\" is no quota for learn.sites"),
    ("learn.sites=1.5", "\"1.5\" is no quota"),
    ("learn.sites=-1", "\"-1\" is no quota"),
    ("learn.sites=", "\"\" is no quota"),
    ("lern.sites=5", "did you mean \"learn.sites\"?"),
    ("knewton.endpoints.acount-get=5", "did you mean \"knewton.endpoints.account-get\"?"),
    ("knewton.entities.events-per-batch=5", "entity limits are measured while reading"),
    ("groups..sites=5", "is no quota that can be tried"),
  ])
  func othersAreRefused(_ text: String, _ words: String) {
    let error = #expect(throws: QuotaOverrideError.self) { try QuotaOverride(text) }
    #expect(error?.sentence.contains(words) == true, "\(error?.sentence ?? "")")
  }
}
