internal import Findings
internal import LimitCatalog

/// One family of limits.
struct JUnitSuite {
  /// Stable part of the cases' class name.
  var id: String
  /// Heading.
  var name: String
  /// One case for each limit.
  var cases: [JUnitCase]

  /// The run itself, then the families in the catalogue's order.
  static func all(_ report: AuditReport) -> [JUnitSuite] {
    let findings = Dictionary(grouping: report.findings) { $0.documentedLimit?.id ?? "" }
    let rows = Dictionary(
      report.observability.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let entities = Set(EntityLimit.all.map(\.id))
    func suite(_ id: String, _ name: String, _ isMember: (String) -> Bool) -> JUnitSuite {
      // A partner view tells of its own limits; about others it must not even say that they are kept.
      let limits = DocumentedLimit.all.filter {
        isMember($0.id) && (report.scope == nil || rows[$0.id] != nil)
      }
      return JUnitSuite(
        id: id, name: name,
        cases: limits.map { limit in
          JUnitCase(
            name: "\(limit.id): \(Numbers.grouped(limit.limit)) \(limit.wording)",
            findings: findings[limit.id] ?? [], row: rows[limit.id],
            isComplete: report.status.complete, waivers: report.waivers)
        })
    }
    var endpoints = suite("knewton.endpoints", "Knewton requests per minute and endpoint") {
      !$0.hasPrefix("learn.") && $0 != "knewton.pair-rate" && !entities.contains($0)
    }
    if report.scope == nil || findings[""] != nil {
      endpoints.cases.append(
        JUnitCase(
          name: "other: endpoints without a documented limit", findings: findings[""] ?? [],
          row: report.observability.first {
            $0.service == "knewton" && $0.status == .nothingToCheck
          }, isComplete: report.status.complete))
    }
    return [
      JUnitSuite(
        id: "run", name: "Run", cases: [JUnitCase(report.status), JUnitCase(report.nothingJudged)]),
      suite("learn.calls", "Learn calls") { $0 == "learn.calls" },
      suite("learn.sites", "Learn sites") { $0 == "learn.sites" },
      suite("knewton.pairs", "Knewton requests per second") { $0 == "knewton.pair-rate" },
      endpoints,
      suite("knewton.entities", "Knewton entity limits", entities.contains),
    ].filter { !$0.cases.isEmpty }
  }
}

/// One limit, or the run.
struct JUnitCase {
  /// How a case ended.
  enum Outcome {
    case passed
    /// Violations, the worst first; there is one.
    case failed([Finding])
    /// Why the run is incomplete.
    case incomplete([String])
    /// Why the logs cannot show the limit, or that there was nothing to check.
    case skipped(String)

    /// The element that says so, empty for a case that passed.
    var tag: String {
      switch self {
      case .passed: ""
      case .failed: "failure"
      case .incomplete: "error"
      case .skipped: "skipped"
      }
    }
  }

  /// Stable from run to run.
  var name: String
  /// How the case ended.
  var outcome: Outcome
  /// Warnings and notices.
  var others: [Finding] = []
  /// What limits the meaning of the outcome, one sentence each.
  var remarks: [String] = []

  /// The case of a limit.
  init(
    name: String, findings: [Finding], row: ObservabilityRow?, isComplete: Bool,
    waivers: WaiverReport? = nil
  ) {
    self.name = name
    let waived = findings.filter { waivers?.waiver(of: $0.id) != nil }
    let counted = findings.filter { waivers?.waiver(of: $0.id) == nil }
    let violations = counted.filter { $0.severity == .violation }
    others = counted.filter { $0.severity != .violation } + waived
    remarks = ChangeWords.reasons(waived, waivers)
    if !violations.isEmpty {
      outcome = .failed(violations)
    } else if waived.contains(where: { $0.severity == .violation }), let reason = remarks.first {
      outcome = .skipped(reason)
    } else if let row, row.status == .notObservable {
      let fields =
        row.missing.isEmpty ? "" : " Field to log: \(row.missing.joined(separator: ", "))."
      outcome = .skipped("Not observable: \(row.reason)\(fields)")
    } else if let row, row.status == .nothingToCheck {
      outcome = .skipped("Nothing to check: \(row.reason)")
    } else {
      outcome = .passed
    }
    if let row, row.status == .lowerBound {
      remarks.append("Checked only from below: \(row.reason)")
    }
    if !isComplete { remarks.append("Incomplete run: usage is at least what was counted.") }
  }

  /// The case of the run.
  init(_ status: RunStatus) {
    name = "complete: every input was read to its end"
    outcome = status.complete ? .passed : .incomplete(status.reasons)
  }

  /// The case of there having been something to judge.
  init(_ nothingJudged: NothingJudged?) {
    name = "judged: the logs hold requests that limits are about"
    outcome =
      nothingJudged.map { .skipped("Nothing to judge: " + Wording.cause($0)) } ?? .passed
  }
}
