internal import Bytes
internal import Findings

/// `quota-audit.prom`: gauges for the textfile collector of node_exporter (see `MetricsWriter`).
///
/// Bounded: one series for each rule and severity, and those of at most 500 groups; how many groups
/// are left out is a gauge too. A partner view has no series of what is not known of one partner:
/// inputs, other lines than records, and requests that are nobody's. docs/outputs.md lists all gauges.
enum MetricsReport {
  /// Groups with series of their own, the worst first.
  static let groupLimit = 500

  /// The whole report, UTF-8; O(report).
  static func render(_ report: AuditReport) -> [UInt8] {
    var writer = MetricsWriter()
    writer.run(report)
    if report.scope == nil { writer.inputs(report) }
    writer.totals(report.totals, isView: report.scope != nil)
    writer.findings(report.findings)
    writer.waivers(report.waivers)
    if let history = report.history { writer.history(history) }
    writer.observability(report)
    writer.groups(report)
    return writer.finish()
  }
}

extension MetricsWriter {
  fileprivate mutating func run(_ report: AuditReport) {
    family(
      "complete",
      "1 where every input was read to its end, 0 where the run is incomplete: then all other "
        + "numbers are at least what they say.")
    sample(report.status.complete ? 1 : 0)
    family(
      "judged", unit: "requests",
      "Requests that were held against limits; 0 where the logs hold none, so that no findings say "
        + "nothing.")
    sample(report.judgedRequests)
    family("version", "Always 1; the version of the program is the label.")
    sample(1, [("version", report.tool.version)])
    // The format has no missing value: without records there is no family.
    if let period = report.period {
      family("period_start_timestamp", unit: "seconds", "Time of the first record.")
      sample(Int(period.first.seconds))
      family("period_end_timestamp", unit: "seconds", "Time of the last record.")
      sample(Int(period.last.seconds))
    }
  }

  fileprivate mutating func inputs(_ report: AuditReport) {
    family("inputs", "Inputs by condition; damaged and duplicate ones are among those read.")
    let inputs = report.inputCounts
    for (condition, count) in [
      ("read", inputs.read), ("missing", inputs.missing), ("damaged", inputs.damaged),
      ("duplicate", inputs.duplicates),
    ] { sample(count, [("condition", condition)]) }
  }

  fileprivate mutating func totals(_ totals: Totals, isView: Bool) {
    family("lines", "Lines of all inputs that count, by what they are.")
    sample(totals.records, [("kind", "record")])
    if !isView {
      for (kind, count) in [
        ("blank", totals.blank), ("malformed", totals.malformed), ("note", totals.notes),
      ] { sample(count, [("kind", kind)]) }
    }
    family("requests", "Requests by service; excluded ones are Learn requests the policy excludes.")
    for (service, count) in [("learn", totals.learn), ("knewton", totals.knewton)] {
      sample(count, [("service", service)])
    }
    if !isView {
      for (service, count) in [("other", totals.other), ("excluded", totals.excluded)] {
        sample(count, [("service", service)])
      }
    }
    family("limited", unit: "requests", "Requests by what a limiter did to them.")
    for (answer, count) in [
      ("refused", totals.rejected), ("delayed", totals.delayed),
      ("soft-limited", totals.softLimited), ("install-refused", totals.installRefused),
    ] { sample(count, [("answer", answer)]) }
    if isView { return }
    family("unattributed", unit: "requests", "Learn requests without a developer group.")
    sample(totals.unattributed)
  }

  /// Every rule and severity, found or not, so that an alert's series never goes missing.
  fileprivate mutating func findings(_ findings: [Finding]) {
    let counts = Dictionary(
      findings.map { (Key(rule: $0.rule, severity: $0.severity), 1) }, uniquingKeysWith: +)
    family("findings", "Findings by rule and severity.")
    for guide in RuleGuide.all {
      for severity in Severity.allCases {
        let count = counts[Key(rule: guide.rule, severity: severity)] ?? 0
        sample(count, [("rule", guide.rule), ("severity", severity.name)])
      }
    }
  }

  private struct Key: Hashable {
    var rule: String
    var severity: Severity
  }

  fileprivate mutating func observability(_ report: AuditReport) {
    family("limits", "Documented limits by how much the logs can show of them.")
    for status in Observability.allCases {
      sample(report.limits(status), [("status", status.rawValue)])
    }
  }

  fileprivate mutating func groups(_ report: AuditReport) {
    let judged = report.groups.filter { $0.quota != nil }.worstFirst(\.standing)
    let shown = Array(judged.prefix(MetricsReport.groupLimit))
    family("groups", "Developer groups with a quota.")
    sample(judged.count)
    family("groups_left_out", "Groups with a quota that have no series, the least used ones.")
    sample(judged.count - shown.count)
    let names = MetricsWriter.labels(shown.map(\.group))
    let families: [(name: String, unit: String?, help: String, value: (GroupReport) -> Int?)] = [
      ("group_quota", "calls", "Calls a group may make in 24 hours.", { $0.quota }),
      (
        "group_peak", "calls", "Most calls of a group in the 24 hours that are judged.",
        { $0.peak?.requests }
      ),
      (
        "group_rolling_peak", "calls", "Most calls of a group in any 24 hours.",
        { $0.rollingPeak?.requests }
      ),
      ("group_windows_over", nil, "Windows of a group over its quota.", { $0.windowsOver.count }),
      ("group_attempted", "calls", "Calls of a group in the period.", { $0.attempted }),
      ("group_refused", "calls", "Calls of a group that the platform refused.", { $0.rejected }),
      ("group_sites", nil, "Sites a group was used on.", { $0.sites.list.count }),
      ("group_quota", "sites", "Sites a group may have.", { $0.sites.quota }),
    ]
    for gauge in families {
      family(gauge.name, unit: gauge.unit, gauge.help)
      for (group, name) in zip(shown, names) {
        if let value = gauge.value(group) { sample(value, [("group", name)]) }
      }
    }
  }

  /// Names fit for labels, each once: two names may look alike when they are shortened and their
  /// invisible characters escaped, and a series that is there twice makes the collector refuse the
  /// whole file.
  static func labels(_ names: [ByteString]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      let visible = VisibleText.line(name.text, limit: VisibleText.nameLimit)
      var label = visible
      var number = 2
      while !used.insert(label).inserted {
        label = "\(visible) (\(number))"
        number += 1
      }
      return label
    }
  }
}
