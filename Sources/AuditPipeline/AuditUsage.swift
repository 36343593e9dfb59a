internal import Bytes
public import Findings
internal import LimitCatalog
internal import Usage

/// All that was read, not yet judged. Judging or writing it takes it apart: either can be done once.
public struct AuditUsage {
  /// What is known beside what is counted by key.
  public internal(set) var facts: UsageFacts
  var usage: CollectedUsage

  /// Parts that are read at the same time at most: each looks at all keys to find its own.
  private static let mostParts = 16

  /// The report on this usage; throws where files that hold some of it cannot be read.
  public func report(_ request: AuditRequest) throws -> AuditReport {
    if var held = usage.inMemory() { return try judge(&held, request).report }
    var reader = try usage.reader()
    return try judge(&reader, request).report
  }

  /// The report, and what a history keeps: days where they were counted, and the usage as a usage file. The
  /// file is written by a thread of its own while usage in memory is judged.
  public func night(_ request: AuditRequest) throws -> JudgedNight {
    let header = try UsageHeader(facts, .whole).text()
    if var held = usage.inMemory() {
      let copy = held
      let file = PendingFile { try copy.file(header: header) }
      let judged = try judge(&held, request)
      return JudgedNight(report: judged.report, days: judged.days, usage: file)
    }
    var (reader, copy) = try usage.copyingReader(header: header)
    let judged = try judge(&reader, request)
    return JudgedNight(
      report: judged.report, days: judged.days, usage: PendingFile(copy.takeFile()))
  }

  /// Judges usage that is read once, some of it from files.
  private func judge(
    _ reader: inout UsageReader, _ request: AuditRequest
  ) throws -> ReportAndDays {
    var days = DailyUsage()
    let (judged, first) = try judged(request, &reader, &days)
    let result = ReportAndDays(report: judged.report(request), days: days)
    var mask = TokenMask(for: result)
    if case .token(let token, let trace) = first { mask.add(token, trace) }
    try mask.addTokens(&reader)
    return result.masked(by: mask).shown(by: request.pseudonyms)
  }

  /// Judges usage that lies in memory, parts of which are read at the same time.
  private func judge(
    _ usage: inout UsageInMemory, _ request: AuditRequest
  ) throws -> ReportAndDays {
    let count = min(request.jobs, AuditUsage.mostParts)
    let none = [Judging](repeating: Judging(judges: judges(request)), count: count)
    let begun = try AuditUsage.add(usage.parts(count), to: none, request)
    usage.advanceToPartitions()
    var parts = try AuditUsage.add(usage.parts(count), to: begun, request)
    usage.advanceToTokens()
    // Days are all in the first part.
    let days = parts[0].days
    var judged = AuditUsage.judged(facts, &parts[0].judges)
    for part in parts.indices.dropFirst() {
      judged.merge(AuditUsage.judged(facts, &parts[part].judges).partials)
    }
    let result = ReportAndDays(report: judged.report(request), days: days)
    let empty = TokenMask(for: result)
    let masks = try Threads.map(usage.parts(count), jobs: request.jobs) { part in
      var mask = empty
      var reader = try part.reader()
      try mask.addTokens(&reader)
      return mask
    }
    return result.masked(by: masks.dropFirst().reduce(into: masks[0]) { $0.merge($1) })
      .shown(by: request.pseudonyms)
  }

  /// The judges after they have read their parts.
  private static func add(
    _ parts: [UsagePart], to judges: [Judging], _ request: AuditRequest
  ) throws -> [Judging] {
    try Threads.map(Array(zip(parts, judges)), jobs: request.jobs) { part, judging in
      var judging = judging
      var reader = try part.reader()
      while let entry = try reader.next() {
        judging.days.add(entry)
        for index in judging.judges.indices { judging.judges[index].add(entry) }
      }
      return judging
    }
  }

  /// A judge for each policy (`policies`) that has read nothing.
  private func judges(_ request: AuditRequest) -> [Judge] {
    let paths = UsageFacts.paths(of: facts)
    return AuditUsage.policies(request).map { policy in
      Judge(
        policy: policy, inputPaths: paths, sums: facts.sums, scope: request.scope,
        pseudonyms: request.pseudonyms, nights: request.nights)
    }
  }

  /// What all entries but the tokens come to, those of days in `days`, and the first token: tokens come
  /// last, when it is known which names they have to be looked for in.
  func judged(
    _ request: AuditRequest, _ reader: inout UsageReader, _ days: inout DailyUsage
  ) throws -> (JudgedUsage, UsageEntry?) {
    var judges = judges(request)
    while let entry = try reader.next() {
      if case .token = entry { return (AuditUsage.judged(facts, &judges), entry) }
      days.add(entry)
      for index in judges.indices { judges[index].add(entry) }
    }
    return (AuditUsage.judged(facts, &judges), nil)
  }

  private static func judged(_ facts: UsageFacts, _ judges: inout [Judge]) -> JudgedUsage {
    JudgedUsage(facts: facts, partials: judges.indices.map { judges[$0].partialReport() })
  }

  /// The policy that rules and, where other quotas are to be tried, the one with these.
  static func policies(_ request: AuditRequest) -> [Policy] {
    let overrides = request.quotasTried
    guard !overrides.isEmpty else { return [request.policy] }
    var tried = request.policy
    for override in overrides { override.apply(to: &tried) }
    return [request.policy, tried]
  }
}

/// What reads entries of one part.
private struct Judging: Sendable {
  var judges: [Judge]
  var days = DailyUsage()
}

/// A report and the days that go with it, whose names are masked together.
private struct ReportAndDays: NameHolder {
  var report: AuditReport
  var days: DailyUsage

  mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    report.mapNames(transform)
    days.mapNames(transform)
  }

  /// Both with people as the report shows them, and the report with what is waived.
  func shown(by pseudonyms: Pseudonyms?) -> ReportAndDays {
    ReportAndDays(
      report: report.pseudonymised(by: pseudonyms).waived(),
      days: days.pseudonymised(by: pseudonyms))
  }
}
