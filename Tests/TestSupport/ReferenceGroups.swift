internal import Bytes
internal import Findings

/// Groups, or what the policy's `partition` counts instead (SPEC sections 3, 4.1, 5 and 6).
struct ReferenceGroups {
  var policy: ReferencePolicy
  var period: Period?
  /// Learn requests that are not excluded.
  var learn: [ReferenceRequest]

  func audit() -> (rows: [GroupReport], findings: [ReferenceFinding]) {
    var rows: [GroupReport] = []
    var findings: [ReferenceFinding] = []
    for (name, requests) in Dictionary(grouping: learn, by: rowName) {
      let group = ReferenceGroup(name: name, requests: requests, policy: policy, period: period)
      rows.append(group.report())
      if let quota = group.quota { findings += group.findings(quota: quota.calls) }
    }
    return (rows.sorted { $0.group < $1.group }, findings)
  }

  /// The row that a request counts in.
  func rowName(_ request: ReferenceRequest) -> ByteString {
    let joint = Array(" + ".utf8)
    let site = request.site ?? .dash
    return switch policy.partition {
    case "group+site": ByteString(request.group.bytes + joint + site.bytes)
    case "application": request.app
    case "application+site": ByteString(request.app.bytes + joint + site.bytes)
    default: request.group
    }
  }
}

/// One row of `groups`.
struct ReferenceGroup {
  static let day: Int64 = 86_400

  var name: ByteString
  /// In the order of witnesses.
  var requests: [ReferenceRequest]
  var policy: ReferencePolicy
  var period: Period?
  var header: ReferenceHeaderLens

  init(
    name: ByteString, requests: [ReferenceRequest], policy: ReferencePolicy, period: Period?
  ) {
    self.name = name
    self.requests = requests
    self.policy = policy
    self.period = period
    header = ReferenceHeaderLens(requests)
  }

  /// What the policy says of the one group all requests belong to.
  var entry: ReferencePolicyGroup? {
    let groups = Set(requests.map(\.group))
    return groups.count == 1 ? groups.first.flatMap(policy.group) : nil
  }

  /// Whether the row is about requests of unknown origin and so not judged.
  var isUnknown: Bool {
    let byApplication = policy.partition.hasPrefix("application")
    return (byApplication ? requests.first?.app : requests.first?.group) == .dash
  }

  /// The header limit most requests had; of equally frequent ones the largest.
  var headerLimit: (value: Int64, requests: [ReferenceRequest])? {
    let withLimit = requests.filter { $0.record.limit != nil }
    let byValue = Dictionary(grouping: withLimit) { $0.record.limit ?? 0 }
    let best = byValue.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    return best.map { ($0.key, $0.value) }
  }

  var policyCalls: Int? { entry?.callsPerDay ?? policy.callsPerDay }

  /// Nil for a row that is not judged.
  var quota: (calls: Int, source: String)? {
    if isUnknown { return nil }
    if let policyCalls { return (policyCalls, "policy") }
    if let headerLimit { return (Int(headerLimit.value), "header") }
    return (10_000, "documented")
  }

  var siteQuota: Int { entry?.sites ?? policy.sites ?? 6 }

  // MARK: Windows

  var seconds: [Int64] { requests.map(\.second) }

  func window(_ start: Int64, _ end: Int64) -> GroupWindow {
    let inside = requests.filter { $0.second >= start && $0.second < end }
    let whole = period.map {
      start * 1000 >= $0.first.milliseconds && end * 1000 <= $0.last.milliseconds
    }
    return GroupWindow(
      start: Instant(seconds: start), end: Instant(seconds: end), requests: inside.count,
      accepted: inside.count { !$0.rejected }, partial: whole != true)
  }

  /// Windows of the lens that have requests, by time; nil where the lens is unavailable.
  func windows(_ lens: String) -> [GroupWindow]? {
    let starts: [Int64]
    switch lens {
    case "header":
      let boundaries = header.boundaries
      if boundaries.isEmpty { return nil }
      return zip(boundaries, boundaries.dropFirst()).map { window($0, $1) }
        .filter { $0.requests > 0 }
    case "anchored": starts = ReferenceWindows.anchoredStarts(seconds, length: Self.day)
    case "rolling":
      starts = [ReferenceWindows.rollingPeak(seconds, length: Self.day)?.start].compactMap { $0 }
    default: starts = ReferenceWindows.fixed(seconds, length: Self.day).map(\.start)
    }
    return starts.map { window($0, $0 + Self.day) }
  }

  var defaultLens: String {
    policy.lens == "header" && header.boundaries.isEmpty ? "utc" : policy.lens
  }

  func peak(_ lens: String) -> GroupWindow? {
    let windows = windows(lens) ?? []
    let most = windows.map(\.requests).max()
    return windows.first { $0.requests == most }
  }

  func verdict(quota: Int) -> ReferenceVerdict {
    let windows = (windows(defaultLens) ?? []).map {
      ReferenceVerdict.Window(
        start: $0.start.seconds, end: $0.end.seconds, requests: $0.requests)
    }
    return ReferenceVerdict(
      times: seconds, length: Self.day, quota: quota, warnAt: policy.warnAt, windows: windows,
      lens: defaultLens, provenEnds: defaultLens == "header" ? header.ends : [])
  }

  // MARK: Sites, reconciliation, retries

  /// Sites with their requests, by rank.
  var sites: [(name: ByteString, requests: [ReferenceRequest])] {
    let seen = Dictionary(grouping: requests.filter { $0.site != nil }) { $0.site ?? .dash }
    let ranked = seen.sorted {
      ($0.value.map(\.time).min() ?? 0, $0.key) < ($1.value.map(\.time).min() ?? 0, $1.key)
    }
    return ranked.map { ($0.key, $0.value) }
  }

  var reconciled: [HeaderWindow] {
    zip(header.boundaries, header.boundaries.dropFirst()).compactMap { start, end in
      guard header.ends.contains(end) else { return nil }
      let accepted = requests.filter { $0.second >= start && $0.second < end && !$0.rejected }
      let limits = Set(accepted.compactMap(\.record.limit))
      let remaining = accepted.compactMap(\.record.remaining)
      guard limits.count == 1, let largest = remaining.max(), let smallest = remaining.min() else {
        return nil
      }
      return HeaderWindow(
        start: Instant(seconds: start), end: Instant(seconds: end), remainingMax: Int(largest),
        remainingMin: Int(smallest), accepted: accepted.count,
        unlogged: max(0, Int(largest - smallest) + 1 - accepted.count))
    }
  }

  var episodes: [[Int64]] {
    ReferenceWindows.episodes(requests.filter(\.rejected).map(\.second))
  }

  /// Requests sent before the time that an earlier refusal named.
  var retryAfterIgnored: Int {
    let refusals = requests.filter { $0.rejected && $0.retryAfter != nil }
    return requests.count { request in
      refusals.contains { refusal in
        request.second > refusal.second
          && request.second < refusal.second + (refusal.retryAfter ?? 0)
      }
    }
  }
}
