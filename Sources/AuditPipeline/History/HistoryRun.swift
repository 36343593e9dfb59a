internal import Bytes
public import Findings
internal import Foundation
internal import LimitCatalog
internal import RunHistory
internal import Usage

/// An audit of what a history does not have yet.
///
/// From `init` to `record` the run holds the lock of the history, so that nobody else counts the same inputs
/// meanwhile. Nothing is written before `record`, and that is one transaction: a run that ends before leaves
/// the history as it was, and run again it comes to the same.
public final class HistoryRun {
  /// What an audit with a history comes to.
  public enum Outcome {
    /// All inputs were counted before: there is nothing to report.
    case nothingNew([SkippedInput])
    /// A report on what is new.
    case night(Night)
  }

  /// A report on what is new, and what is to be recorded when it is written.
  public struct Night {
    /// The report.
    public let report: AuditReport
    /// What to know of the run, one sentence each.
    public let notes: [String]
    let inputs: [CountedInput]
    let days: DailyUsage
    let usage: PendingFile
  }

  private let request: HistoryRequest
  private let history: AuditHistory

  /// Waits for the history, opens it, or makes it; `waiting` is told a sentence where another run has it.
  /// Throws a `HistoryFault`.
  public init(_ request: HistoryRequest, waiting: (String) -> Void) throws {
    self.request = request
    history = try HistoryFault.translating {
      let lock = try RunLock(waitingFor: request.path, seconds: request.waitSeconds, waiting)
      return try AuditHistory(opening: request.path, as: .writer(lock))
    }
  }

  /// Reads and judges what is new among the inputs. Throws `InputOverlap` where lines would count twice, and
  /// a `HistoryFault`.
  public func audit(_ audit: AuditRequest, progress: AuditProgress) throws -> Outcome {
    try HistoryFault.translating {
      let baseline = try baseline()
      let night = try AuditRun(audit, progress: progress).night(KnownHistory(history: history))
      let skipped = night.skipped.map { SkippedInput(masking: $0) }
      if night.inputs.isEmpty, !skipped.isEmpty, night.usage.facts.missing.isEmpty {
        return .nothingNew(skipped)
      }
      var audit = audit
      var notes = night.notes
      audit.nights = try earlierNights(night.usage.facts, audit, &notes)
      let judged = try night.usage.night(audit)
      var report = judged.report
      let runs = try history.runs(limit: .max)
      report.takeHistory(
        run: (runs.first?.number ?? 0) + 1, skipped: skipped,
        continued: night.continued.map { ContinuedInput(masking: $0) },
        days: try days(judged.days, report, runs))
      if let baseline {
        report.compare(
          with: try history.findings(ofRun: baseline.number), of: baseline.reference)
      }
      return .night(
        Night(
          report: report, notes: notes, inputs: night.inputs, days: judged.days,
          usage: judged.usage))
    }
  }

  /// Records a night whose report is written, in one transaction; what counted nothing leaves no trace.
  public func record(_ night: Night) throws {
    let report = night.report
    guard !night.inputs.isEmpty else { return try HistoryFault.translating { try history.close() } }
    var record = NightRecord(
      tool: report.tool, policy: report.policy, period: report.period,
      isComplete: report.status.complete)
    record.inputs = night.inputs
    record.days = night.days
    record.records = report.totals.records
    record.findings = report.findings.map { RememberedFinding($0) }
    record.sites = report.groups.flatMap { group in
      group.sites.list.filter { $0.attempted > 0 }.map {
        SiteRegistration(group: group.group, site: $0.site, first: $0.first, last: $0.last)
      }
    }
    if let last = report.period?.last {
      record.dropsUsageBefore = Instant(
        milliseconds: last.milliseconds - Int64(request.keepUsageDays) * 86_400_000)
    }
    if request.keepUsageDays > 0 { record.usage = try night.usage.wait() }
    try HistoryFault.translating {
      _ = try history.record(record)
      try history.close()
    }
  }

  private func baseline() throws -> PastRun? {
    guard let number = request.baseline else { return try history.lastRun() }
    if let run = try history.run(number) { return run }
    let last = try history.lastRun().map { "; its last run is \($0.number)" } ?? "; it has none yet"
    throw HistoryFault("the history \"\(request.path)\" has no run \(number)" + last)
  }

  /// What tonight is judged together with: sites of the whole history, and usage near tonight's period that
  /// was counted under the same policy.
  private func earlierNights(
    _ facts: UsageFacts, _ audit: AuditRequest, _ notes: inout [String]
  ) throws -> EarlierNights {
    var usage: EarlierUsage?
    let times = facts.sums.inputs.compactMap { input in
      input.first.flatMap { first in input.last.map { (first, $0) } }
    }
    if let first = times.map(\.0).min(), let last = times.map(\.1).max() {
      let reach: Int64 = 25 * 3_600_000
      let kept = try history.keptUsage(
        touching: Period(
          first: Instant(milliseconds: first - reach), last: Instant(milliseconds: last + reach)))
      var files: [UsageFileReader] = []
      for night in kept {
        guard try history.run(night.run)?.policySHA256 == audit.policyIdentity?.sha256 else {
          notes.append(
            "run \(night.run) was counted under another policy: windows that reach into it are "
              + "judged by this run's calls alone")
          continue
        }
        files.append(try reader(of: night))
      }
      if !files.isEmpty {
        usage = try damageTranslated { try EarlierUsage(files, first: first, last: last) }
      }
    }
    return EarlierNights(usage: usage, registrations: try history.registrations())
  }

  private func reader(of night: KeptUsage) throws -> UsageFileReader {
    try damageTranslated { try UsageFileReader(UsageBytesInMemory(night.bytes)) { _ in nil } }
  }

  /// Kept usage that does not read is damage of the history.
  private func damageTranslated<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch is UsageFileError {
      throw HistoryFault(
        "the history \"\(request.path)\" is damaged: usage that it keeps does not read; "
          + "quota-audit history check says more, it was not changed")
    }
  }

  private func days(
    _ tonight: DailyUsage, _ report: AuditReport, _ runs: [PastRun]
  ) throws -> [DayChange] {
    let lastBefore = runs.compactMap(\.period?.last).max()
    let all = Set(tonight.endpoints.map(\.day) + tonight.groups.map(\.day))
    var groupsBefore: [GroupDayCounts] = []
    for day in DayChange.finalDays(
      of: tonight, lastBefore: lastBefore, graceSeconds: request.graceSeconds)
    {
      groupsBefore += try history.groupDays(from: day, to: day)
    }
    return DayChange.all(
      adding: tonight, to: try history.requestTotals(all), groupsBefore: groupsBefore,
      lastBefore: lastBefore, last: report.period?.last, graceSeconds: request.graceSeconds)
  }
}

extension RunLock {
  /// The lock of a history; `waiting` is told a sentence where another run has it.
  convenience init(
    waitingFor path: String, seconds: Int, _ waiting: (String) -> Void
  ) throws(HistoryRefusal) {
    let start = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).text
    try self.init(history: path, start: start, waitingSeconds: seconds) { holder in
      let who = holder.map { " by process \($0.process), since \($0.start)" } ?? ""
      waiting("the history \"\(path)\" is in use\(who); waiting up to \(seconds) s")
    }
  }
}

/// A usage file that a history has kept.
private final class UsageBytesInMemory: ByteSource {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  func read(_ count: Int) throws -> [UInt8] {
    defer { bytes = bytes.dropFirst(count) }
    return Array(bytes.prefix(count))
  }
}

extension SkippedInput {
  /// The same without what looks like a secret in a path.
  fileprivate init(masking input: SkippedInput) {
    self.init(
      path: ByteString(SecretMask.masked(input.path.text)),
      sameAs: ByteString(SecretMask.masked(input.sameAs.text)), run: input.run)
  }
}

extension ContinuedInput {
  /// The same without what looks like a secret in its path.
  fileprivate init(masking input: ContinuedInput) {
    self = input
    path = ByteString(SecretMask.masked(input.path.text))
  }
}
