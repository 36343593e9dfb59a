import Testing

@testable import LogSimulation

/// The rate rules, recomputed for every partition of the night from its decompressed lines.
@Suite struct PlantedRateTests {
  let records: [ReferenceRecord]
  let expected: ExpectedFile

  init() throws {
    records = try SharedNight.records.get()
    expected = try SharedNight.expected.get()
  }

  private func check(
    _ rule: String, _ counted: [[String: String]: ReferenceCounts.Verdict], quota: (Finding) -> Int,
    unit: Int
  ) throws {
    let findings = expected.findings(of: rule)
    #expect(Set(findings.map(\.subject)) == Set(counted.keys))
    for finding in findings {
      let verdict = try #require(counted[finding.subject])
      #expect(finding.severity == verdict.severity, "\(finding)")
      #expect(finding.certainty == verdict.certainty, "\(finding)")
      #expect(finding.measured == verdict.measured, "\(finding)")
      #expect(finding.limit == quota(finding), "\(finding)")
      #expect(finding.occurrences == verdict.occurrences, "\(finding)")
      #expect(try SharedNight.milliseconds(finding.first) == verdict.first * unit, "\(finding)")
      #expect(try SharedNight.milliseconds(finding.last) == verdict.last * unit, "\(finding)")
    }
  }

  typealias Finding = ExpectedFile.Finding

  @Test("only planted pairs are over, near or possibly over 10 per second")
  func pairs() throws {
    let byPair = Dictionary(grouping: records.filter { $0.pair != nil }) { $0.pair ?? [:] }
    #expect(byPair.count > 50)
    let verdicts = byPair.compactMapValues {
      ReferenceCounts(times: $0.map(\.time), window: 1000).verdict(quota: 10)
    }
    try check("knewton.pair-rate", verdicts, quota: { _ in 10 }, unit: 1)
  }

  @Test("only planted triples are over, near or possibly over their quota per minute")
  func triples() throws {
    let byTriple = Dictionary(grouping: records.filter { $0.triple != nil }) { $0.triple ?? [:] }
    #expect(byTriple.count > 200)
    let verdicts = byTriple.compactMapValues { requests -> ReferenceCounts.Verdict? in
      let counts = ReferenceCounts(times: requests.map { $0.time / 1000 }, window: 60)
      let endpoint = requests[0].endpoint
      let verdict = counts.verdict(quota: TripleQuotas.quota(of: endpoint))
      if verdict == nil, endpoint == TripleQuotas.undecided, counts.rolling.count > 10 {
        let (start, count) = counts.rolling
        return .init(
          name: "possible", isProven: false, measured: count, occurrences: 1, first: start,
          last: start)
      }
      return verdict
    }
    try check(
      "knewton.triple-rate", verdicts,
      quota: { finding in
        let endpoint = finding.subject["endpoint"] ?? ""
        return endpoint == TripleQuotas.undecided ? 10 : TripleQuotas.quota(of: endpoint)
      }, unit: 1000)
  }

  @Test("only planted groups and the throttled ones of the background are over their calls per day")
  func groups() throws {
    let policy = try GroupPolicies(SharedNight.night.get())
    let byGroup = Dictionary(grouping: records.filter { $0.group != nil }) { $0.group ?? "-" }
    #expect(byGroup.count > 40)
    var planted: [[String: String]: ReferenceCounts.Verdict] = [:]
    var throttled: [String] = []
    for (group, requests) in byGroup {
      let counts = ReferenceCounts(times: requests.map { $0.time / 1000 }, window: 86_400)
      // Seconds remaining mean the end of the night everywhere, which is midnight again.
      let instants = requests.compactMap { $0.fields["reset"].flatMap { Int($0) } }
        .filter { $0 >= 1_000_000_000 && $0 < 1_000_000_000_000 }
      let phase = (instants.first ?? 0) % 86_400
      guard var verdict = counts.verdict(quota: policy.calls(of: group), phase: phase) else {
        continue
      }
      if verdict.name == "over", !instants.isEmpty { verdict.isProven = true }
      if group.hasPrefix("planted-") {
        planted[["group": group]] = verdict
      } else {
        #expect(verdict.name == "over")
        throttled.append(group)
      }
    }
    let known = NightPlan(SharedNight.options).groups.filter { $0.refusals > 0 }
    #expect(throttled.sorted() == known.map { String(decoding: $0.name, as: UTF8.self) }.sorted())
    try check(
      "learn.calls", planted, quota: { policy.calls(of: $0.subject["group"] ?? "") }, unit: 1000)
  }
}

/// Quotas per minute of SPEC section 4.3 by endpoint.
enum TripleQuotas {
  /// The batch-goal endpoint when the action is not known.
  static let undecided = "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations"

  static func quota(of endpoint: String) -> Int {
    if endpoint == undecided + " (assign)" { return 10 }
    if endpoint.hasPrefix(undecided), !endpoint.hasSuffix("{registration_id}") { return 100 }
    if endpoint.hasSuffix("/rows") { return 225 }
    return table[endpoint] ?? 15
  }

  private static let table = [
    "POST /accounts": 750, "POST /batch": 90, "DELETE /accounts/{id}": 150,
    "POST /registrations": 375, "DELETE /registrations/{id}": 375,
    "POST /learning-instances": 750, "POST /learning-instances/{id}/scoped-goals": 90,
    "PUT /learning-instances/{id}/scoped-goals/{goal_id}": 90,
    "PUT /learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}": 135,
    "DELETE /learning-instances/{id}/scoped-goals/{goal_id}/registrations/{registration_id}": 135,
    "POST /learning-instances/{id}/metrics/groups": 25,
  ]
}

/// Quotas of groups, read from `policy.yaml` line by line.
struct GroupPolicies {
  private let quotas: [String: [String: Int]]

  init(_ night: SharedNight.Contents) {
    var quotas: [String: [String: Int]] = [:]
    for line in night.policy.split(separator: "\n") {
      guard let match = line.wholeMatch(of: /\s+"?([^":]+)"?: \{(.*)\}/) else { continue }
      let pairs = match.2.matches(of: /(\w+): (\d+)/).map { (String($0.1), Int($0.2) ?? 0) }
      quotas[String(match.1)] = Dictionary(pairs) { _, last in last }
    }
    self.quotas = quotas
  }

  func calls(of group: String) -> Int { quotas[group]?["calls_per_day"] ?? 10_000 }
  func sites(of group: String) -> Int { quotas[group]?["sites"] ?? 6 }
}
