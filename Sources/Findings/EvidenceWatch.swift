public import Bytes
public import LimitCatalog
public import Usage

/// A request, or a line without one, that a finding rests on.
public struct EvidenceMatch: Sendable, Equatable {
  /// Index of the finding in the report.
  public var finding: Int
  /// Of requests that share this name only the earliest is evidence; nil where each is.
  public var distinct: ByteString?
}

/// Tells which findings of a report rest on a request.
///
/// Findings are found by the ids of their names as logged, also where a report shows a name with a token in
/// it masked, or pseudonyms.
public struct EvidenceWatch: Sendable {
  private let targets: [EvidenceTarget]
  private let indices: [String: Int]
  /// Rules that have a finding, so that no others are looked for.
  private let rules: Set<String>
  /// Findings by rule and names, -1 where there is none.
  private var known: [Key: Int] = [:]

  /// More than this many and they are looked up anew.
  private static let mostKnown = 1 << 19

  private struct Key: Hashable {
    var rule: String
    var first: UInt32
    var second: UInt32 = 0
    var third: UInt32 = 0
  }

  /// A watch for all findings of a report.
  public init(_ report: AuditReport) {
    targets = report.findings.map { EvidenceTarget($0, in: report) }
    indices = Dictionary(
      report.findings.enumerated().map { ($1.idAsLogged ?? $1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    rules = Set(report.findings.map(\.rule))
  }

  /// Whether entity limits of Knewton requests are among the rules.
  public var hasEntities: Bool { rules.contains { $0.hasPrefix(Rule.entityPrefix) } }

  /// Forgets what ids mean, which mean others from now on.
  public mutating func startOver() { known.removeAll(keepingCapacity: true) }

  /// The findings that rest on a request whose names `namer` knows.
  public mutating func matches(_ request: NamedRequest, _ namer: RequestNamer) -> [EvidenceMatch] {
    var result: [EvidenceMatch] = []
    if known.count > EvidenceWatch.mostKnown { startOver() }
    switch request.partition {
    case .group:
      addGroup(request, namer, &result)
      addApplication(request, namer, &result)
    case .pair: addPair(request, namer, &result)
    case .triple: addTriple(request, namer, &result)
    }
    if request.partition != .group { addCaller(request, namer, &result) }
    return result
  }

  /// The finding that rests on an observation of `value` of an entity, which may stand on a line without
  /// a request.
  public func match(_ kind: EntityKind, _ entity: ByteString, value: Int64) -> EvidenceMatch? {
    let rule = Rule.entityPrefix + kind.id
    guard rules.contains(rule), let index = indices[Finding.id(rule, [entity])],
      value > targets[index].limit
    else { return nil }
    return EvidenceMatch(finding: index)
  }

  private mutating func addGroup(
    _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch]
  ) {
    guard request.isJudged else { return }
    let isRejected = request.kinds.contains(.rejected)
    var wanted = [Rule.calls]
    if isRejected { wanted += [Rule.throttled, Rule.learnRetries] }
    for rule in wanted { add(Key(rule: rule, first: request.group), request, namer, &result) }
    let site = namer.name(request.site)
    if site != .dash {
      add(Key(rule: Rule.sitesNear, first: request.group), request, namer, &result, distinct: site)
      let key = Key(rule: Rule.sites, first: request.group, second: request.site)
      add(key, request, namer, &result)
    }
    if request.isInstallRefusal {
      let key = Key(rule: Rule.installRefused, first: request.group, second: request.site)
      add(key, request, namer, &result)
    }
    if request.limit >= 0 {
      let key = Key(rule: Rule.limitMismatch, first: request.group)
      if let index = finding(key, request, namer), targets[index].measured == Int(request.limit) {
        result.append(EvidenceMatch(finding: index))
      }
    }
    if request.remaining >= 0, !isRejected {
      add(Key(rule: Rule.unloggedCalls, first: request.group), request, namer, &result)
    }
  }

  private mutating func addApplication(
    _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch]
  ) {
    guard rules.contains(Rule.applicationGroups) else { return }
    let group = namer.name(request.developerGroup)
    if group == .dash { return }
    let key = Key(rule: Rule.applicationGroups, first: request.app)
    add(key, request, namer, &result, distinct: group)
  }

  private mutating func addPair(
    _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch]
  ) {
    var wanted = [Rule.pairRate]
    if request.kinds.contains(.delayed) { wanted.append(Rule.pairDelayed) }
    if request.kinds.contains(.rejected) { wanted.append(Rule.pairRejected) }
    for rule in wanted {
      let key = Key(rule: rule, first: request.client, second: request.uri)
      add(key, request, namer, &result)
    }
  }

  private mutating func addTriple(
    _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch]
  ) {
    var wanted = [Rule.tripleRate]
    if request.kinds.contains(.delayed) { wanted.append(Rule.tripleDelayed) }
    if request.kinds.contains(.rejected) { wanted += [Rule.tripleRejected, Rule.knewtonRetries] }
    if request.kinds.contains(.tokenLimited) { wanted.append(Rule.unexplained) }
    for rule in wanted { add(caller(rule, request), request, namer, &result) }
  }

  /// Rules about single requests, which name their own token also where they count in a pair.
  private mutating func addCaller(
    _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch]
  ) {
    if request.kinds.contains(.softLimited) {
      add(caller(Rule.softLimited, request), request, namer, &result)
    }
    for kind in request.exceeded {
      add(caller(Rule.entityPrefix + kind.id, request), request, namer, &result)
    }
    for (kind, entity) in request.entities {
      // The names of a subject tell a finding about an entity from one about a caller.
      let key = Key(rule: Rule.entityPrefix + kind.id, first: entity)
      add(key, request, namer, &result)
    }
  }

  private func caller(_ rule: String, _ request: NamedRequest) -> Key {
    Key(rule: rule, first: request.token, second: request.uri, third: request.endpoint)
  }

  private mutating func add(
    _ key: Key, _ request: NamedRequest, _ namer: RequestNamer, _ result: inout [EvidenceMatch],
    distinct: ByteString? = nil
  ) {
    guard let index = finding(key, request, namer) else { return }
    result.append(EvidenceMatch(finding: index, distinct: distinct))
  }

  /// The finding of a key if the request is in its time.
  private mutating func finding(
    _ key: Key, _ request: NamedRequest, _ namer: RequestNamer
  ) -> Int? {
    guard rules.contains(key.rule) else { return nil }
    let index: Int
    if let found = known[key] {
      index = found
    } else {
      index = indices[Finding.id(key.rule, EvidenceWatch.names(key, namer))] ?? -1
      known[key] = index
    }
    return index >= 0 && targets[index].times.contains(request.time) ? index : nil
  }

  /// The names of a key as those of a finding's subject.
  private static func names(_ key: Key, _ namer: RequestNamer) -> [ByteString] {
    func name(_ id: UInt32) -> ByteString { namer.name(id) }
    switch key.rule {
    case Rule.sites, Rule.installRefused, Rule.pairRate, Rule.pairDelayed, Rule.pairRejected:
      return [name(key.first), name(key.second)]
    case Rule.calls, Rule.sitesNear, Rule.throttled, Rule.limitMismatch, Rule.unloggedCalls,
      Rule.applicationGroups, Rule.learnRetries:
      return [name(key.first)]
    default: break
    }
    // Derived limits have an entity as their subject, which stands alone.
    if let kind = EntityKind(id: String(key.rule.dropFirst(Rule.entityPrefix.count))),
      key.rule.hasPrefix(Rule.entityPrefix), kind.limit.measure == .paths
    {
      return [name(key.first)]
    }
    return [CallerToken(name(key.first)).shown, name(key.second), name(key.third)]
  }
}
