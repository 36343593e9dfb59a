import Foundation
import Testing

@testable import LogSimulation

/// The rules that count requests, recomputed from the decompressed lines.
@Suite struct PlantedRequestTests {
  typealias Finding = ExpectedFile.Finding

  let records: [ReferenceRecord]
  let expected: ExpectedFile

  init() throws {
    records = try SharedNight.records.get()
    expected = try SharedNight.expected.get()
  }

  /// The planted subjects of `rule` are those whose requests are `counted`, with these numbers.
  private func check(
    _ rule: String, subject: (ReferenceRecord) -> [String: String]?,
    counted: (ReferenceRecord) -> Bool
  ) throws {
    let bySubject = Dictionary(grouping: records.filter { counted($0) && subject($0) != nil }) {
      subject($0) ?? [:]
    }.filter { entry in entry.key.values.contains { $0.contains("planted-") } }
    let findings = expected.findings(of: rule)
    #expect(Set(findings.map(\.subject)) == Set(bySubject.keys), "\(rule)")
    #expect(!findings.isEmpty, "\(rule)")
    for finding in findings {
      let requests = bySubject[finding.subject] ?? []
      #expect(finding.measured == requests.count, "\(finding)")
      try checkRequests(finding, requests)
    }
  }

  /// Occurrences, times and witness are those of `requests`.
  private func checkRequests(_ finding: Finding, _ requests: [ReferenceRecord]) throws {
    let sorted = requests.sorted { ($0.time, $0.log, $0.number) < ($1.time, $1.log, $1.number) }
    #expect(finding.occurrences == sorted.count, "\(finding)")
    #expect(try SharedNight.milliseconds(finding.first) == sorted.first?.time, "\(finding)")
    #expect(try SharedNight.milliseconds(finding.last) == sorted.last?.time, "\(finding)")
    #expect(finding.witness?.input == sorted.first?.log, "\(finding)")
    #expect(finding.witness?.line == sorted.first?.number, "\(finding)")
  }

  @Test("refusals, delays and soft limits")
  func refusals() throws {
    try check("learn.throttled", subject: { $0.group.map { ["group": $0] } }) { $0.isRejected }
    try check(
      "learn.install-refused",
      subject: { record in record.group.map { ["group": $0, "site": record.site] } }
    ) {
      $0.fields["error"]?.contains("exceeded maximum number of client installations") == true
    }
    try check("knewton.pair-rejected", subject: \.pair) { $0.isRejected }
    try check("knewton.pair-delayed", subject: \.pair) { $0.fields["delay"] != nil }
    try check("knewton.triple-rejected", subject: \.triple) { $0.isRejected }
    try check("knewton.triple-delayed", subject: \.triple) { $0.fields["delay"] != nil }
    try check("knewton.soft-limited", subject: \.triple) {
      $0.succeeded && $0.fields["exceeded"] != nil
    }
    try check("knewton.unexplained-rejection", subject: \.triple) {
      $0.isRejected && $0.fields["exceeded"] == "token-limited"
    }
  }

  @Test("sites beyond the quota, by rank")
  func sites() throws {
    let policy = try GroupPolicies(SharedNight.night.get())
    for (group, requests) in Dictionary(grouping: records, by: \.group) {
      guard let group else { continue }
      let bySite = Dictionary(grouping: requests, by: \.site)
      let ranked = bySite.sorted {
        ($0.value.map(\.time).min() ?? 0, $0.key) < ($1.value.map(\.time).min() ?? 0, $1.key)
      }
      let quota = policy.sites(of: group)
      for (index, site) in ranked.enumerated() where index >= quota {
        let finding = try #require(
          expected.findings(of: "learn.sites").first {
            $0.subject == ["group": group, "site": site.key]
          })
        #expect(finding.measured == index + 1)
        #expect(finding.limit == quota)
        try checkRequests(finding, site.value)
      }
      let near = ranked.count * 100 >= 80 * quota && ranked.count <= quota
      let finding = expected.findings(of: "learn.sites-near").first { $0.subject["group"] == group }
      #expect((finding != nil) == near, "\(group)")
      #expect(finding == nil || finding?.measured == ranked.count && finding?.limit == quota)
    }
    #expect(expected.findings(of: "learn.sites").count == 2)
  }

  @Test("applications of several groups")
  func applications() throws {
    let byApp = Dictionary(grouping: records.filter { $0.group != nil }) { $0.fields["app"] ?? "-" }
    let shared = byApp.filter { Set($0.value.map { $0.group ?? "-" }).count > 1 }
    let finding = try #require(expected.findings(of: "learn.application-groups").first)
    #expect(Array(shared.keys) == [finding.subject["app"]])
    #expect(finding.measured == 2)
  }

  @Test("headers: the limit that differs, the calls that are not logged, nothing else")
  func headers() throws {
    let policy = try GroupPolicies(SharedNight.night.get())
    for (group, requests) in Dictionary(grouping: records, by: \.group) {
      guard let group else { continue }
      let limits = Set(requests.compactMap { $0.fields["limit"].flatMap { Int($0) } })
      #expect(limits.count <= 1)
      let mismatch = limits.first.map { $0 != policy.calls(of: group) } ?? false
      #expect(mismatch == (group == "planted-mismatch"), "\(group)")
      // The background's window is the whole night; planted ones are told apart by their reset.
      let isPlanted = group.hasPrefix("planted-")
      let windows = Dictionary(grouping: requests) { isPlanted ? $0.fields["reset"] ?? "-" : "" }
      for (reset, window) in windows where reset != "-" {
        let accepted = window.filter { !$0.isRejected }
        let left = accepted.compactMap { $0.fields["remaining"].flatMap { Int($0) } }
        guard let most = left.max(), let least = left.min() else { continue }
        let unlogged = max(0, most - least + 1 - accepted.count)
        #expect(unlogged == (group == "planted-unlogged" ? 18 : 0), "\(group)")
      }
    }
    #expect(expected.findings(of: "learn.unlogged-calls").map(\.measured) == [18])
    #expect(expected.findings(of: "learn.limit-mismatch").map(\.measured) == [400])
    #expect(expected.findings(of: "learn.limit-mismatch").map(\.occurrences) == [6])
  }

  @Test("episodes of 10 rejections or more, less than 60 seconds apart")
  func episodes() throws {
    func episode(_ requests: [ReferenceRecord]) -> (start: Int, worst: Int) {
      let seconds = requests.filter(\.isRejected).map { $0.time / 1000 }.sorted()
      var best = (start: 0, worst: 0)
      for start in seconds.indices where start == 0 || seconds[start] - seconds[start - 1] >= 60 {
        var end = start + 1
        while end < seconds.count, seconds[end] - seconds[end - 1] < 60 { end += 1 }
        if end - start > best.worst { best = (seconds[start], end - start) }
      }
      return best
    }
    for finding in expected.findings
    where ["learn.retry-episode", "knewton.retry-episode"].contains(finding.rule) {
      let requests = records.filter {
        $0.group.map { ["group": $0] } == finding.subject || $0.triple == finding.subject
      }
      let found = episode(requests)
      #expect(finding.measured == found.worst)
      #expect(try SharedNight.milliseconds(finding.first) == found.start * 1000)
    }
  }
}
