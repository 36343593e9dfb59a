internal import Bytes
internal import Findings

extension Section {
  /// Developer groups against their daily quota, the worst first.
  static func groups(_ report: AuditReport) -> Section {
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Calls per developer group in 24 hours, over all its applications. Attempted calls count, "
            + "refused ones too. “Ways over” says for how many ways to lay the 24 hours on the "
            + "clock, one per second, some window holds more than the quota. The worst are first: by "
            + "verdict, then by peak as a multiple of the quota.")
      ])
    ]
    let groups = report.groups.worstFirst(\.standing)
    if groups.isEmpty {
      blocks.append(.paragraph([.words("No Learn calls in these logs.")]))
    } else {
      blocks.append(.table(groupTable(groups)))
    }
    if report.totals.unattributed > 0 {
      blocks.append(
        .paragraph([
          .words("Of the Learn calls,"), .number(report.totals.unattributed),
          .words("named no developer group: the row"), .name(.dash),
          .words("which is not judged."),
        ]))
    }
    return Section(id: "groups", title: "Developer groups", blocks: blocks)
  }

  private static func groupTable(_ groups: [GroupReport]) -> Table {
    Table(
      "Developer groups, the worst first",
      [
        .text("Group"), .text("Verdict"), .number("Ways over"), .number("Peak calls"),
        .number("Quota"),
        .text("Quota from").secondary, .text("Peak window"), .text("Windows laid by").secondary,
        .number("Attempted").secondary,
        .number("Rejected"),
      ], groups, noun: "group"
    ) { group in
      var name: Cell = [.name(group.group)]
      if group.production { name.append(.label("production", .plain)) }
      return [
        name, [Wording.verdict(group.rate)], Wording.alignments(group.rate), peak(group),
        group.quota.map { [.number($0)] } ?? [],
        [.words(Wording.quotaSource(group.quotaSource))],
        group.peak.map { [.span($0.start, $0.end)] } ?? [], [.words(Wording.lens(group.lens))],
        [.number(group.attempted)], [.number(group.rejected)],
      ]
    }
  }

  private static func peak(_ group: GroupReport) -> Cell {
    guard let peak = group.peak else { return [] }
    guard let quota = group.quota else { return [.number(peak.requests)] }
    return [.number(peak.requests), meter(peak.requests, quota, group.rate)]
  }

  /// A bar of the quota's use in the verdict's colour.
  static func meter(_ used: Int, _ limit: Int, _ rate: RateVerdict) -> Piece {
    switch rate.verdict {
    case .over: .meter(used: used, limit: limit, .bad)
    case .possible, .near: .meter(used: used, limit: limit, .warn)
    case .clear, nil: .meter(used: used, limit: limit, .good)
    }
  }
}
