internal import Bytes
internal import Findings

extension Section {
  /// Sites of each group, groups over their site quota first.
  static func sites(_ report: AuditReport) -> Section {
    let near = report.groupsNearSiteQuota
    let groups = report.groupsBySites
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Sites with at least one attempted call, ranked by when they were first seen. Those whose "
            + "rank is above the group’s site quota are over it. Groups with the largest multiple of their "
            + "quota are first.")
      ])
    ]
    if groups.isEmpty {
      blocks.append(.paragraph([.words("No sites in these logs.")]))
    } else {
      blocks.append(.table(siteCounts(groups, near: near)))
      blocks += rosters(groups, near: near)
      blocks.append(.table(siteRanks(groups, all: report.siteCount)))
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

  private static func siteRanks(_ groups: [GroupReport], all: Int) -> Table {
    // Only the rows that can be shown are built; the others are just counted.
    let rows = Array(
      groups.lazy.flatMap { group in
        group.sites.ranked.lazy.map { (group.group, $0.rank, $0.site) }
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
    table.caption = "Sites by rank (\(Numbers.grouped(all)))"
    table.rest = Wording.rest(all - rows.count, "site")
    return table
  }
}
