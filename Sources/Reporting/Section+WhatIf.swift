internal import Bytes
internal import Findings

extension Section {
  /// The same usage by the quotas of `--what-if`, beside the ones that rule; nil when none were tried.
  static func whatIf(_ report: AuditReport) -> Section? {
    guard let tried = report.whatIf else { return nil }
    var blocks: [Block] = [
      .paragraph(
        [.words("The same requests, judged once more with other quotas:")]
          + tried.overrides.map { .name(ByteString("\($0.key)=\($0.value)")) }),
      .paragraph([
        .words(
          "Nothing else in this report is about these quotas. A group with a quota of its own keeps it "
            + "unless its own is tried. The smallest quota is the one that no "
            + "24 hours, however laid on the clock, would have exceeded.")
      ]),
    ]
    if !tried.absentGroups.isEmpty {
      blocks.append(
        .paragraph(
          [.label("No such group in these logs:", .warn)]
            + tried.absentGroups.map { .name($0) }
            + [.words("A quota of its own was tried, and changes nothing here.")]))
    }
    blocks.append(
      .table(
        Table(
          "Groups by both quotas",
          [
            .text("Group"), .number("Quota"), .text("Verdict"), .number("Quota tried"),
            .text("Verdict then"), .number("Smallest quota"), .number("Sites over"),
            .number("Sites over then"), .number("Sites seen"),
          ], tried.groups.sorted(by: changedFirst), noun: "group", row: row)))
    if !tried.endpoints.isEmpty {
      blocks.append(
        .table(
          Table(
            "Triples by endpoint: over, possibly over, near",
            [.text("Endpoint"), .text("By the quotas that rule"), .text("By those tried")],
            tried.endpoints, noun: "endpoint"
          ) { [[.name($0.endpoint)], [.words(words($0.ruling))], [.words(words($0.tried))]] }))
    }
    let changed = tried.rules.filter { $0.ruling != $0.tried }
    blocks.append(
      changed.isEmpty
        ? .paragraph([.words("No rule would have more or fewer findings.")])
        : .table(
          Table(
            "Rules with more or fewer findings",
            [.text("Rule"), .number("Findings"), .number("Findings then")], changed, noun: "rule"
          ) { [[.name(ByteString($0.rule))], [.number($0.ruling)], [.number($0.tried)]] }))
    return Section(id: "what-if", title: "Other quotas tried", blocks: blocks)
  }

  /// Groups whose verdict or sites change before the others, then by name.
  private static func changedFirst(_ left: WhatIfGroup, _ right: WhatIfGroup) -> Bool {
    let isChanged = (hasChanged(left), hasChanged(right))
    return isChanged.0 != isChanged.1 ? isChanged.0 : left.group < right.group
  }

  private static func hasChanged(_ group: WhatIfGroup) -> Bool {
    group.ruling.verdict != group.tried.verdict || group.ruling.sitesOver != group.tried.sitesOver
  }

  private static func row(_ group: WhatIfGroup) -> [Cell] {
    [
      [.name(group.group)], [.number(group.ruling.callQuota)],
      [Wording.verdict(RateVerdict(verdict: group.ruling.verdict))],
      [.number(group.tried.callQuota)],
      [Wording.verdict(RateVerdict(verdict: group.tried.verdict))],
      [.number(group.smallestCallQuota)], [.number(group.ruling.sitesOver)],
      [.number(group.tried.sitesOver)], [.number(group.smallestSiteQuota)],
    ]
  }

  private static func words(_ rates: RateFindings) -> String {
    "\(Numbers.grouped(rates.over)), \(Numbers.grouped(rates.possible)), "
      + Numbers.grouped(rates.near)
  }
}
