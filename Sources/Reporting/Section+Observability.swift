internal import Findings
internal import LimitCatalog

extension Section {
  /// Limit by limit whether the logs could show that it was broken, and how to log what is missing.
  static func observability(_ report: AuditReport) -> Section {
    let rows = report.observability
    guard !rows.isEmpty else {
      return Section(
        id: "observability", title: "What these logs can show",
        blocks: [.paragraph([.words("This was not examined.")])])
    }
    var blocks: [Block] = [.paragraph([.words(summary(report))]), .table(matrix(rows))]
    if !report.signals.isEmpty { blocks.append(.table(signals(report.signals))) }
    let absent = report.signals.filter { $0.requests == 0 && $0.of > 0 }.map(\.field)
    let missing = Set(rows.flatMap(\.missing) + absent)
    let directives = FieldDirective.all.filter { missing.contains($0.field) }
    if !directives.isEmpty {
      blocks.append(.heading("How to log what was not seen"))
      blocks += directives.map { directive in
        .guide(self.directive(directive, rows.count { $0.missing.contains(directive.field) }))
      }
    }
    return Section(id: "observability", title: "What these logs can show", blocks: blocks)
  }

  private static func summary(_ report: AuditReport) -> String {
    let idle = report.limits(.nothingToCheck)
    let isBlind = report.limits(.notObservable) > 0
    return "Of \(Numbers.grouped(report.observability.count)) documented limits "
      + "\(Numbers.grouped(report.limits(.checked))) are checked, "
      + "\(Numbers.grouped(report.limits(.lowerBound))) only from below, and "
      + "\(Numbers.grouped(report.limits(.notObservable))) cannot be observed in these logs."
      + (isBlind ? " That there are no findings about those says nothing." : "")
      + (idle > 0
        ? " Of \(Numbers.grouped(idle)) there was nothing to check: the logs hold no request of the "
          + "service." : "")
  }

  /// Rows of the matrix: endpoint rates that were judged alike share one.
  private static func matrix(_ rows: [ObservabilityRow]) -> Table {
    var shown: [(row: ObservabilityRow, limits: Int)] = []
    for row in rows {
      let isRate = !MatrixNames.others.contains(row.id)
      if isRate,
        let index = shown.firstIndex(where: {
          !MatrixNames.others.contains($0.row.id) && $0.row.reason == row.reason
        })
      {
        shown[index].limits += 1
      } else {
        shown.append((row, 1))
      }
    }
    return Table(
      "Limits and what the logs show of them",
      [
        .text("Limit"), .text("Service"), .text("Status"), .text("Why"), .text("Field to log"),
      ], shown, noun: "limit", isCounted: false
    ) { row, limits in
      let name: Cell =
        limits == 1
        ? [.code(row.id)] : [.words("\(limits) rates of endpoints, such as"), .code(row.id)]
      return [
        name, [.words(row.service)], [status(row.status)], [.prose(row.reason)],
        row.missing.map { .code($0) },
      ]
    }
  }

  /// A status in words and colour.
  private static func status(_ status: Observability) -> Piece {
    let label = Glossary.of(status.rawValue)?.label ?? status.rawValue
    return switch status {
    case .checked: .label(label, .good)
    case .lowerBound: .label(label, .plain)
    case .notObservable: .label(label, .warn)
    case .nothingToCheck: .label(label, .plain)
    }
  }

  private static func signals(_ signals: [SignalSighting]) -> Table {
    Table(
      "Fields that explain the numbers",
      [
        .text("Field"), .text("Service"), .text("Logged"), .number("Requests with it"),
        .number("of"), .text("What it tells"),
      ], signals, noun: "field", isCounted: false
    ) { signal in
      let isSeen: Piece =
        signal.requests > 0
        ? .label("Seen", .good)
        : signal.of == 0
          ? .label("No occasion", .plain)
          : .label("Not seen", MatrixNames.rare.contains(signal.field) ? .plain : .warn)
      return [
        [.code(signal.field)], [.words(signal.service)], [isSeen], [.number(signal.requests)],
        [.number(signal.of)], [.words(MatrixNames.uses[signal.field] ?? "")],
      ]
    }
  }

  /// What to write into the server's log format for a field.
  private static func directive(_ directive: FieldDirective, _ limits: Int) -> Detail {
    var title: Cell = [.code(directive.field)]
    if limits > 0 { title.append(.words("helps with " + Numbers.counted(limits, "limit"))) }
    var entries = [
      Entry(label: "nginx", value: [.code(directive.nginx)]),
      Entry(label: "Apache", value: [.code(directive.apache)]),
      Entry(label: "JSON (nginx)", value: [.code(directive.json)]),
    ]
    if !directive.note.isEmpty {
      entries.append(Entry(label: "What it needs", value: [.prose(directive.note)]))
    }
    return Detail(title: title, entries: entries, tables: [], isOpen: true)
  }
}

/// What the matrix calls things.
private enum MatrixNames {
  /// Limits that are no endpoint rates.
  static let others = Set(
    ["learn.calls", "learn.sites", "knewton.pair-rate"] + EntityLimit.all.map(\.id))

  /// Signals that a server sends only now and then, so that none may be none.
  static let rare: Set = ["error", "delay", "exceeded"]

  /// What a signal is good for.
  static let uses = [
    "limit": "the quota the server counts against",
    "remaining": "calls that the logs do not show",
    "reset": "where the limiter's windows end",
    "retry_after": "how long refused calls were told to wait, and whether they did",
    "error": "refused installations; absent also where nothing failed",
    "delay": "requests that were queued; absent also where none was",
    "exceeded": "which limit refused, and work that was dropped; absent also where none was",
  ]
}
