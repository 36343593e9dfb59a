internal import Bytes
internal import Findings
internal import LimitCatalog

extension Section {
  /// How often each rule was broken, in the order of the findings.
  static func rules(_ report: AuditReport) -> Section {
    let rules = RuleCount.all(report.findings)
    guard !rules.isEmpty else {
      return Section(
        id: "rules", title: "Findings by rule",
        blocks: [.paragraph([.words(Wording.outcome(report))])])
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
        [.number(rule.count)], [.prose(RuleWording(worst.rule).title)],
      ]
    }
    return Section(
      id: "rules", title: "Findings by rule",
      blocks: [
        .table(table),
        .paragraph([
          .words("With the findings stands what to do about them."), .code("quota-audit explain"),
          .words("and the name of a rule tells how it is measured, and how sure it is."),
        ]),
      ])
  }

  /// Every finding with its numbers, the gravest first; before the first of each rule what the rule
  /// means.
  static func findings(_ report: AuditReport) -> Section {
    var blocks: [Block] = []
    var explained: Set<String> = []
    if report.findings.isEmpty { blocks.append(.paragraph([.words(Wording.outcome(report))])) }
    for severity in Severity.allCases {
      let findings = report.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      blocks.append(.heading(Numbers.counted(findings.count, severity.name)))
      let shown = findings.prefix(Table.rowLimit)
      for run in RuleCount.runs(shown) {
        if let guide = run.first.flatMap({ RuleGuide.of($0.rule) }),
          explained.insert(guide.rule).inserted
        {
          blocks.append(.guide(Detail(guide)))
        }
        blocks.append(.findings(run.map { FindingEntry($0, in: report) }))
      }
      if let rest = Wording.rest(findings.count - shown.count, severity.name) {
        blocks.append(
          .paragraph([
            .words(rest), .words("With --output csv, findings.csv has them too."),
          ]))
      }
    }
    return Section(id: "findings", title: "Findings", blocks: blocks)
  }
}

extension FindingEntry {
  /// A finding in words.
  init(_ finding: Finding) {
    let words = RuleWording(finding)
    severity = finding.severity.name
    tone = Wording.tone(finding.severity)
    rule = finding.rule
    message = finding.sentence
    self.words = FindingEntry.words(finding, words)
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
    entries += FindingEntry.evidence(finding)
    entries.append(Entry(label: "Id", value: [.name(ByteString(finding.id))]))
  }

  /// How sure, what the document says, what next.
  private static func words(_ finding: Finding, _ words: RuleWording) -> [Entry] {
    var entries: [Entry] = []
    if let over = finding.alignmentsOver, let all = finding.alignments {
      let isUndecided = finding.measured > finding.limit && over == 0
      let certainty =
        isUndecided
        ? "possible: over only if the requests assign goals, which the log does not say"
        : Wording.certainty(finding.certainty, over: over, of: all)
      entries.append(Entry(label: "Certainty", value: [.words(certainty)]))
    } else if !words.basis.isEmpty {
      entries.append(Entry(label: "Certainty", value: [.words(words.basis)]))
    }
    entries.append(Entry(label: "Document", value: finding.documentInWords))
    if !finding.nextStep.isEmpty { entries.append(Entry(label: "Next", value: finding.nextStep)) }
    return entries
  }

  private static func evidence(_ finding: Finding) -> [Entry] {
    var entries: [Entry] = []
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

extension RuleWording {
  /// The nouns for a finding.
  fileprivate init(_ finding: Finding) {
    self.init(finding.rule)
    // A rule about requests whose subject is an entity was told by an observation (SPEC 4.4).
    if finding.subject.first?.key == "entity", basis != EntityMeasure.paths.basis {
      basis = EntityMeasure.observation.basis
      occurrences = "entities"
    }
  }
}
