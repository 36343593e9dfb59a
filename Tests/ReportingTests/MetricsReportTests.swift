import Bytes
import Findings
import Testing

@testable import Reporting

@Suite struct MetricsReportTests {
  private func lines(_ report: AuditReport) -> [Substring] {
    String(decoding: MetricsReport.render(report), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func numbersOfTheSample() {
    let found = Set(lines(SampleReport.report(name: "x1")))
    for line in [
      "quota_audit_complete 0", "quota_audit_version{version=\"1.2.3\"} 1",
      "quota_audit_period_end_timestamp_seconds 1795140000",
      "# UNIT quota_audit_period_end_timestamp_seconds seconds",
      "quota_audit_inputs{condition=\"missing\"} 1", "quota_audit_requests{service=\"learn\"} 1000",
      "quota_audit_limited_requests{answer=\"refused\"} 21",
      "quota_audit_findings{rule=\"learn.calls\",severity=\"violation\"} 1",
      "quota_audit_findings{rule=\"learn.calls\",severity=\"warning\"} 0",
      "quota_audit_limits{status=\"not-observable\"} 3",
      "quota_audit_group_quota_calls{group=\"x1\"} 500",
      "quota_audit_group_peak_calls{group=\"x1\"} 994",
      "quota_audit_group_refused_calls{group=\"x1\"} 20",
      "quota_audit_group_sites{group=\"x1\"} 2", "quota_audit_groups 1",
    ] { #expect(found.contains(line[...]), "\(line)") }
    #expect(!found.contains { $0.contains("group=\"-\"") }, "the row - has no quota")
  }

  /// What both formats demand: metadata before samples, each family once, a unit that ends the name,
  /// no timestamps, one end.
  @Test func familiesAreInOrder() throws {
    let all = lines(SampleReport.report(name: "x1"))
    #expect(all.suffix(2) == ["# EOF", ""])
    var families: Set<Substring> = []
    var current: Substring = ""
    for line in all.dropLast(2) {
      if line.hasPrefix("#") {
        let words = line.split(separator: " ")
        if words[1] == "HELP" {
          current = words[2]
          #expect(families.insert(current).inserted)
          #expect(!line.contains("\\") && !line.contains("\"") && line.hasSuffix("."))
        }
        #expect(words[2] == current)
        if words[1] == "UNIT" { #expect(current.hasSuffix("_" + words[3])) }
        if words[1] == "TYPE" { #expect(words[3] == "gauge") }
      } else {
        #expect(line.prefix { $0 != "{" && $0 != " " } == current)
        #expect(line.wholeMatch(of: /[a-z_]+(\{[a-z]+=".*"\})? [0-9]+/) != nil, "\(line)")
      }
    }
    for ending in ["_total", "_created", "_count", "_sum", "_bucket", "_info"] {
      #expect(!families.contains { $0.hasSuffix(ending) })
    }
  }

  /// A zero would say that nothing was malformed or missing, which nobody knows of one partner.
  @Test func viewsDoNotStateWhatIsUnknown() {
    var report = SampleReport.report(name: "x1")
    let unknown = [
      "quota_audit_inputs", "{kind=\"blank\"}", "{kind=\"malformed\"}", "{kind=\"note\"}",
      "{service=\"other\"}", "{service=\"excluded\"}", "quota_audit_unattributed",
    ]
    let whole = lines(report)
    report.scope = ReportScope(.group, "x1")
    let view = lines(report)
    for series in unknown {
      #expect(whole.contains { $0.contains(series) }, "\(series)")
      #expect(!view.contains { $0.contains(series) }, "\(series)")
    }
    let dropped = whole.filter { line in unknown.contains { line.contains($0) } }
    #expect(view == whole.filter { !dropped.contains($0) })
  }

  @Test func groupsAreBounded() throws {
    var report = SampleReport.report(name: "x1")
    report.groups = (0..<640).map { index in
      var group = report.groups[1]
      group.group = ByteString("g\(index)")
      group.peak?.requests = index
      return group
    }
    let all = lines(report)
    #expect(all.count { $0.hasPrefix("quota_audit_group_peak_calls{") } == 500)
    #expect(
      all.contains("quota_audit_groups 640") && all.contains("quota_audit_groups_left_out 140"))
    #expect(all.contains("quota_audit_group_peak_calls{group=\"g639\"} 639"))
    #expect(!all.contains { $0.contains("\"g139\"") })
  }

  /// A series that is there twice makes the collector refuse the whole file.
  @Test func labelsAreDistinct() {
    let long = String(repeating: "n", count: 200)
    let names: [ByteString] = [
      "a\nb", "a\\nb", "a\\nb (2)", ByteString(long + "1" + long), ByteString(long + "2" + long),
    ]
    let labels = MetricsWriter.labels(names)
    #expect(Set(labels).count == names.count)
    #expect(labels[0] == "a\\nb" && labels[1] == "a\\nb (2)" && labels[2] == "a\\nb (2) (2)")
  }

  @Test func hostileNamesStayInTheirLabels() {
    let count = lines(SampleReport.report(name: "x1")).count
    for name in SampleReport.hostileNames {
      let all = lines(SampleReport.report(name: name))
      #expect(all.count == count, "\(name)")
      for line in all where line.hasPrefix("quota_audit_group_quota_calls") {
        let label = line.dropFirst("quota_audit_group_quota_calls{group=\"".count)
          .dropLast("\"} 500".count)
        var isEscaped = false
        for scalar in label.unicodeScalars {
          #expect(isEscaped || scalar != "\"", "\(line)")
          if isEscaped { #expect(scalar == "\\" || scalar == "\"" || scalar == "n") }
          isEscaped = scalar == "\\" && !isEscaped
          #expect(![.control, .format].contains(scalar.properties.generalCategory))
        }
        #expect(!isEscaped)
      }
    }
  }

  @Test func withoutRecordsThereIsNoPeriod() {
    #expect(!lines(AuditReport()).contains { $0.contains("quota_audit_period") })
    #expect(lines(AuditReport()).contains("quota_audit_complete 1"))
  }
}
