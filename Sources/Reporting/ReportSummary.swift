internal import Bytes
internal import Findings
internal import LimitCatalog

/// The report in at most ten lines, for readers who decide and do not read tables.
///
/// Every line is about one thing, with its number and its limit; what a run had nothing to do with has
/// no line. What is called the worst is so by `Standing`.
struct ReportSummary {
  /// One sentence or two each; whether the run is complete is first.
  let lines: [Cell]

  /// The summary of a report; of an incomplete one each line with totals says so.
  init(_ report: AuditReport) {
    let totals: [Cell?] = [
      [.words(Wording.outcome(report))] + ReportSummary.changes(report),
      ReportSummary.volume(report),
      ReportSummary.calls(report), ReportSummary.sites(report), ReportSummary.rates(report),
      ReportSummary.entities(report),
      report.nothingJudged == nil ? ReportSummary.answers(report) : nil,
    ]
    let mark: Cell = report.status.complete ? [] : [.words("(incomplete: at least)")]
    lines =
      [ReportSummary.status(report)] + totals.compactMap { $0.map { $0 + mark } }
      + [ReportSummary.blindSpots(report), ReportSummary.next(report)].compactMap { $0 }
  }

  /// Whether the run is complete, and what a reader must know before any number: whom a view is about,
  /// and by which key names are pseudonyms.
  private static func status(_ report: AuditReport) -> Cell {
    completeness(report)
      + PartnerView.entries(report).flatMap { [.label($0.label + ":", .plain)] + $0.value }
  }

  private static func completeness(_ report: AuditReport) -> Cell {
    let nothing: Cell =
      report.nothingJudged.map {
        [.label("Nothing to judge:", .warn), .words(Wording.cause($0))]
      } ?? []
    guard !report.status.complete else {
      // A view does not know its inputs: how many there are tells of others.
      let all =
        "every input was read to its end, \(Numbers.grouped(report.inputCounts.read)) in all."
      return nothing + [
        .label("Complete:", .good),
        .words(report.scope == nil ? all : "all logs were read."),
      ]
    }
    let reasons = report.status.reasons
    var cell: Cell = [
      .label("Incomplete:", .bad),
      .words("every number here is at least what is shown, and “clear” may be wrong."),
    ]
    if let first = reasons.first { cell.append(.prose(first)) }
    if reasons.count > 1 {
      cell.append(.words("And " + Numbers.counted(reasons.count - 1, "more reason") + "."))
    }
    return cell + nothing
  }

  private static func volume(_ report: AuditReport) -> Cell? {
    guard let period = report.period else { return nil }
    let totals = report.totals
    let clocks: Cell =
      report.zone.map {
        [.words("(UTC), in brackets"), .name(ByteString($0.name)), .words("time:")]
      } ?? [.words("(UTC):")]
    return [.span(period.first, period.last)] + clocks + [
      .words(
        Numbers.counted(totals.learn, "Learn call") + " and "
          + Numbers.counted(totals.knewton, "Knewton request") + ".")
    ]
  }

  private static func calls(_ report: AuditReport) -> Cell? {
    guard report.totals.learn > 0 else { return nil }
    let counts = report.groupCounts
    let (over, possible) = (counts.over, counts.possible)
    guard counts.judged > 0 else {
      return [.words("No Learn call names its developer group, so none could be judged.")]
    }
    let all = Numbers.counted(counts.judged, "developer group")
    if let worst = report.findings.first(where: { $0.rule == "learn.calls" }), over > 0 {
      let were = over == 1 ? " was" : " were"
      let more = possible > 0 ? ", \(Numbers.grouped(possible)) more possibly" : ""
      return [
        .words(
          "\(Numbers.grouped(over)) of \(all)\(were) over the quota of calls\(more); the worst:")
      ]
        + named(worst, "calls in 24 hours")
    }
    let judged = report.groups.filter { $0.quota != nil }
    guard let nearest = judged.worstFirst(\.standing).first, let quota = nearest.quota else {
      return nil
    }
    // Possibly over is by windows that the limiter may have laid, which only the rolling peak shows.
    let peak = possible > 0 ? nearest.rollingPeak : nearest.peak
    return [
      .words("None of \(all) was over its quota of calls\(nearestWords(possible))"),
      .name(nearest.group),
      .words("with \(Numbers.grouped(peak?.requests ?? 0)) of \(Numbers.grouped(quota))."),
    ]
  }

  /// Leads from nobody being over a quota to who comes closest; that some possibly are goes before.
  private static func nearestWords(_ possible: Int) -> String {
    switch possible {
    case 0: "; the nearest:"
    case 1: ", 1 possibly:"
    default: ", \(Numbers.grouped(possible)) possibly, the worst:"
    }
  }

  private static func sites(_ report: AuditReport) -> Cell? {
    let counts = report.groupCounts
    guard counts.judgedBySites > 0 else { return nil }
    let all = Numbers.counted(counts.judgedBySites, "developer group")
    var cell: Cell = [.words("None of \(all) used more sites than it may have.")]
    if counts.overBySites > 0, let worst = report.groupsBySites.first,
      let quota = worst.sites.quota
    {
      let sites = Numbers.counted(worst.sites.list.count, "site")
      cell = [
        .words(
          "\(Numbers.grouped(counts.overBySites)) of \(all) used more sites than allowed; the worst:"
        ),
        .name(worst.group), .words("on \(sites) where \(Numbers.grouped(quota)) are allowed."),
      ]
    }
    let refused = report.totals.installRefused
    if refused > 0 {
      cell.append(
        .words(
          Numbers.counted(refused, "call was", plural: "calls were")
            + " refused as an application is installed on too many sites."))
    }
    return cell
  }

  private static func rates(_ report: AuditReport) -> Cell? {
    guard report.totals.knewton > 0 else { return nil }
    let found = report.findings.filter { $0.rateStanding != nil && $0.rule != "learn.calls" }
    let over = found.filter { $0.severity == .violation }
    let possible = found.filter { $0.severity != .violation && $0.measured > $0.limit }
    func count(_ rule: String) -> Int { over.count { $0.rule == rule } }
    let none = "No Knewton client was over a quota of requests"
    let suspects = over.isEmpty ? possible : over
    guard let worst = Finding.worstRate(of: suspects) else {
      return [.words(none + ".")]
    }
    let isPair = worst.rule == "knewton.pair-rate"
    let unit = isPair ? "requests in a second" : "requests in a minute"
    if over.isEmpty {
      return [.words(none + nearestWords(possible.count))] + named(worst, unit)
    }
    let more = possible.isEmpty ? "" : " (\(Numbers.grouped(possible.count)) more possibly)"
    let triples = Numbers.counted(
      count("knewton.triple-rate"), "use of a Knewton endpoint by a token",
      plural: "uses of Knewton endpoints by a token")
    let pairs = Numbers.counted(
      count("knewton.pair-rate"), "client without token", plural: "clients without token")
    return [.words("Over their quota of requests: \(triples) and \(pairs)\(more); the worst:")]
      + named(worst, unit)
  }

  private static func entities(_ report: AuditReport) -> Cell? {
    let broken = report.entities.filter { $0.status == "violated" }
    guard !broken.isEmpty else { return nil }
    return [
      .words(
        "\(Numbers.grouped(broken.count)) of \(Numbers.grouped(report.entities.count)) entity limits "
          + (broken.count == 1 ? "was exceeded:" : "were exceeded, such as")),
      .code(broken[0].id),
      .words(
        "with \(Numbers.grouped(broken[0].largest ?? 0)) of \(Numbers.grouped(broken[0].limit))."),
    ]
  }

  private static func answers(_ report: AuditReport) -> Cell {
    let totals = report.totals
    return [
      .words(
        "The platforms refused " + Numbers.counted(totals.rejected, "request") + ", delayed "
          + Numbers.grouped(totals.delayed) + " and dropped " + Numbers.grouped(totals.softLimited)
          + " that looked like a success.")
    ]
  }

  private static func blindSpots(_ report: AuditReport) -> Cell? {
    let count = report.limits(.notObservable)
    guard count > 0 else { return nil }
    let hidden = report.observability.filter { $0.status == .notObservable }
    let fields = Set(hidden.flatMap(\.missing)).sorted()
    let all = Numbers.counted(report.observability.count, "documented limit")
    var cell: Cell = [
      .words("\(Numbers.grouped(count)) of \(all) cannot be seen in these logs.")
    ]
    if !fields.isEmpty { cell += [.words("Fields to log:")] + fields.map { .code($0) } }
    return cell
  }

  /// The advice of the gravest rule, Learn's calls and sites before details.
  private static func next(_ report: AuditReport) -> Cell? {
    let first = ["learn.calls", "learn.sites", "knewton.triple-rate", "knewton.pair-rate"]
    let grave = report.findings.filter { $0.severity == .violation }
    let chosen =
      first.lazy.compactMap { rule in grave.first { $0.rule == rule } }.first
      ?? report.findings.first
    guard let chosen, !chosen.nextStep.isEmpty else { return nil }
    return [.label("First:", .plain)] + chosen.nextStep
  }

  /// A finding's names, its number and its limit, and how sure it is.
  private static func named(_ finding: Finding, _ unit: String) -> Cell {
    var cell: Cell = finding.subject.map { .name($0.value) }
    var words = "with \(Numbers.grouped(finding.measured)) \(unit), the quota is "
    words += Numbers.grouped(finding.limit)
    if let over = finding.alignmentsOver, let all = finding.alignments {
      words +=
        finding.certainty == .proven
        ? " (proven)" : " (\(Wording.certainty(finding.certainty, over: over, of: all)))"
    }
    cell.append(.words(words + "."))
    return cell
  }
}
