internal import LimitCatalog

/// The sentence of a finding: plain English with its number and its limit.
enum Wording {
  /// The sentence of a rate finding of whose window `earlier` requests were counted by earlier runs.
  static func message(_ finding: Finding, earlier: Int) -> String {
    let (part, all) = (Numbers.grouped(earlier), Numbers.grouped(finding.measured))
    return "\(message(finding).dropLast()); \(part) of the \(all) came in earlier nights."
  }

  static func message(_ finding: Finding) -> String {
    let measured = finding.measured
    let n = Numbers.grouped(measured)
    let limit = Numbers.grouped(finding.limit)
    switch finding.rule {
    case Rule.calls: return rate(finding, "call", "in 24 hours")
    case Rule.pairRate: return rate(finding, "unauthenticated request", "in a second")
    case Rule.tripleRate: return rate(finding, "request", "in a minute")
    case Rule.sites:
      return "This is site number \(n) of a group that may have \(limit)."
    case Rule.sitesNear: return "The group is on \(n) of the \(limit) sites it may have."
    case Rule.throttled:
      return "The limiter refused \(Numbers.counted(measured, "call")) of the group."
    case Rule.installRefused:
      return
        "\(Numbers.counted(measured, "call")) told that the application is installed on too many sites."
    case Rule.limitMismatch:
      return "The server counts against a quota of \(n); policy or documents say \(limit)."
    case Rule.unloggedCalls:
      return
        "The rate headers counted \(Numbers.counted(measured, "call")) that the logs do not show."
    case Rule.applicationGroups: return "The application was used by \(n) developer groups."
    case Rule.learnRetries, Rule.knewtonRetries:
      return "A run of \(n) refused requests came less than a minute apart each."
    case Rule.pairDelayed, Rule.tripleDelayed:
      return "The limiter queued \(Numbers.counted(measured, "request"))."
    case Rule.pairRejected, Rule.tripleRejected:
      return "The limiter refused \(Numbers.counted(measured, "request"))."
    case Rule.softLimited:
      return
        "\(Numbers.counted(measured, "request")) reported success although the limiter dropped the work."
    case Rule.unexplained:
      return
        "\(Numbers.counted(measured, "request")) refused although no window of this triple is over its quota."
    default: return entity(finding)
    }
  }

  private static func entity(_ finding: Finding) -> String {
    let id = String(finding.rule.dropFirst(Rule.entityPrefix.count))
    let unit = EntityKind(id: id)?.limit.unit ?? id
    return "\(Numbers.grouped(finding.measured)) \(unit); the limit is "
      + "\(Numbers.grouped(finding.limit))."
  }

  private static func rate(_ finding: Finding, _ noun: String, _ time: String) -> String {
    let quota = finding.limit
    let numbers =
      Numbers.counted(finding.measured, noun)
      + " \(time), the quota is \(Numbers.grouped(quota))"
    switch (finding.severity, finding.certainty) {
    case (.violation, .proven):
      return finding.alignmentsOver == finding.alignments
        ? numbers + "; over however the clock is laid."
        : numbers + "; over in a window that the limiter itself laid."
    case (.violation, _): return numbers + "; over in \(share(finding))."
    default:
      if finding.measured > quota, finding.alignmentsOver == 0 {
        // The only finding over its limit in no alignment: its quota is the stricter of two (SPEC 4.3).
        return numbers
          + " if they assign goals and more if they unassign; the log does not say which."
      }
      if finding.measured > quota { return numbers + "; possibly over: \(share(finding))." }
      return numbers + "; close to it."
    }
  }

  private static func share(_ finding: Finding) -> String {
    let (over, all) = (finding.alignmentsOver ?? 0, finding.alignments ?? 0)
    return "\(Numbers.grouped(over)) of \(Numbers.grouped(all)) ways to lay the window"
  }
}
