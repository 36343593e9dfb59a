internal import Bytes
internal import Findings

/// Pairs and triples of Knewton (SPEC sections 3, 4.2, 4.3, 5 and 6).
struct ReferencePartitions {
  var policy: ReferencePolicy
  var knewton: [ReferenceRequest]

  // MARK: Pairs

  private var pairQuota: Int { policy.requestsPerSecond ?? 10 }

  func auditPairs() -> (rows: [PairReport], findings: [ReferenceFinding]) {
    var rows: [PairReport] = []
    var findings: [ReferenceFinding] = []
    let pairs = Dictionary(grouping: knewton.filter { !$0.authenticated }) {
      [SubjectName("client", $0.client), SubjectName("uri", $0.uri)]
    }
    for (subject, requests) in pairs {
      let times = requests.map(\.time)
      let verdict = judge(times, length: 1000, quota: pairQuota, lowQuota: nil)
      var row = PairReport()
      row.client = subject[0].value
      row.uri = subject[1].value
      row.counts = ReferenceAudit.counts(requests)
      row.rate = verdict.rate
      row.peak = peak(ReferenceWindows.largest(ReferenceWindows.fixed(times, length: 1000)), 1)
      row.rolling = peak(ReferenceWindows.rollingPeak(times, length: 1000), 1)
      row.windowsOver = verdict.over.count
      row.delay = ReferenceAudit.delay(requests)
      rows.append(row)
      findings += [
        verdict.finding("knewton.pair-rate", subject, unit: 1),
        ReferenceFinding(
          "knewton.pair-delayed", .warning, subject, requests: requests.filter(\.delayed)),
        ReferenceFinding(
          "knewton.pair-rejected", .violation, subject, requests: requests.filter(\.rejected)),
      ].compactMap { $0 }
    }
    return (rows, findings)
  }

  // MARK: Triples

  /// Requests per minute of an endpoint, and the lower quota that an undecided batch assignment may
  /// have; nil for an unlisted endpoint.
  private func tripleQuota(_ request: ReferenceRequest) -> (quota: Int, low: Int?)? {
    guard let action = request.action,
      let row = ReferenceEndpoints.rows.first(where: { $0.action == action })
    else { return nil }
    guard action == "goal-assign-batch" else {
      return (policy.endpoints[action] ?? row.perMinute, nil)
    }
    let assigns = policy.batchAssigns ?? ReferenceEndpoints.batchAssignsPerMinute
    let unassigns = policy.batchUnassigns ?? row.perMinute
    switch request.record.assigns {
    case true: return (assigns, nil)
    case false: return (unassigns, nil)
    case nil: return (unassigns, assigns)
    }
  }

  func auditTriples() -> (rows: [TripleReport], findings: [ReferenceFinding]) {
    var rows: [TripleReport] = []
    var findings: [ReferenceFinding] = []
    let triples = Dictionary(grouping: knewton.filter(\.authenticated), by: \.tripleSubject)
    for (subject, requests) in triples {
      let times = requests.map(\.second)
      let episodes = ReferenceWindows.episodes(requests.filter(\.rejected).map(\.second))
      var row = TripleReport()
      row.token = subject[0].value
      row.uri = subject[1].value
      row.endpoint = subject[2].value
      row.counts = ReferenceAudit.counts(requests)
      row.peak = peak(ReferenceWindows.largest(ReferenceWindows.fixed(times, length: 60)), 1000)
      row.rolling = peak(ReferenceWindows.rollingPeak(times, length: 60), 1000)
      row.delay = ReferenceAudit.delay(requests)
      row.retries.episodes = episodes.count
      row.retries.worst = episodes.map(\.count).max() ?? 0
      if let quota = requests.first.flatMap(tripleQuota) {
        let verdict = judge(times, length: 60, quota: quota.quota, lowQuota: quota.low)
        row.quota = quota.quota
        row.rate = verdict.rate
        row.windowsOver = verdict.over.count
        findings += [
          verdict.finding("knewton.triple-rate", subject, unit: 1000),
          ReferenceFinding(
            "knewton.unexplained-rejection", .notice, subject,
            requests: unexplained(requests, verdict.rate.verdict)),
        ].compactMap { $0 }
      }
      rows.append(row)
      findings += [
        ReferenceFinding(
          "knewton.triple-rejected", .violation, subject, requests: requests.filter(\.rejected)),
        ReferenceFinding(
          "knewton.triple-delayed", .warning, subject, requests: requests.filter(\.delayed)),
        ReferenceFinding.retryEpisode(
          "knewton.retry-episode", subject, episodes, from: policy.knewtonRetryEpisode),
      ].compactMap { $0 }
    }
    return (rows, findings)
  }

  private func unexplained(
    _ requests: [ReferenceRequest], _ verdict: Verdict?
  ) -> [ReferenceRequest] {
    if verdict == .over || verdict == .possible { return [] }
    return requests.filter { request in
      let exceeded = request.record.exceeded?.bytes ?? []
      return request.rejected && !exceeded.starts(with: Array("ip".utf8))
        && !exceeded.starts(with: Array("partner".utf8))
    }
  }

  /// Soft limits, which may hit requests of either kind.
  func softLimited() -> [ReferenceFinding] {
    Dictionary(grouping: knewton.filter(\.softLimited), by: \.tripleSubject).compactMap {
      ReferenceFinding("knewton.soft-limited", .violation, $0.key, requests: $0.value)
    }
  }

  private func judge(
    _ times: [Int64], length: Int64, quota: Int, lowQuota: Int?
  ) -> ReferenceVerdict {
    let windows = ReferenceWindows.fixed(times, length: length).map {
      ReferenceVerdict.Window(start: $0.start, end: $0.start + length, requests: $0.requests)
    }
    return ReferenceVerdict(
      times: times, length: length, quota: quota, lowQuota: lowQuota, warnAt: policy.warnAt,
      windows: windows, lens: "utc")
  }

  private func peak(_ count: ReferenceWindows.Count?, _ unit: Int64) -> PeakReport {
    PeakReport(
      start: Instant(milliseconds: (count?.start ?? 0) * unit), requests: count?.requests ?? 0)
  }

  // MARK: Lists

  /// Rows that a finding is about and the 50 with the highest peak/quota, by subject.
  func listed(_ rows: [PairReport], subjects: Set<[SubjectName]>) -> [PairReport] {
    let keyed = rows.map { row in
      Ranked(
        row: row, subject: [SubjectName("client", row.client), SubjectName("uri", row.uri)],
        peak: row.peak.requests, quota: pairQuota, attempted: row.counts.attempted)
    }
    return Ranked.listed(keyed, subjects: subjects)
  }

  /// Rows that a finding is about and the 50 with the highest peak/quota, by subject.
  func listed(_ rows: [TripleReport], subjects: Set<[SubjectName]>) -> [TripleReport] {
    let keyed = rows.map { row in
      Ranked(
        row: row,
        subject: [
          SubjectName("token", row.token), SubjectName("uri", row.uri),
          SubjectName("endpoint", row.endpoint),
        ], peak: row.peak.requests, quota: row.quota, attempted: row.counts.attempted)
    }
    return Ranked.listed(keyed, subjects: subjects)
  }
}

/// A row with what SPEC section 7 ranks it by.
private struct Ranked<Row> {
  var row: Row
  var subject: [SubjectName]
  var peak: Int
  var quota: Int?
  var attempted: Int

  private var names: [ByteString] { subject.map(\.value) }

  private func precedes(_ other: Ranked) -> Bool {
    // peak/quota against peak/quota with both denominators multiplied away; no quota counts as 0.
    let own = (quota == nil ? 0 : peak) * (other.quota ?? 1)
    let others = (other.quota == nil ? 0 : other.peak) * (quota ?? 1)
    if own != others { return own > others }
    if attempted != other.attempted { return attempted > other.attempted }
    return names.lexicographicallyPrecedes(other.names)
  }

  static func listed(_ rows: [Ranked], subjects: Set<[SubjectName]>) -> [Row] {
    let highest = Set(rows.sorted { $0.precedes($1) }.prefix(50).map(\.subject))
    return rows.filter { highest.contains($0.subject) || subjects.contains($0.subject) }
      .sorted { $0.names.lexicographicallyPrecedes($1.names) }.map(\.row)
  }
}
