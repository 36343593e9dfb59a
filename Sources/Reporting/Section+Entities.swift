internal import Bytes
internal import Findings
internal import LimitCatalog

extension Section {
  /// The entity limits and whether the logs can show them.
  static func entities(_ report: AuditReport) -> Section {
    let hidden = report.entities.filter { $0.status == "not-observable" }
    let idle = Set(report.observability.filter { $0.status == .nothingToCheck }.map(\.id))
    var blocks: [Block] = []
    if !hidden.isEmpty, idle.isDisjoint(with: hidden.map(\.id)) {
      blocks.append(
        .paragraph([
          .words(
            Numbers.counted(hidden.count, "of the limits", plural: "of the limits")
              + " cannot be observed in these logs: nothing is known about them, good or bad. "
              + "The last column names the field that would make each visible.")
        ]))
    }
    if report.entities.isEmpty {
      blocks.append(.paragraph([.words("Entity limits were not examined.")]))
    } else {
      blocks.append(
        .table(
          Table(
            "Entity limits",
            [
              .text("Entity limit"), .text("What is counted").secondary, .text("Status"),
              .number("Largest seen"), .number("Limit"), .number("Findings"),
              .text("Level").secondary,
              .text("How it is measured").secondary, .text("Field to log"),
            ], report.entities, noun: "limit"
          ) { row($0, isIdle: idle.contains($0.id)) }))
    }
    return Section(id: "entities", title: "Entity limits", blocks: blocks)
  }

  private static func row(_ entity: EntityReport, isIdle: Bool) -> [Cell] {
    let limit = EntityKind(id: entity.id)?.limit
    return [
      [.name(ByteString(entity.id))], [.words(limit?.unit ?? "")],
      [isIdle ? .label("Nothing to check", .plain) : status(entity)],
      entity.largest.map { [.number($0)] } ?? [], [.number(entity.limit)],
      [.number(entity.findings)], [.words(entity.level)],
      [.words(limit?.measure.basis ?? "")],
      entity.needs.map { [.name(ByteString($0))] } ?? [],
    ]
  }

  private static func status(_ entity: EntityReport) -> Piece {
    switch entity.status {
    case "violated": .label("Over limit", entity.level == "violation" ? .bad : .warn)
    case "within": .label("Within", .good)
    case "not-observable": .label("Not observable", .warn)
    default: .label(entity.status, .plain)
    }
  }
}
