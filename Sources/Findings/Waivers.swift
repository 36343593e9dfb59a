public import Bytes
public import LimitCatalog

/// The waivers of a policy and what they do to a report's findings.
public struct WaiverReport: Sendable {
  /// In the policy's order.
  public var rows: [WaiverRow]
  /// Positions in `rows` of the waiver of each finding that is waived, by the finding's id.
  public private(set) var waived: [String: Int] = [:]
  /// The same of findings that only an expired waiver is about: they count.
  public private(set) var expired: [String: Int] = [:]

  /// The policy's waivers before they are held against findings; nil without any. `last` is tonight's last
  /// record, whose UTC day says which have expired: no clock is asked.
  public init?(_ waivers: [Waiver], last: Instant?) {
    guard !waivers.isEmpty else { return nil }
    rows = waivers.map { waiver in
      let end = Instant(seconds: waiver.expires.epochSeconds + 86_400)
      return WaiverRow(waiver: waiver, isExpired: last.map { $0 >= end } ?? false)
    }
  }

  /// The waiver of a finding, nil where it counts.
  public func waiver(of id: String) -> Waiver? { waived[id].map { rows[$0].waiver } }

  /// Rows whose day has passed and which still are about findings.
  public var expiredRows: [WaiverRow] { rows.filter { $0.isExpired && $0.findings > 0 } }

  /// Rows that hold and are about findings.
  public var holdingRows: [WaiverRow] { rows.filter { !$0.isExpired && $0.findings > 0 } }

  /// Rows that are neither expired with findings nor hold any.
  public var quietRows: [WaiverRow] { rows.filter { $0.findings == 0 } }

  /// Rows that are about no finding.
  public var idleRows: [WaiverRow] { rows.filter(\.isIdle) }

  /// Holds the waivers against findings as they are shown. A finding takes the first waiver that holds, and
  /// an expired one only where none does.
  mutating func apply(to findings: [Finding]) {
    waived = [:]
    expired = [:]
    for index in rows.indices { (rows[index].findings, rows[index].isIdle) = (0, true) }
    var byID: [String: [Int]] = [:]
    var byRule: [String: [Int]] = [:]
    for (position, row) in rows.enumerated() {
      switch row.waiver.target {
      case .finding(let id): byID[id, default: []].append(position)
      case .rule(let rule, _): byRule[rule, default: []].append(position)
      }
    }
    for finding in findings {
      let named = byID[finding.id] ?? []
      let matching = (byRule[finding.rule] ?? []).filter { rows[$0].waiver.isAbout(finding) }
      let candidates = (named + matching).sorted()
      guard let first = candidates.first else { continue }
      for position in candidates { rows[position].isIdle = false }
      if let position = candidates.first(where: { !rows[$0].isExpired }) {
        waived[finding.id] = position
        rows[position].findings += 1
      } else {
        expired[finding.id] = first
        rows[first].findings += 1
      }
    }
  }

  /// Leaves what a partner may see: which of its own findings are waived, and until when. Who answers for
  /// them and why is the operator's own, and so are waivers of others.
  mutating func makeView() {
    var positions: [Int: Int] = [:]
    var kept: [WaiverRow] = []
    for (position, row) in rows.enumerated() where !row.isIdle {
      positions[position] = kept.count
      kept.append(row)
      kept[kept.count - 1].waiver.owner = ""
      kept[kept.count - 1].waiver.reason = ""
    }
    rows = kept
    waived = waived.compactMapValues { positions[$0] }
    expired = expired.compactMapValues { positions[$0] }
  }
}

/// One waiver and how many findings it is about.
public struct WaiverRow: Sendable, Equatable {
  /// The waiver; in a partner view without owner and reason.
  public var waiver: Waiver
  /// Whether its last day is before that of tonight's last record, so that it waives nothing.
  public var isExpired: Bool
  /// Findings that it waives or, expired, would have waived.
  public var findings = 0
  /// Whether it is about no finding at all, not even one that another waiver was taken for.
  public var isIdle = true
}

extension Waiver {
  /// Whether the subject of a finding of the waiver's rule fits.
  fileprivate func isAbout(_ finding: Finding) -> Bool {
    guard case .rule(_, let patterns) = target else { return false }
    return patterns.allSatisfy { pattern in
      finding.subject.contains {
        $0.key == pattern.key && NameGlob.matches($0.value, pattern.glob)
      }
    }
  }
}

extension WaiverReport: NameHolder {
  /// Replaces every name that came from the policy, so that patterns fit what is shown.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    for index in rows.indices {
      rows[index].waiver.owner = transform(ByteString(rows[index].waiver.owner)).text
      rows[index].waiver.reason = transform(ByteString(rows[index].waiver.reason)).text
      guard case .rule(let rule, let subject) = rows[index].waiver.target else { continue }
      rows[index].waiver.target = .rule(
        rule, subject: subject.map { SubjectPattern(key: $0.key, glob: transform($0.glob)) })
    }
  }
}

extension AuditReport {
  /// The report with the policy's waivers held against its findings; to be called when they are as they
  /// are shown, masked and pseudonymised.
  public func waived() -> AuditReport {
    guard var waivers else { return self }
    var result = self
    waivers.apply(to: findings)
    if scope != nil { waivers.makeView() }
    result.waivers = waivers
    return result
  }

  /// Whether a finding is waived, so that it does not count for the outcome.
  public func isWaived(_ finding: Finding) -> Bool { waivers?.waived[finding.id] != nil }

  /// Whether a finding at or above a severity counts: one that is not waived.
  public func hasFindings(atLeast severity: Severity) -> Bool {
    findings.contains { $0.severity <= severity && !isWaived($0) }
  }
}
