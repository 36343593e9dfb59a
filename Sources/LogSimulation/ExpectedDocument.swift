internal import Bytes

/// `expected.json` of a night (schema `quota-audit/expected/1`).
///
/// `simulation` {seed, lines, nodes, format}; `totals` as in a report (SPEC section 7), those that
/// the generator knows; `findings`: rule, severity, certainty, subject, measured, limit,
/// occurrences, first, last, witness {input, line} and id as in SPEC section 6, witnesses relative
/// to the directory. The findings are all those about planted subjects: entities, groups,
/// sites, applications and URIs with `planted-` in their names. The background has findings of its
/// own, which are not listed: what is refused there is throttled.
struct ExpectedDocument {
  private let plan: NightPlan
  private let summary: SimulationSummary
  private let witnesses: [Int: (log: String, line: Int)]

  /// What an audit of the plan's night must find.
  init(
    _ plan: NightPlan, summary: SimulationSummary, witnesses: [Int: (log: String, line: Int)]
  ) {
    self.plan = plan
    self.summary = summary
    self.witnesses = witnesses
  }

  /// The file: keys sorted, one finding per line.
  var text: String {
    let options = plan.options
    let findings = plan.planted.findings.sorted { key(of: $0) < key(of: $1) }
    return """
      {
        "findings": [
          \(findings.map(json).joined(separator: ",\n    "))
        ],
        "schema": "quota-audit/expected/1",
        "simulation": {"format": "\(options.format.rawValue)", "lines": \(options.lines), \
      "nodes": \(options.nodes), "seed": \(options.seed)},
        "totals": {\(totals)}
      }

      """
  }

  private var totals: String {
    let pairs = [
      ("bad_fields", summary.badFields), ("blank", summary.blank), ("delayed", summary.delayed),
      ("install_refused", summary.installRefused), ("knewton", summary.knewton),
      ("learn", summary.learn), ("lines", summary.lines + summary.notes),
      ("malformed", summary.malformed), ("notes", summary.notes), ("other", summary.other),
      ("records", summary.records), ("rejected", summary.rejected),
      ("soft_limited", summary.softLimited),
    ]
    return pairs.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
  }

  private func key(of finding: ExpectedFinding) -> String {
    finding.subject.reduce(finding.rule) { $0 + "\u{1F}" + $1.value }
  }

  private func json(_ finding: ExpectedFinding) -> String {
    let subject = finding.subject.sorted { $0.key < $1.key }
      .map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ", ")
    let witness = finding.witness.flatMap { witnesses[$0] }.map {
      "{\"input\": \"\($0.log)\", \"line\": \($0.line)}"
    }
    return "{"
      + [
        "\"certainty\": \(quoted(finding.certainty))", "\"first\": \(quoted(finding.first?.text))",
        "\"id\": \"\(finding.id)\"", "\"last\": \(quoted(finding.last?.text))",
        "\"limit\": \(finding.limit)", "\"measured\": \(finding.measured)",
        "\"occurrences\": \(finding.occurrences)", "\"rule\": \"\(finding.rule)\"",
        "\"severity\": \"\(finding.severity)\"", "\"subject\": {\(subject)}",
        "\"witness\": \(witness ?? "null")",
      ].joined(separator: ", ") + "}"
  }

  /// Our own names need no escapes.
  private func quoted(_ text: String?) -> String {
    text.map { "\"\($0)\"" } ?? "null"
  }
}

extension PlantedNight {
  /// The inventory: an entity observation per line (SPEC section 4.4).
  var inventoryText: String {
    inventory.map {
      "{\"resource\": \"\($0.resource)\", \"subject\": \"\($0.subject)\", \"value\": \($0.value)}\n"
    }.joined()
  }
}
