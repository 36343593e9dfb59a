internal import Findings

/// How the reports say what the numbers mean.
enum Wording {
  /// `2 violations, 1 warning and no notices.`
  static func outcome(_ report: AuditReport) -> String {
    if report.nothingJudged != nil { return "No findings, as there was nothing to judge." }
    if report.findings.isEmpty { return "No findings." }
    let counts = Severity.allCases.map { severity in
      let count = report.findings(of: severity)
      return count == 0 ? "no \(severity.name)s" : Numbers.counted(count, severity.name)
    }
    let sentence = counts.dropLast().joined(separator: ", ") + " and " + (counts.last ?? "") + "."
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// Why there was nothing to judge, in a sentence.
  static func cause(_ nothing: NothingJudged) -> String {
    switch nothing {
    case .noRecord: "no record was read."
    case .otherRecords(let count):
      "of " + Numbers.counted(count, "record")
        + " none is a Learn call that counts or a Knewton request."
    }
  }

  /// What stands behind a total of an incomplete run; empty for a complete one.
  static func atLeast(_ report: AuditReport) -> String {
    report.status.complete ? "" : " (incomplete: at least)"
  }

  /// What a list that was cut says at its end, or nil where nothing was left out.
  static func rest(_ count: Int, _ noun: String, plural: String? = nil) -> String? {
    guard count > 0 else { return nil }
    return Numbers.counted(count, "more " + noun, plural: plural.map { "more " + $0 })
      + (count == 1 ? " is" : " are")
      + " not shown here; report.json (--output json) has all of them."
  }

  /// A verdict in two or three words.
  static func verdict(_ rate: RateVerdict) -> Piece {
    switch rate.verdict {
    case .over where rate.certainty == .proven: .label("Over quota, proven", .bad)
    case .over: .label("Over quota, aligned", .bad)
    case .possible: .label("Possibly over", .warn)
    case .near: .label("Near quota", .warn)
    case .clear: .label("Clear", .good)
    case nil: .label("Not judged", .plain)
    }
  }

  /// What a verdict rests on, or nil where there is nothing to add.
  static func certainty(_ rate: RateVerdict) -> String? {
    guard rate.verdict != .clear, let over = rate.alignmentsOver, let all = rate.alignments else {
      return nil
    }
    return certainty(rate.certainty, over: over, of: all)
  }

  /// How sure a rate finding is (SPEC section 5).
  static func certainty(_ certainty: Certainty?, over: Int, of all: Int) -> String {
    let clock = "ways to lay \(span(all)) on the clock"
    let ways = "over in \(Numbers.grouped(over)) of \(Numbers.grouped(all)) \(clock)"
    switch certainty {
    case .proven where over == all:
      return "proven: over in all \(Numbers.grouped(all)) \(clock)"
    case .proven:
      return "proven: the vendor’s own reset header closed a window over the quota; " + ways
    case .aligned:
      return "aligned: " + ways
    case nil where over > 0:
      return "possible: not over in the windows judged, but " + ways
    case nil:
      return "over in none of \(Numbers.grouped(all)) \(clock)"
    }
  }

  /// The window that has so many alignments (SPEC section 5).
  private static func span(_ alignments: Int) -> String {
    switch alignments {
    case 60: "a minute"
    case 1000: "a second"
    case 86_400: "24 hours"
    default: "the window"
    }
  }

  /// `19 of 60`: the alignments that are over, or nothing for what is not judged.
  static func alignments(_ rate: RateVerdict) -> Cell {
    guard let over = rate.alignmentsOver, let all = rate.alignments else { return [] }
    return [.words(Numbers.grouped(over) + " of " + Numbers.grouped(all))]
  }

  /// `18 of them refused`, `none of them refused`
  static func refused(_ count: Int) -> String {
    (count == 0 ? "none" : Numbers.grouped(count)) + " of them refused"
  }

  /// How a lens lays its windows.
  static func lens(_ lens: String) -> String {
    switch lens {
    case "utc": "UTC clock"
    case "header": "reset headers"
    case "anchored": "from the first request"
    case "rolling": "rolling"
    default: lens
    }
  }

  /// Where a quota comes from.
  static func quotaSource(_ source: String?) -> String {
    switch source {
    case "policy": "policy"
    case "header": "rate header"
    case "documented": "documented"
    default: source ?? ""
    }
  }

  /// A severity as colour.
  static func tone(_ severity: Severity) -> Tone {
    switch severity {
    case .violation: .bad
    case .warning: .warn
    case .notice: .plain
    }
  }
}
