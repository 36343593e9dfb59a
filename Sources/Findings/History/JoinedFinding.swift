/// A rate finding over windows that hold requests of earlier nights and of tonight.
public struct JoinedFinding: Sendable, Codable {
  /// The finding; its message is added with those of tonight's findings.
  public var finding: Finding
  /// Requests of the measured window that lie in earlier nights.
  public var earlier: Int

  /// A finding of whose window so many requests were counted before.
  public init(_ finding: Finding, earlier: Int) {
    self.finding = finding
    self.earlier = earlier
  }
}

/// What joins the findings of the nights to those of tonight.
public enum NightJoin {
  /// Tonight's findings with those over the nights: a joined finding that tonight has not, or that is
  /// graver, surer, larger or more frequent than tonight's of the same id, takes its place. Also the ids
  /// of these. Both lists' order follows from the findings alone (SPEC section 6).
  public static func findings(
    tonight: [Finding], joined: [JoinedFinding]
  ) -> (findings: [Finding], overNights: Set<String>) {
    guard !joined.isEmpty else { return (tonight, []) }
    var findings = tonight
    var overNights: Set<String> = []
    let positions = Dictionary(
      tonight.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for candidate in joined where candidate.earlier > 0 {
      var finding = candidate.finding
      finding.message = Wording.message(finding, earlier: candidate.earlier)
      if let position = positions[finding.id] {
        guard exceeds(finding, tonight[position]) else { continue }
        findings[position] = finding
      } else {
        findings.append(finding)
      }
      overNights.insert(finding.id)
    }
    findings.sort(by: Finding.precedes)
    return (findings, overNights)
  }

  /// Whether `left` says more than `right` of the same subject.
  private static func exceeds(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity < right.severity }
    if sureness(left) != sureness(right) { return sureness(left) > sureness(right) }
    let order = Ratio.compare(
      left.measured, max(1, left.limit), right.measured, max(1, right.limit))
    return order != 0 ? order > 0 : left.occurrences > right.occurrences
  }

  private static func sureness(_ finding: Finding) -> Int {
    switch finding.certainty {
    case .proven: 2
    case .aligned: 1
    case nil: 0
    }
  }
}
