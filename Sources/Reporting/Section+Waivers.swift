internal import Bytes
internal import Findings
internal import LimitCatalog

extension Section {
  /// Waivers of the policy with what they are about, those that have expired first; nil without any.
  static func waivers(_ report: AuditReport) -> Section? {
    guard let waivers = report.waivers, !waivers.rows.isEmpty else { return nil }
    var blocks: [Block] = []
    for row in waivers.expiredRows {
      blocks.append(.paragraph([.label("Expired", .bad), .prose(ChangeWords.expired(row))]))
    }
    blocks.append(
      .paragraph([
        .words(
          "Somebody answers for these findings until a day, by the policy. They are shown like others and "
            + "do not count for the exit status; when the day has passed they count again.")
      ]))
    if let idle = ChangeWords.idle(waivers) { blocks.append(.paragraph([.prose(idle)])) }
    blocks.append(
      .table(
        Table(
          "Waivers",
          [
            .text("About"), .number("Findings"), .text("Until"), .text("State"), .text("Owner"),
            .text("Reason"),
          ], waivers.expiredRows + waivers.holdingRows + waivers.quietRows, noun: "waiver", row: row
        )))
    return Section(id: "waivers", title: "Waivers", blocks: blocks)
  }

  private static func row(_ row: WaiverRow) -> [Cell] {
    let about: Cell =
      switch row.waiver.target {
      case .finding(let id): [.words("finding"), .name(ByteString(id))]
      case .rule(let rule, let subject):
        [.name(ByteString(rule))] + subject.flatMap { [.words($0.key), .name($0.glob)] }
      }
    let state: Piece =
      row.isExpired
      ? .label("Expired", row.findings > 0 ? .bad : .plain)
      : row.findings > 0 ? .label("Holds", .good) : .label("About nothing", .warn)
    return [
      about, [.number(row.findings)], [.words(ChangeWords.day(row.waiver.expires))], [state],
      [.prose(row.waiver.owner)], [.prose(row.waiver.reason)],
    ]
  }
}
