internal import Bytes
internal import Findings

extension Section {
  /// Groups whose sites are drawn.
  private static let rosterLimit = 12
  /// Sites drawn of a group: those around its quota.
  private static let lineLimit = 200

  /// When each site was seen, for groups at or above `near` their site quota; nothing for none.
  static func rosters(_ groups: [GroupReport], near: Set<ByteString>) -> [Block] {
    let figures = groups.filter { !$0.sites.overQuota.isEmpty || near.contains($0.group) }
      .prefix(rosterLimit).compactMap(roster)
    return figures.isEmpty ? [] : [.figures(Array(figures))]
  }

  private static func roster(_ group: GroupReport) -> Figure? {
    guard let quota = group.sites.quota, !group.sites.list.isEmpty else { return nil }
    let all = group.sites.list
    let from = max(0, min(quota - lineLimit / 2, all.count - lineLimit))
    let shown = all.indices[from..<min(all.count, from + lineLimit)]
    let end = all[shown].map(\.last).max() ?? group.first
    let roster = Roster(
      axis: TimeAxis(start: group.first, end: max(end, Instant(seconds: group.first.seconds + 60))),
      firstRank: from + 1, rows: shown.map { (all[$0].first, all[$0].last, all[$0].overQuota) },
      quota: quota, unit: "sites")
    var table = Table(
      "Sites drawn",
      [
        .text("Site"), .number("Rank"), .text("Quota"), .text("First seen"), .text("Last seen"),
        .number("Calls"),
      ], group.sites.ranked[shown].map { $0 }, noun: "site"
    ) { rank, site in
      [
        [.name(site.site)], [.number(rank)],
        site.overQuota ? [.label("Over quota", .bad)] : [], [.time(site.first)],
        [.time(site.last)], [.number(site.attempted)],
      ]
    }
    table.rest = Wording.rest(all.count - shown.count, "site")
    let over = group.sites.overQuota.count
    return Figure(
      caption: [.name(group.group), .words("sites by first seen")],
      summary: Numbers.counted(all.count, "site") + ", quota " + Numbers.grouped(quota) + ", "
        + Numbers.grouped(over)
        + " over it. Each line is one site from its first to its last call, "
        + "the earliest on top.",
      drawing: .roster(roster), table: table)
  }
}
