internal import Bytes
internal import Findings

extension Section {
  /// Sites of each group, groups over their site quota first.
  static func sites(_ report: AuditReport) -> Section {
    // What is near is a matter of the policy, so the findings say it.
    let near = Set(
      report.findings.filter { $0.rule == "learn.sites-near" }.compactMap {
        $0.subject.first?.value
      })
    let groups = report.groups.filter { !$0.sites.list.isEmpty }.sorted { left, right in
      let over = (left.sites.overQuota.count, right.sites.overQuota.count)
      if over.0 != over.1 { return over.0 > over.1 }
      let isNear = (near.contains(left.group), near.contains(right.group))
      return isNear.0 != isNear.1 ? isNear.0 : left.group < right.group
    }
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Sites with at least one attempted call, ranked by when they were first seen. Those whose "
            + "rank is above the group’s site quota are over it.")
      ])
    ]
    if groups.isEmpty {
      blocks.append(.paragraph([.words("No sites in these logs.")]))
    } else {
      blocks.append(.table(siteCounts(groups, near: near)))
      blocks += rosters(groups, near: near)
      blocks.append(.table(siteRanks(groups)))
    }
    if report.totals.installRefused > 0 {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(report.totals.installRefused, "call was", plural: "calls were")
              + " refused because an application is installed on too many sites.")
        ]))
    }
    return Section(id: "sites", title: "Sites", blocks: blocks)
  }

  private static func siteCounts(_ groups: [GroupReport], near: Set<ByteString>) -> Table {
    Table(
      "Sites per group",
      [
        .text("Group"), .text("Verdict"), .number("Sites seen"), .number("Site quota"),
        .number("Over quota"),
      ], groups, noun: "group"
    ) { group in
      let over = group.sites.overQuota.count
      let seen = group.sites.list.count
      let verdict: Piece =
        group.sites.quota == nil
        ? .label("Not judged", .plain)
        : over > 0
          ? .label("Over quota", .bad)
          : near.contains(group.group) ? .label("Near quota", .warn) : .label("Within", .good)
      return [
        [.name(group.group)], [verdict], [.number(seen)],
        group.sites.quota.map { [.number($0)] } ?? [], [.number(over)],
      ]
    }
  }

  private static func siteRanks(_ groups: [GroupReport]) -> Table {
    // Only the rows that can be shown are built; the others are just counted.
    let rows = Array(
      groups.lazy.flatMap { group in
        group.sites.list.enumerated().lazy.map { (group.group, $0.offset + 1, $0.element) }
      }.prefix(Table.rowLimit))
    var table = Table(
      "Sites by rank",
      [
        .text("Site"), .text("Group"), .number("Rank"), .text("Quota"), .text("First seen"),
        .text("Last seen"), .number("Calls"),
      ], rows, noun: "site"
    ) { group, rank, site in
      let mark: Cell = site.overQuota ? [.label("Over quota", .bad)] : []
      return [
        [.name(site.site)], [.name(group)], [.number(rank)], mark, [.time(site.first)],
        [.time(site.last)], [.number(site.attempted)],
      ]
    }
    let all = groups.reduce(0) { $0 + $1.sites.list.count }
    table.caption = "Sites by rank (\(Numbers.grouped(all)))"
    table.rest = Wording.rest(all - rows.count, "site")
    return table
  }
}
