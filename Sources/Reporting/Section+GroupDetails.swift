internal import Bytes
internal import Findings

extension Section {
  /// Groups shown in depth; a reader of more of them wants report.json.
  private static let detailLimit = 50
  /// Rows of each list inside a group's detail.
  private static let listLimit = 20

  /// What the verdicts rest on, for each group that is not clear.
  static func groupDetails(_ report: AuditReport) -> Section {
    let groups = report.groups.filter(deservesDetail).worstFirst(\.standing)
    var blocks: [Block] = [
      .paragraph([
        .words(
          "Groups that are not clear, that were refused calls, or that have sites over quota: "
            + "largest window of each lens, windows over the quota, applications and headers.")
      ])
    ]
    if groups.isEmpty { blocks.append(.paragraph([.words("There is none.")])) }
    for group in groups.prefix(detailLimit) { blocks.append(.detail(detail(group))) }
    if let rest = Wording.rest(groups.count - detailLimit, "group") {
      blocks.append(.paragraph([.words(rest)]))
    }
    return Section(id: "group-details", title: "Groups in detail", blocks: blocks)
  }

  private static func deservesDetail(_ group: GroupReport) -> Bool {
    guard group.rate.verdict != nil else { return false }
    return group.rate.verdict != .clear || group.rejected > 0 || !group.sites.overQuota.isEmpty
      || group.header.windows.contains { $0.unlogged > 0 } || showsQuotaSpans(group)
  }

  private static func detail(_ group: GroupReport) -> Detail {
    var tables = [lenses(group)]
    if !group.windowsOver.isEmpty { tables.append(windowsOver(group)) }
    if group.applications.contains(where: { $0.app != .dash }) {
      tables.append(applications(group))
    }
    if showsQuotaSpans(group) { tables.append(quotaSpans(group)) }
    if !group.header.windows.isEmpty { tables.append(headerWindows(group)) }
    var title: Cell = [.name(group.group), Wording.verdict(group.rate)]
    if group.production { title.append(.label("production", .plain)) }
    if group.rejected > 0 {
      title.append(.label(Numbers.grouped(group.rejected) + " rejected", .bad))
    }
    let sites = group.sites.overQuota.count
    if sites > 0 { title.append(.label(Numbers.counted(sites, "site") + " over quota", .bad)) }
    return Detail(title: title, entries: entries(group), tables: tables)
  }

  private static func entries(_ group: GroupReport) -> [Entry] {
    var calls: Cell = [.number(group.attempted), .words("attempted,"), .number(group.rejected)]
    calls += [.words("rejected,"), .number(group.accepted), .words("accepted")]
    var entries = [Entry(label: "Calls", value: calls)]
    if let certainty = Wording.certainty(group.rate) {
      entries.append(Entry(label: "Certainty", value: [.words(certainty)]))
    }
    entries.append(Entry(label: "Seen", value: [.span(group.first, group.last)]))
    let statuses = group.statuses.sorted { $0.key < $1.key }.map {
      "\($0.key): \(Numbers.grouped($0.value))"
    }
    entries.append(Entry(label: "Status codes", value: [.words(statuses.joined(separator: ", "))]))
    if let quota = group.header.quotasSeen.first, !showsQuotaSpans(group) {
      entries.append(Entry(label: "Limit in headers", value: [.number(quota)]))
    }
    if group.header.unstable {
      entries.append(
        Entry(
          label: "Reset headers",
          value: [.words("too scattered to lay windows by; the UTC clock is used")]))
    }
    entries += retries(group.retries)
    return entries
  }

  private static func retries(_ retries: RetriesReport) -> [Entry] {
    guard retries != RetriesReport() else { return [] }
    return [
      Entry(
        label: "Retries",
        value: [
          .words(
            "episodes of refused calls: " + Numbers.grouped(retries.episodes)
              + "; most refusals in one: " + Numbers.grouped(retries.worst)
              + "; calls before the time that a refusal named: "
              + Numbers.grouped(retries.retryAfterIgnored))
        ])
    ]
  }

  private static func lenses(_ group: GroupReport) -> Table {
    let lenses = [
      ("utc", group.utcPeak), ("header", group.headerPeak), ("anchored", group.anchoredPeak),
      ("rolling", group.rollingPeak),
    ]
    return Table(
      "Largest 24 hours by way of laying windows", windowColumns("Windows laid by"), lenses,
      noun: "lens"
    ) { lens, window in
      let mark = lens == group.lens ? " (judged)" : ""
      return [[.words(Wording.lens(lens) + mark)]] + cells(window)
    }
  }

  private static func windowsOver(_ group: GroupReport) -> Table {
    Table(
      "Windows over the quota", windowColumns("Windows laid by"), group.windowsOver,
      noun: "window", limit: listLimit
    ) { [[.words(Wording.lens(group.lens))]] + cells($0) }
  }

  private static func windowColumns(_ first: String) -> [Column] {
    [.text(first), .text("Window"), .number("Calls"), .number("Accepted"), .text("Remark")]
  }

  private static func cells(_ window: GroupWindow?) -> [Cell] {
    guard let window else { return [[.words("not available")], [], [], []] }
    return [
      [.span(window.start, window.end)], [.number(window.requests)], [.number(window.accepted)],
      window.partial ? [.words("reaches beyond the logs")] : [],
    ]
  }

  private static func applications(_ group: GroupReport) -> Table {
    Table(
      "Applications", [.text("Application"), .number("Attempted"), .number("Rejected")],
      group.applications, noun: "application", limit: listLimit
    ) { [[.name($0.app)], [.number($0.attempted)], [.number($0.rejected)]] }
  }

  /// Whether the server counted against another quota, or against several.
  private static func showsQuotaSpans(_ group: GroupReport) -> Bool {
    let spans = group.header.quotaSpans
    return spans.count > 1 || spans.contains { $0.quota != group.quota }
  }

  private static func quotaSpans(_ group: GroupReport) -> Table {
    Table(
      "Limits that the rate headers named",
      [.number("Limit"), .text("First seen"), .text("Last seen"), .number("Calls with it")],
      group.header.quotaSpans, noun: "value", limit: listLimit
    ) { [[.number($0.quota)], [.time($0.first)], [.time($0.last)], [.number($0.requests)]] }
  }

  private static func headerWindows(_ group: GroupReport) -> Table {
    Table(
      "What the rate headers counted",
      [
        .text("Window"), .number("Accepted in the logs"), .number("Remaining, largest"),
        .number("Remaining, smallest"), .number("Not in the logs"),
      ], group.header.windows, noun: "window", limit: listLimit
    ) {
      [
        [.span($0.start, $0.end)], [.number($0.accepted)], [.number($0.remainingMax)],
        [.number($0.remainingMin)], [.number($0.unlogged)],
      ]
    }
  }
}
