internal import Bytes
internal import Findings

extension Section {
  /// How often each rule was broken, in the order of the findings.
  static func rules(_ report: AuditReport) -> Section {
    let how = measures(report)
    let rules = RuleCount.all(report.findings)
    guard !rules.isEmpty else {
      return Section(
        id: "rules", title: "Findings by rule", blocks: [.paragraph([.words("No findings.")])])
    }
    let table = Table(
      "Rules with findings, the gravest first",
      [.text("Rule"), .text("Severity"), .number("Findings"), .text("What it means")], rules,
      noun: "rule"
    ) { rule in
      let worst = rule.worst
      return [
        [.name(ByteString(worst.rule))],
        [.label(worst.severity.name, Wording.tone(worst.severity))],
        [.number(rule.count)], [.prose(RuleWording(worst.rule, how: how[worst.rule]).title)],
      ]
    }
    return Section(id: "rules", title: "Findings by rule", blocks: [.table(table)])
  }

  /// Every finding with its numbers, the gravest first.
  static func findings(_ report: AuditReport) -> Section {
    let how = measures(report)
    var blocks: [Block] = []
    if report.findings.isEmpty { blocks.append(.paragraph([.words("No findings.")])) }
    for severity in Severity.allCases {
      let findings = report.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      blocks.append(.heading(Numbers.counted(findings.count, severity.name)))
      let shown = findings.prefix(Table.rowLimit)
      blocks.append(.findings(shown.map { FindingEntry($0, how: how[$0.rule]) }))
      if let rest = Wording.rest(findings.count - shown.count, severity.name) {
        blocks.append(.paragraph([.words(rest)]))
      }
    }
    return Section(id: "findings", title: "Findings", blocks: blocks)
  }

  /// How each entity rule is measured, by rule.
  private static func measures(_ report: AuditReport) -> [String: String] {
    Dictionary(
      report.entities.map { (RuleWording.entityPrefix + $0.id, $0.how) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension FindingEntry {
  /// A finding in words; `how` is how its entity limit is measured.
  init(_ finding: Finding, how: String?) {
    // A rule about requests whose subject is an entity was told by an observation (SPEC 4.4).
    let isObserved = finding.subject.first?.key == "entity" && how != "p"
    let words = RuleWording(finding.rule, how: isObserved ? "o" : how)
    severity = finding.severity.name
    tone = Wording.tone(finding.severity)
    rule = finding.rule
    message = finding.message.isEmpty ? words.title : finding.message
    entries = finding.subject.map { Entry(label: $0.key, value: [.name($0.value)]) }
    entries += [
      Entry(
        label: "Measured",
        value: [
          .number(finding.measured), .words("(\(words.measured));"), .words(words.limit + ":"),
          .number(finding.limit),
        ]),
      Entry(
        label: "Occurrences",
        value: [.number(finding.occurrences), .words("(\(words.occurrences))")]),
    ]
    entries += FindingEntry.evidence(finding, words)
    entries.append(Entry(label: "Id", value: [.name(ByteString(finding.id))]))
  }

  private static func evidence(_ finding: Finding, _ words: RuleWording) -> [Entry] {
    var entries: [Entry] = []
    if let over = finding.alignmentsOver, let all = finding.alignments {
      let certainty = Wording.certainty(finding.certainty, over: over, of: all)
      entries.append(Entry(label: "Certainty", value: [.words(certainty)]))
    } else if !words.basis.isEmpty {
      entries.append(Entry(label: "Certainty", value: [.words(words.basis)]))
    }
    if let window = finding.window {
      let lens = "windows laid by: " + Wording.lens(window.lens)
      entries.append(
        Entry(label: "Window", value: [.span(window.start, window.end), .words("(\(lens))")]))
    }
    if let first = finding.first, let last = finding.last {
      entries.append(
        first == last
          ? Entry(label: "Seen", value: [.time(first)])
          : Entry(label: "Seen", value: [.span(first, last)]))
    }
    if let witness = finding.witness {
      entries.append(
        Entry(
          label: "Witness",
          value: [.name(witness.input), .words("line " + Numbers.grouped(witness.line))]))
    }
    return entries
  }
}
