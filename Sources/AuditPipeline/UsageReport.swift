internal import Bytes
public import Findings
internal import LimitCatalog
internal import Usage

/// Reports on usage that was scanned before. Everything it throws is an `OutputError` or, where a usage
/// file is refused, a `UsageRefusal`; nothing is written then.
public enum UsageReport {
  /// Usage files that are read at once: each takes a file that is open and a block of it, 256 KiB and more.
  static let mostReaders = 128

  /// A report, and what is known of the inputs that it is about.
  public struct Outcome {
    /// What is to be rendered.
    public let report: AuditReport
    /// Its inputs as they were scanned.
    public let facts: UsageFacts
  }

  /// The report on all usage in `files`, one of which may be `-`: the report of one audit of all their
  /// inputs. The request's inputs and workers tell nothing here.
  public static func report(_ files: [String], _ request: AuditRequest) throws -> Outcome {
    try reading(files, request) { Outcome(report: try $0.report(request), facts: $0.facts) }
  }

  /// Gives all usage in `files` to `body`, which may read it once.
  static func reading<Result>(
    _ files: [String], _ request: AuditRequest, _ body: (AuditUsage) throws -> Result
  ) throws -> Result {
    let inputs = try open(files, isJudged: false)
    let scans = try UsageShards.byScan(inputs)
    try UsageShards.checkWhole(scans)
    return try UsageInput.reading(inputs) { try body(try merged(scans, request)) }
  }

  /// Judges the same shard of any number of scans and writes what `combine` joins; whether the scans are
  /// complete.
  public static func writeJudged(
    _ files: [String], to path: String, _ request: AuditRequest
  ) throws -> Bool {
    let inputs = try open(files, isJudged: false)
    let scans = try UsageShards.byScan(inputs)
    try UsageShards.checkAlike(scans)
    return try UsageInput.reading(inputs) {
      let usage = try merged(scans, request)
      var reader = try usage.usage.reader()
      var days = DailyUsage()
      let (judged, first) = try usage.judged(request, &reader, &days)
      let header = try UsageHeader(
        usage.facts, inputs[0].header.shard,
        judged: JudgedEntries(
          whatIf: whatIf(request), scope: request.scope, partials: judged.partials))
      try TemporaryFile.write([path]) { output in
        var writer = UsageFileWriter(header: try header.text(), compressing: true)
        var entry = first
        while let next = entry {
          if case .token(let token, let trace) = next { writer.add(token, trace) }
          if !writer.output.isEmpty { try output[0].write(writer.takeOutput()) }
          entry = try reader.next()
        }
        writer.finish()
        try output[0].write(writer.takeOutput())
      }
      return usage.facts.reasons.isEmpty
    }
  }

  /// The report on all judged shards in `files`.
  public static func combine(_ files: [String], _ request: AuditRequest) throws -> Outcome {
    let inputs = try open(files, isJudged: true)
    let reports = try UsageShards.byScan(inputs)
    if reports.count > 1 {
      throw UsageRefusal(file: reports[1][0].file, cause: .otherReport(other: reports[0][0].file))
    }
    try UsageShards.checkWhole(reports)
    try checkPolicy(inputs[0], request)
    let given = whatIf(request)
    for input in reports[0] {
      guard let judged = input.header.judged?.whatIf, judged != given else { continue }
      throw UsageRefusal(file: input.file, cause: .otherQuotas(judged: judged, given: given))
    }
    let request = try request.viewing(reports[0])
    var judged = JudgedUsage(facts: reports[0][0].header.facts, partials: [])
    for partials in reports[0].compactMap(\.header.judged?.partials) {
      if judged.partials.isEmpty {
        judged.partials = partials
      } else {
        judged.merge(partials)
      }
    }
    var usage = CollectedUsage(inputCount: 0)
    for input in inputs { usage.add(input.reader) }
    return try UsageInput.reading(inputs) {
      let report = judged.report(request)
      var mask = TokenMask(for: report)
      var reader = try usage.reader()
      // Other entries were judged and left out; where there are some, they count no more.
      try mask.addTokens(&reader)
      return Outcome(
        report: report.masked(by: mask).pseudonymised(by: request.pseudonyms).waived(),
        facts: judged.facts)
    }
  }

  private static func open(_ files: [String], isJudged: Bool) throws(UsageRefusal) -> [UsageInput] {
    var inputs: [UsageInput] = []
    for file in files {
      let input = try UsageInput(file)
      guard (input.header.judged != nil) == isJudged else {
        throw UsageRefusal(file: file, cause: isJudged ? .notJudged : .judged)
      }
      inputs.append(input)
    }
    return inputs
  }

  /// The usage of all scans, of each of which some or all shards are there.
  private static func merged(
    _ scans: [[UsageInput]], _ request: AuditRequest
  ) throws -> AuditUsage {
    let firsts = scans.map { $0[0] }
    let originals = try UsageAgreement.check(firsts)
    try checkPolicy(firsts[0], request)
    var (facts, numbers) = UsageFacts.merged(firsts.map(\.header.facts), originals: originals)
    facts.tool = request.tool
    var readers: [UsageFileReader] = []
    for scan in scans.indices where originals[scan] == nil {
      for input in scans[scan] {
        input.reader.renumberInputs(numbers[scan])
        readers.append(input.reader)
      }
    }
    var usage = try collected(readers, in: request.temporaryDirectory)
    usage.sums = facts.sums
    return AuditUsage(facts: facts, usage: usage)
  }

  /// The usage in files; where there are too many of them, in temporary runs, of many files each.
  private static func collected(
    _ readers: [UsageFileReader], in directory: String
  ) throws -> CollectedUsage {
    var usage = CollectedUsage(inputCount: 0)
    var runs = SpilledRuns()
    if readers.count <= mostReaders {
      for reader in readers { usage.add(reader) }
      return usage
    }
    for start in stride(from: 0, to: readers.count, by: mostReaders) {
      var part = CollectedUsage(inputCount: 0)
      for reader in readers[start...].prefix(mostReaders) { part.add(reader) }
      try runs.add(in: directory) { write in try part.spill(write: write) }
    }
    try runs.shorten(in: directory)
    for reader in try runs.readers() { usage.add(reader) }
    return usage
  }

  private static func checkPolicy(
    _ input: UsageInput, _ request: AuditRequest
  ) throws(UsageRefusal) {
    let (scanned, given) = (input.header.facts.policy, request.policyIdentity)
    guard scanned?.sha256 == given?.sha256 else {
      throw UsageRefusal(
        file: input.file, cause: .otherPolicy(scanned: scanned?.name, given: given?.name))
    }
  }

  private static func whatIf(_ request: AuditRequest) -> [String] {
    request.quotasTried.map { "\($0.key)=\($0.value)" }
  }
}

extension AuditRequest {
  /// The request with its scope as the shards were judged for it; refuses shards that were judged for
  /// somebody else, as what is left of others does not make a view.
  fileprivate func viewing(_ shards: [UsageInput]) throws(UsageRefusal) -> AuditRequest {
    var result = self
    for shard in shards {
      let judged = shard.header.judged?.scope
      guard judged == scope || judged.map({ isSameToken($0) }) == true else {
        throw UsageRefusal(
          file: shard.file, cause: .otherScope(judged: judged?.kind, given: scope?.kind))
      }
      result.scope = judged
    }
    return result
  }

  /// Whether the token asked for is the one judged, by its pseudonym.
  private func isSameToken(_ judged: ReportScope) -> Bool {
    judged.kind == .token && scope?.kind == .token
      && pseudonyms?.shown(judged) == scope?.name
  }
}
