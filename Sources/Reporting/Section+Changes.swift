internal import Bytes
internal import Findings

extension Section {
  /// Findings of each kind that are listed; all are in the chapter of findings.
  private static let changeLimit = 50

  /// What changed since the last run, what was counted before, and which days got more; nil where no history
  /// is kept.
  static func changes(_ report: AuditReport) -> Section? {
    guard let history = report.history else { return nil }
    var blocks: [Block] = [.paragraph([.words(ChangeWords.run(history))] + period(history))]
    if history.unreadPartitions > 0 {
      blocks.append(
        .paragraph([
          .label("Damaged", .bad),
          .words(
            "What the history keeps of earlier nights could not be read for "
              + Numbers.counted(
                history.unreadPartitions, "group or client", plural: "groups or clients")
              + "; their windows over the nights are not judged."),
        ]))
    }
    blocks += findings("New findings", report.findings(in: .new), history)
    blocks += findings("Findings that are worse", report.findings(in: .worse), history)
    blocks += findings("Findings that are better", report.findings(in: .better), history)
    blocks += gone(history)
    blocks += days(history)
    blocks += inputs(history)
    return Section(id: "since-last-run", title: "Since the last run", blocks: blocks)
  }

  private static func period(_ history: HistoryReport) -> Cell {
    guard let baseline = history.baseline else { return [] }
    guard let period = baseline.period else { return [.words("That run had no records.")] }
    return [.words("That run audited"), .span(period.first, period.last)]
  }

  private static func findings(
    _ caption: String, _ findings: [Finding], _ history: HistoryReport
  ) -> [Block] {
    guard !findings.isEmpty else { return [] }
    let table = Table(
      caption,
      [
        .text("Rule"), .text("Severity"), .text("Subject"), .number("Measured"), .number("Limit"),
        .text("Before"), .text("What is wrong"),
      ], findings, noun: "finding", limit: changeLimit
    ) { finding in
      let before: Cell =
        history.before[finding.id].map {
          [
            .number($0.measured), .words("of"), .number($0.limit),
            .label($0.severity.name, Wording.tone($0.severity)),
          ]
        } ?? []
      return [
        [.name(ByteString(finding.rule))],
        [.label(finding.severity.name, Wording.tone(finding.severity))],
        finding.subject.map { .name($0.value) }, [.number(finding.measured)],
        [.number(finding.limit)], before, [.prose(finding.sentence)],
      ]
    }
    return [.table(table)]
  }

  private static func gone(_ history: HistoryReport) -> [Block] {
    guard !history.gone.isEmpty else { return [] }
    let table = Table(
      "Findings of the earlier run that are not there",
      [
        .text("Rule"), .text("State"), .text("Severity then"), .text("Subject"),
        .number("Measured then"), .number("Limit then"), .text("What was wrong"),
      ], history.gone, noun: "finding", limit: changeLimit
    ) { gone in
      let finding = gone.finding
      return [
        [.name(ByteString(finding.rule))], [ChangeWords.absence(gone.absence)],
        [.label(finding.severity.name, Wording.tone(finding.severity))],
        finding.subject.map { .name($0.value) }, [.number(finding.measured)],
        [.number(finding.limit)], [.prose(finding.message)],
      ]
    }
    var blocks: [Block] = [.table(table)]
    if history.count(.notInLogs) > 0 {
      blocks.append(
        .paragraph([
          .words(
            "Not in these logs: they hold no request of the service, or of the group whose sites count in "
              + "total, so that the finding neither holds nor is gone.")
        ]))
    }
    return blocks
  }

  private static func days(_ history: HistoryReport) -> [Block] {
    guard !history.days.isEmpty else { return [] }
    var blocks: [Block] = [
      .table(
        Table(
          "UTC days that got requests",
          [
            .text("Day"), .text("State"), .number("Requests before"), .number("Requests now"),
            .number("Refused before"), .number("Refused now"),
          ], history.days, noun: "day"
        ) { change in
          [
            [.words(ChangeWords.day(Int64(change.day)))], [state(change)],
            change.before.map { [.number($0.attempted)] } ?? [], [.number(change.after.attempted)],
            change.before.map { [.number($0.rejected)] } ?? [], [.number(change.after.rejected)],
          ]
        })
    ]
    for change in history.reopenedDays where !change.groups.isEmpty {
      var table = Table(
        "Groups that got more calls on \(ChangeWords.day(Int64(change.day)))",
        [.text("Group"), .number("Calls before"), .number("Calls now")], change.groups,
        noun: "group"
      ) { group in
        [
          [.name(group.group)], group.before.map { [.number($0.attempted)] } ?? [],
          [.number(group.after.attempted)],
        ]
      }
      if change.groupsLeftOut > 0 {
        table.rest =
          Numbers.counted(change.groupsLeftOut, "more group") + " got more calls on that day."
      }
      blocks.append(.table(table))
    }
    return blocks
  }

  private static func state(_ change: DayChange) -> Piece {
    if change.isReopened { return .label("Reopened", .warn) }
    return change.isProvisional ? .label("Provisional", .plain) : .label("Final", .good)
  }

  private static func inputs(_ history: HistoryReport) -> [Block] {
    var blocks: [Block] = []
    if !history.skipped.isEmpty {
      blocks.append(
        .table(
          Table(
            "Inputs that were counted before and were left out",
            [.text("Input"), .text("Counted as"), .number("Run")], history.skipped, noun: "input"
          ) { [[.name($0.path)], [.name($0.sameAs)], [.number($0.run)]] }))
    }
    if !history.continued.isEmpty {
      blocks.append(
        .table(
          Table(
            "Inputs that grew: only what is new was counted",
            [.text("Input"), .number("Lines before"), .number("Bytes before"), .number("Run")],
            history.continued, noun: "input"
          ) {
            [
              [.name($0.path)], [.number($0.linesBefore)], [.number(Int($0.bytesBefore))],
              [.number($0.run)],
            ]
          }))
    }
    return blocks
  }
}
