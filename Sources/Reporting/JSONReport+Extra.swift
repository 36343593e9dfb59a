internal import Findings

extension AuditReport {
  /// Whether there is something beyond SPEC section 7 to say.
  var hasExtra: Bool {
    showsMatrixInJSON || whatIf != nil || !formatNotes.isEmpty || scope != nil || privacy != nil
      || history != nil || waivers != nil
  }
}

extension JSONWriter {
  /// Entries of `extra`: each there only where its option was given, or where there is something to
  /// note.
  mutating func extra(_ report: AuditReport) {
    if !report.formatNotes.isEmpty {
      rows("formats", report.formatNotes) { writer, row in
        writer.field("format", row.format)
        writer.key("notes")
        writer.list(row.notes) { $0.value($1) }
      }
    }
    if let history = report.history {
      key("history")
      object { $0.history(history, of: report) }
    }
    if report.showsMatrixInJSON { observability(report.observability) }
    if let scope = report.scope {
      key("partner_view")
      object { writer in
        writer.field("kind", scope.kind.rawValue)
        writer.field("name", scope.name)
      }
    }
    if let privacy = report.privacy {
      key("privacy")
      object { writer in
        writer.field("key_id", privacy.keyID)
        writer.field("level", privacy.level.rawValue)
      }
    }
    if report.showsMatrixInJSON { signals(report.signals) }
    if let waivers = report.waivers { self.waivers(waivers, of: report) }
    if let tried = report.whatIf {
      key("what_if")
      object { $0.whatIf(tried) }
    }
  }

  private mutating func observability(_ rows: [ObservabilityRow]) {
    self.rows("observability", rows) { writer, row in
      writer.field("id", row.id)
      writer.key("missing")
      writer.list(row.missing) { $0.value($1) }
      writer.field("reason", row.reason)
      writer.field("service", row.service)
      writer.field("status", row.status.rawValue)
    }
  }

  private mutating func signals(_ signals: [SignalSighting]) {
    rows("signals", signals) { writer, signal in
      writer.field("field", signal.field)
      writer.field("of", signal.of)
      writer.field("requests", signal.requests)
      writer.field("service", signal.service)
    }
  }

  /// {absent_groups [group], endpoints [{endpoint, ruling R, tried R}], groups [{group, ruling J, smallest_call_quota,
  /// smallest_site_quota, tried J}], overrides [{key, value}], rules [{rule, ruling, tried}]} with
  /// R = {near, over, possible} triples and J = {call_quota, certainty, site_quota, sites_over,
  /// verdict, windows_over}.
  private mutating func whatIf(_ tried: WhatIfReport) {
    key("absent_groups")
    list(tried.absentGroups) { $0.value($1) }
    rows("endpoints", tried.endpoints) { writer, row in
      writer.field("endpoint", row.endpoint)
      writer.rates("ruling", row.ruling)
      writer.rates("tried", row.tried)
    }
    rows("groups", tried.groups) { writer, row in
      writer.field("group", row.group)
      writer.judgement("ruling", row.ruling)
      writer.field("smallest_call_quota", row.smallestCallQuota)
      writer.field("smallest_site_quota", row.smallestSiteQuota)
      writer.judgement("tried", row.tried)
    }
    rows("overrides", tried.overrides) { writer, row in
      writer.field("key", row.key)
      writer.field("value", row.value)
    }
    rows("rules", tried.rules) { writer, row in
      writer.field("rule", row.rule)
      writer.field("ruling", row.ruling)
      writer.field("tried", row.tried)
    }
  }

  private mutating func rates(_ name: String, _ rates: RateFindings) {
    key(name)
    object { writer in
      writer.field("near", rates.near)
      writer.field("over", rates.over)
      writer.field("possible", rates.possible)
    }
  }

  private mutating func judgement(_ name: String, _ judgement: WhatIfJudgement) {
    key(name)
    object { writer in
      writer.field("call_quota", judgement.callQuota)
      writer.field("certainty", judgement.rate.certainty?.rawValue)
      writer.field("site_quota", judgement.siteQuota)
      writer.field("sites_over", judgement.sitesOver)
      writer.field("verdict", judgement.rate.verdict?.rawValue)
      writer.field("windows_over", judgement.windowsOver)
    }
  }
}
