import Bytes
import LimitCatalog
import TestSupport
import Testing

@testable import Usage

/// What paths of succeeded requests say of goals and registrations (SPEC 4.4, how p).
@Suite struct EntityTallyTests {
  private let goal = "/learning-instances/li/scoped-goals/g1/registrations/r1"

  /// All subjects with a value above 0.
  private func values(
    _ kind: EntityKind, _ records: [ReferenceRecord]
  ) throws -> [String: Int64] {
    var policy = Policy.standard
    policy.knewton.entities[kind] = 0
    var values: [String: Int64] = [:]
    for entry in try entries(of: tally(records, policy: policy)) {
      if case .subject(kind, let entity, let value, _) = entry, value > 0 {
        values[entity.text] = max(values[entity.text] ?? value, value)
      }
    }
    return values
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
  @Test func goalsArePresentAfterTheirLatestDeletion() throws {
    let present = ["r1": Int64(1)]
    #expect(try values(.goalsPerRegistration, [assign(1)]) == present)
    #expect(try values(.goalsPerRegistration, [delete(1)]) == [:])
    #expect(try values(.goalsPerRegistration, [assign(1), delete(1)]) == [:])
    #expect(try values(.goalsPerRegistration, [delete(1), assign(1)]) == [:])
    #expect(try values(.goalsPerRegistration, [assign(2), delete(1)]) == present)
    #expect(try values(.goalsPerRegistration, [assign(1), delete(2)]) == [:])
    #expect(try values(.goalsPerRegistration, [assign(3), delete(2), assign(1)]) == present)
    var late = assign(1)
    late.time += 1
    #expect(try values(.goalsPerRegistration, [late, delete(1)]) == present)
  }

  @Test func goalsCountOnceWhateverTheLearningInstance() throws {
    let elsewhere = "/learning-instances/other/scoped-goals/g1/registrations/r1"
    let second = "/learning-instances/li/scoped-goals/g2/registrations/r1"
    let records = [assign(1), assign(2, elsewhere), assign(3, second)]
    #expect(try values(.goalsPerRegistration, records) == ["r1": 2])
    #expect(try values(.goalsPerRegistration, records + [delete(4)]) == ["r1": 1])
    #expect(try values(.registrationsPerLearningInstance, records) == ["li": 1, "other": 1])
  }

  @Test func onlyAnalyticsGoalsCountWithAnalytics() throws {
    let kind = EntityKind.goalsPerRegistrationAnalytics
    #expect(try values(kind, [assign(1), assign(2, analytics: false)]) == [:])
    #expect(
      try values(kind, [assign(1, analytics: true), assign(2, analytics: false)]) == ["r1": 1])
    #expect(try values(kind, [assign(1, analytics: true), delete(2), assign(3)]) == [:])
    #expect(try values(kind, [assign(1, analytics: true), delete(1)]) == [:])
  }

  @Test func refusedRequestsChangeNothing() throws {
    for status in [199, 300, 429] {
      var refused = assign(9)
      refused.status = status
      var refusedDeletion = delete(9)
      refusedDeletion.status = status
      #expect(try values(.goalsPerRegistration, [refused]) == [:])
      #expect(try values(.goalsPerRegistration, [assign(1), refusedDeletion]) == ["r1": 1])
      #expect(try values(.registrationsPerLearningInstance, [refused]) == [:])
    }
  }

  /// What was derived and what was observed are one value: the larger.
  @Test func theLargestValueOfASubjectCounts() throws {
    func observed(_ value: Int64) -> ReferenceRecord {
      var record = ReferenceRecord(time: 0, status: 500)
      record.entities = [
        ReferenceObservation(resource: "goals-per-registration", subject: "r1", value: value)
      ]
      return record
    }
    #expect(
      try values(.goalsPerRegistration, [observed(3), observed(7), observed(5)]) == ["r1": 7])
    #expect(try values(.goalsPerRegistration, [assign(1), observed(0)]) == ["r1": 1])
    #expect(try values(.goalsPerRegistration, [assign(1), observed(2)]) == ["r1": 2])
  }

  /// One assignment or deletion of one of four goals.
  private struct Event {
    var goal: Int
    var time: Int64
    /// Nil for a deletion.
    var analytics: Bool?
  }

  /// Any cut of the events, in any order, against looking for the latest ones.
  @Test func assignmentTimesMerge() throws {
    var random = SplitMix64(seed: TestSeed.seed(51))
    for _ in 0..<2_000 {
      let events = (0..<random.integer(0...8)).map { _ in
        Event(
          goal: random.integer(0...3), time: Int64(random.integer(-2...2)),
          analytics: random.pick([nil, true, false, false]))
      }
      var parts = [AssignmentTable(), AssignmentTable(), AssignmentTable()]
      for event in events {
        let part = random.integer(0...2)
        if let analytics = event.analytics {
          parts[part].assign(key(event.goal), at: event.time, analytics: analytics)
        } else {
          parts[part].delete(key(event.goal), at: event.time)
        }
      }
      parts.shuffle(using: &random)
      for goal in 0..<4 {
        let found = parts.compactMap { part in
          part.keys.keys.firstIndex(of: key(goal)).map { part.times($0) }
        }
        #expect(found.isEmpty == !events.contains { $0.goal == goal })
        guard var merged = found.first else { continue }
        for times in found.dropFirst() { merged.merge(try reread(times)) }
        let here = events.filter { $0.goal == goal }
        func isPresent(_ assigned: [Event]) -> Bool {
          let deleted = here.filter { $0.analytics == nil }.map(\.time).max() ?? .min
          return assigned.contains { $0.time > deleted }
        }
        #expect(merged.isPresent == isPresent(here.filter { $0.analytics != nil }))
        #expect(
          merged.isPresentWithAnalytics == isPresent(here.filter { $0.analytics == true }))
      }
    }
  }

  /// Two goals of each of two registrations.
  private func key(_ goal: Int) -> AssignmentKey {
    let name = Array("goal \(goal % 2)".utf8)
    return AssignmentKey(registration: UInt32(goal / 2), goal: name.span, 0..<name.count)
  }
}
