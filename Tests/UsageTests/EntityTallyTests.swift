import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// What paths of succeeded requests say of goals and registrations (SPEC 4.4, how p).
@Suite struct EntityTallyTests {
  private let goal = "/learning-instances/li/scoped-goals/g1/registrations/r1"

  private func values(_ kind: EntityKind, _ records: [ReferenceRecord]) -> [String: Int64] {
    let usage = tally(records).entityUsage()[Int(kind.rawValue)]
    #expect(usage.kind == kind)
    return Dictionary(uniqueKeysWithValues: usage.subjects.map { ($0.entity.text, $0.value) })
  }

  private func assign(_ second: Int64, _ target: String? = nil, analytics: Bool? = nil)
    -> ReferenceRecord
  {
    var record = knewton("PUT", target ?? goal, at: second)
    record.analytics = analytics
    return record
  }

  private func delete(_ second: Int64) -> ReferenceRecord { knewton("DELETE", goal, at: second) }

  /// Present: the latest assignment is later, in ms, than the latest deletion.
  @Test func goalsArePresentAfterTheirLatestDeletion() {
    let present = ["r1": Int64(1)]
    #expect(values(.goalsPerRegistration, [assign(1)]) == present)
    #expect(values(.goalsPerRegistration, [delete(1)]) == [:])
    #expect(values(.goalsPerRegistration, [assign(1), delete(1)]) == [:])
    #expect(values(.goalsPerRegistration, [delete(1), assign(1)]) == [:])
    #expect(values(.goalsPerRegistration, [assign(2), delete(1)]) == present)
    #expect(values(.goalsPerRegistration, [assign(1), delete(2)]) == [:])
    #expect(values(.goalsPerRegistration, [assign(3), delete(2), assign(1)]) == present)
    var late = assign(1)
    late.time += 1
    #expect(values(.goalsPerRegistration, [late, delete(1)]) == present)
  }

  @Test func goalsCountOnceWhateverTheLearningInstance() {
    let elsewhere = "/learning-instances/other/scoped-goals/g1/registrations/r1"
    let second = "/learning-instances/li/scoped-goals/g2/registrations/r1"
    let records = [assign(1), assign(2, elsewhere), assign(3, second)]
    #expect(values(.goalsPerRegistration, records) == ["r1": 2])
    #expect(values(.goalsPerRegistration, records + [delete(4)]) == ["r1": 1])
    #expect(values(.registrationsPerLearningInstance, records) == ["li": 1, "other": 1])
  }

  @Test func onlyAnalyticsGoalsCountWithAnalytics() {
    let kind = EntityKind.goalsPerRegistrationAnalytics
    #expect(values(kind, [assign(1), assign(2, analytics: false)]) == [:])
    #expect(values(kind, [assign(1, analytics: true), assign(2, analytics: false)]) == ["r1": 1])
    #expect(values(kind, [assign(1, analytics: true), delete(2), assign(3)]) == [:])
    #expect(values(kind, [assign(1, analytics: true), delete(1)]) == [:])
  }

  @Test func refusedRequestsChangeNothing() {
    for status in [199, 300, 429] {
      var refused = assign(9)
      refused.status = status
      var refusedDeletion = delete(9)
      refusedDeletion.status = status
      #expect(values(.goalsPerRegistration, [refused]) == [:])
      #expect(values(.goalsPerRegistration, [assign(1), refusedDeletion]) == ["r1": 1])
      #expect(values(.registrationsPerLearningInstance, [refused]) == [:])
    }
  }

  /// What was derived and what was observed are one value: the larger.
  @Test func theLargestValueOfASubjectCounts() {
    func observed(_ value: Int64) -> ReferenceRecord {
      var record = ReferenceRecord(time: 0, status: 500)
      record.entities = [
        ReferenceObservation(resource: "goals-per-registration", subject: "r1", value: value)
      ]
      return record
    }
    #expect(values(.goalsPerRegistration, [observed(3), observed(7), observed(5)]) == ["r1": 7])
    #expect(values(.goalsPerRegistration, [assign(1), observed(0)]) == ["r1": 1])
    #expect(values(.goalsPerRegistration, [assign(1), observed(2)]) == ["r1": 2])
  }

  /// The order of assignments and deletions and any cut of them make no difference.
  @Test func assignmentTablesMerge() {
    var random = SplitMix64(seed: TestSeed.seed(51))
    let names: [UInt32] = [0, 1, 2, 3]
    for _ in 0..<300 {
      var whole = AssignmentTable()
      var parts = [AssignmentTable(), AssignmentTable(), AssignmentTable()]
      for _ in 0..<random.integer(1...12) {
        let key = PartitionKey(
          first: UInt32(random.integer(0...1)), second: UInt32(random.integer(2...3)))
        let time = Int64(random.integer(-2...2))
        let part = random.integer(0...2)
        if random.chance(60) {
          let analytics = random.chance(50)
          whole.assign(key, at: time, analytics: analytics)
          parts[part].assign(key, at: time, analytics: analytics)
        } else {
          whole.delete(key, at: time)
          parts[part].delete(key, at: time)
        }
      }
      var merged = AssignmentTable()
      for part in parts.shuffled(using: &random) { merged.merge(part, names: names) }
      #expect(rows(merged) == rows(whole))
    }
  }

  private func rows(_ table: AssignmentTable) -> [[Int64]] {
    table.keys.keys.indices.map { row in
      let key = table.keys.keys[row]
      return [
        Int64(key.first), Int64(key.second), table.assigned[row], table.analytics[row],
        table.deleted[row],
      ]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
