internal import Bytes
internal import Findings
internal import LimitCatalog

extension JSONWriter {
  /// Entries of `extra.history`.
  ///
  /// ```
  /// run, baseline {run, period {first, last} or null} or null
  /// states     [{id, state: new|worse|same|better, before {measured, limit, severity} or null}]
  ///            one for each finding, empty without a baseline; before only where worse or better
  /// gone       [{id, rule, severity, certainty, subject {...}, measured, limit, occurrences, message,
  ///            absence: resolved|not-in-logs|unknown}]
  /// over_nights [id], unread_partitions n
  /// days       [{day, before C or null, after C, provisional, reopened,
  ///            groups [{group, before C or null, after C}], groups_left_out n}]
  ///            C = {attempted, rejected, ok, redirected, client_errors, server_errors}
  /// skipped    [{path, same_as, run}], continued [{path, bytes_before, lines_before, run}]
  /// ```
  mutating func history(_ history: HistoryReport, of report: AuditReport) {
    field("baseline", history.baseline) { writer, baseline in
      writer.field("period", baseline.period) { writer, period in
        writer.field("first", period.first)
        writer.field("last", period.last)
      }
      writer.field("run", baseline.number)
    }
    rows("continued", history.continued) { writer, input in
      writer.field("bytes_before", input.bytesBefore)
      writer.field("lines_before", input.linesBefore)
      writer.field("path", input.path)
      writer.field("run", input.run)
    }
    rows("days", history.days) { $0.day($1) }
    rows("gone", history.gone) { $0.gone($1) }
    key("over_nights")
    list(history.overNights.sorted()) { $0.value($1) }
    field("run", history.run)
    rows("skipped", history.skipped) { writer, input in
      writer.field("path", input.path)
      writer.field("run", input.run)
      writer.field("same_as", input.sameAs)
    }
    rows("states", report.findings.filter { history.states[$0.id] != nil }) { writer, finding in
      writer.field("before", history.before[finding.id]) { writer, before in
        writer.field("limit", before.limit)
        writer.field("measured", before.measured)
        writer.field("severity", before.severity.name)
      }
      writer.field("id", finding.id)
      writer.field("state", history.states[finding.id]?.rawValue)
    }
    field("unread_partitions", history.unreadPartitions)
  }

  private mutating func day(_ change: DayChange) {
    field("after", change.after) { $0.counts($1) }
    field("before", change.before) { $0.counts($1) }
    field("day", ChangeWords.day(Int64(change.day)))
    rows("groups", change.groups) { writer, group in
      writer.field("after", group.after) { $0.counts($1) }
      writer.field("before", group.before) { $0.counts($1) }
      writer.field("group", group.group)
    }
    field("groups_left_out", change.groupsLeftOut)
    field("provisional", change.isProvisional)
    field("reopened", change.isReopened)
  }

  private mutating func counts(_ counts: StatusCounts) {
    field("attempted", counts.attempted)
    field("client_errors", counts.clientErrors)
    field("ok", counts.ok)
    field("redirected", counts.redirected)
    field("rejected", counts.rejected)
    field("server_errors", counts.serverErrors)
  }

  private mutating func gone(_ gone: GoneFinding) {
    let finding = gone.finding
    field("absence", gone.absence.rawValue)
    field("certainty", finding.certainty?.rawValue)
    field("id", finding.id)
    field("limit", finding.limit)
    field("measured", finding.measured)
    field("message", finding.message)
    field("occurrences", finding.occurrences)
    field("rule", finding.rule)
    field("severity", finding.severity.name)
    field("subject", finding.subject) { writer, subject in
      for part in subject.sorted(by: { $0.key < $1.key }) { writer.field(part.key, part.value) }
    }
  }

  /// Entries `waived` and `waivers` of `extra`; a partner view has neither owner nor reason.
  mutating func waivers(_ waivers: WaiverReport, of report: AuditReport) {
    rows("waived", report.findings.filter { report.isWaived($0) }) { writer, finding in
      let waiver = waivers.waiver(of: finding.id)
      writer.field("expires", waiver.map { ChangeWords.day($0.expires) })
      writer.field("id", finding.id)
      writer.people(waiver)
    }
    rows("waivers", waivers.rows) { writer, row in
      writer.field("expired", row.isExpired)
      writer.field("expires", ChangeWords.day(row.waiver.expires))
      writer.field("findings", row.findings)
      switch row.waiver.target {
      case .finding(let id):
        writer.field("id", id)
        writer.people(row.waiver)
      case .rule(let rule, let subject):
        writer.people(row.waiver)
        writer.field("rule", rule)
        writer.field("subject", subject) { writer, parts in
          for part in parts.sorted(by: { $0.key < $1.key }) { writer.field(part.key, part.glob) }
        }
      }
    }
  }

  private mutating func people(_ waiver: Waiver?) {
    guard let waiver, !waiver.owner.isEmpty else { return }
    field("owner", waiver.owner)
    field("reason", waiver.reason)
  }
}
