internal import Bytes
internal import Findings
internal import LimitCatalog

/// How the reports say what changed since the last run, and who answers for what.
enum ChangeWords {
  /// Waivers that are told of one by one where there is little room.
  private static let waiverLimit = 5

  /// A day as `2026-12-31`.
  static func day(_ date: CivilDate) -> String { day(date.epochDay) }

  /// The day so many days after 1970-01-01, as `2026-12-31`.
  static func day(_ epochDay: Int64) -> String {
    String(Instant(seconds: epochDay * 86_400).text.prefix(10))
  }

  /// `3 new, 1 worse, 2 gone since run 12`; nil where there is no run to compare with.
  static func comparison(_ history: HistoryReport) -> String? {
    guard let baseline = history.baseline else { return nil }
    let since = "since run \(Numbers.grouped(baseline.number))"
    if history.isUnchanged { return "nothing changed \(since)" }
    let parts = [
      (history.count(.new), "new"), (history.count(.worse), "worse"),
      (history.count(.better), "better"), (history.count(.resolved), "gone"),
      (history.count(.notInLogs), "not in these logs"),
      (history.count(.unknown), "perhaps gone"),
    ].filter { $0.0 > 0 }
    return parts.map { "\(Numbers.grouped($0.0)) \($0.1)" }.joined(separator: ", ") + " \(since)"
  }

  /// What a run that keeps a history says of it in a sentence.
  static func run(_ history: HistoryReport) -> String {
    let run = "Run \(Numbers.grouped(history.run))"
    guard let comparison = comparison(history) else {
      return run + ": there is no earlier run to compare with."
    }
    return "\(run): \(comparison)."
  }

  /// What days need a look, nil where none does.
  static func days(_ history: HistoryReport) -> String? {
    let reopened = history.reopenedDays
    var sentences: [String] = []
    if let first = reopened.first {
      let others = reopened.count == 1 ? "" : " and others"
      sentences.append(
        "\(Numbers.counted(reopened.count, "day")) that had been final got more: "
          + "\(day(Int64(first.day)))\(others).")
    }
    if history.provisionalDays > 0 {
      sentences.append(
        "Of \(Numbers.counted(history.provisionalDays, "day")) more may come: provisional.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// Everything about the history and waivers in a few lines, with how pressing each is; may quote text of
  /// the policy.
  static func lines(_ report: AuditReport) -> [(text: String, tone: Tone)] {
    var lines: [(text: String, tone: Tone)] = []
    if let history = report.history {
      lines.append((run(history), .plain))
      if let days = days(history) { lines.append((days, .warn)) }
    }
    guard let waivers = report.waivers else { return lines }
    if !waivers.waived.isEmpty {
      lines.append((waived(waivers), .plain))
    }
    let expired = waivers.expiredRows
    lines += expired.prefix(waiverLimit).map { (self.expired($0), .bad) }
    let more = expired.dropFirst(waiverLimit)
    if !more.isEmpty {
      let verb = more.count == 1 ? "has" : "have"
      lines.append(("\(Numbers.counted(more.count, "more waiver")) \(verb) expired.", .bad))
    }
    if let idle = idle(waivers) { lines.append((idle, .warn)) }
    return lines
  }

  /// How many findings are waived.
  static func waived(_ waivers: WaiverReport) -> String {
    let count = waivers.waived.count
    return Numbers.counted(count, "finding is", plural: "findings are")
      + " waived and \(count == 1 ? "does" : "do") not count for the outcome."
  }

  /// What an expired waiver means; quotes the policy.
  static func expired(_ row: WaiverRow) -> String {
    let owner = row.waiver.owner.isEmpty ? "" : " of \(row.waiver.owner)"
    return "WAIVER EXPIRED: that\(owner) for \(target(row.waiver)) expired on "
      + "\(day(row.waiver.expires)): "
      + Numbers.counted(row.findings, "finding counts", plural: "findings count") + " again."
  }

  /// Which waivers are about nothing, nil for none; quotes the policy.
  static func idle(_ waivers: WaiverReport) -> String? {
    let rows = waivers.idleRows
    guard let first = rows.first else { return nil }
    if rows.count == 1 { return "A waiver is about no finding: \(target(first.waiver))." }
    return "\(Numbers.counted(rows.count, "waiver")) are about no finding, the first: "
      + "\(target(first.waiver))."
  }

  /// `learn.calls, group acme-*`, or `finding 0123456789abcdef`.
  static func target(_ waiver: Waiver) -> String {
    switch waiver.target {
    case .finding(let id): "finding \(id)"
    case .rule(let rule, let subject):
      ([rule] + subject.map { "\($0.key) \($0.glob.text)" }).joined(separator: ", ")
    }
  }

  /// `Waived by ops until 2026-12-31: migration`; quotes the policy.
  static func reason(_ waiver: Waiver) -> String {
    let owner = waiver.owner.isEmpty ? "" : " by \(waiver.owner)"
    let reason = waiver.reason.isEmpty ? "." : ": \(waiver.reason)"
    return "Waived\(owner) until \(day(waiver.expires))\(reason)"
  }

  /// Why findings are waived, each waiver once.
  static func reasons(_ findings: [Finding], _ waivers: WaiverReport?) -> [String] {
    var told: Set<String> = []
    return findings.compactMap { waivers?.waiver(of: $0.id).map(reason) }
      .filter { told.insert($0).inserted }
  }

  /// `; new since run 12` behind a finding, nothing where there is no run to compare with.
  static func state(_ finding: Finding, _ report: AuditReport) -> String {
    guard let history = report.history, let baseline = history.baseline,
      let state = history.states[finding.id]
    else { return "" }
    return "; \(state.rawValue) since run \(Numbers.grouped(baseline.number))"
  }

  /// What the absence of a finding means.
  static func absence(_ absence: GoneFinding.Absence) -> Piece {
    switch absence {
    case .resolved: .label("Gone", .good)
    case .notInLogs: .label("Not in these logs", .plain)
    case .unknown: .label("Unknown: the run is incomplete", .warn)
    }
  }
}

extension FindingEntry {
  /// A finding in words, with what became of it and who waives it.
  init(_ finding: Finding, in report: AuditReport) {
    self.init(finding)
    if let history = report.history {
      switch history.states[finding.id] {
      case .new: badges.append(Badge(text: "new", tone: .bad))
      case .worse: badges.append(Badge(text: "worse", tone: .bad))
      case .better: badges.append(Badge(text: "better", tone: .good))
      case .same, nil: break
      }
      if history.overNights.contains(finding.id) {
        badges.append(Badge(text: "over several nights", tone: .plain))
      }
      if let before = history.before[finding.id], let baseline = history.baseline {
        let run = "(run \(Numbers.grouped(baseline.number)), \(before.severity.name); limit"
        entries.append(
          Entry(
            label: "Before",
            value: [.number(before.measured), .words(run), .number(before.limit), .words(")")]))
      }
    }
    if let waiver = report.waivers?.waiver(of: finding.id) {
      badges.append(Badge(text: "waived", tone: .plain))
      entries.append(Entry(label: "Waiver", value: [.prose(ChangeWords.reason(waiver))]))
    } else if report.waivers?.expired[finding.id] != nil {
      badges.append(Badge(text: "waiver expired", tone: .bad))
    }
  }
}

extension ReportSummary {
  /// What changed, what is waived, and which waivers have expired.
  static func changes(_ report: AuditReport) -> Cell {
    var cell: Cell = []
    if let history = report.history {
      cell.append(.words(ChangeWords.run(history)))
      if let days = ChangeWords.days(history) { cell.append(.words(days)) }
    }
    if let waivers = report.waivers {
      if !waivers.waived.isEmpty { cell.append(.words(ChangeWords.waived(waivers))) }
      if let first = waivers.expiredRows.first {
        cell.append(.prose(ChangeWords.expired(first)))
      }
    }
    return cell
  }
}
