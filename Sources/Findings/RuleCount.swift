/// How many findings of one rule and severity there are, and the worst of them.
public struct RuleCount: Sendable {
  /// The first in the order of findings, which is the worst.
  public var worst: Finding
  /// All findings of the rule at this severity.
  public var count: Int
  /// Those beside the worst.
  public var others: Int { count - 1 }

  /// Findings in runs of one rule each, in their order.
  public static func runs(_ findings: some Sequence<Finding>) -> [[Finding]] {
    findings.reduce(into: []) { runs, finding in
      if runs.last?.last?.rule == finding.rule {
        runs[runs.count - 1].append(finding)
      } else {
        runs.append([finding])
      }
    }
  }

  /// One row per rule and severity, the gravest severity first.
  ///
  /// Rules keep the order of the findings, but entity limits, of which there are many, stand behind
  /// the others of their severity.
  public static func all(_ findings: [Finding]) -> [RuleCount] {
    var positions: [String: Int] = [:]
    var rows: [RuleCount] = []
    for finding in findings {
      let key = finding.severity.name + " " + finding.rule
      if let position = positions[key] {
        rows[position].count += 1
      } else {
        positions[key] = rows.count
        rows.append(RuleCount(worst: finding, count: 1))
      }
    }
    return Severity.allCases.flatMap { severity in
      [false, true].flatMap { isEntity in
        rows.filter {
          $0.worst.severity == severity
            && $0.worst.rule.hasPrefix(Rule.entityPrefix) == isEntity
        }
      }
    }
  }
}
