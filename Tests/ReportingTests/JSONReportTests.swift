import Bytes
import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
  @Test func sampleIsTheGoldenReport() {
    let json = String(
      decoding: JSONReport.render(SampleReport.report(name: "n\"\u{1B}<é>")), as: UTF8.self)
    let golden = goldenStart + goldenGroups + goldenEnd
    let (lines, expected) = (json.split(separator: "\n"), golden.split(separator: "\n"))
    for (number, pair) in zip(lines, expected).enumerated() where pair.0 != pair.1 {
      Issue.record("line \(number + 1): \(pair.0) instead of \(pair.1)")
      return
    }
    #expect(json == golden)
  }

  @Test func keysAreSortedAndTheNamesOfTheSchema() throws {
    let bytes = JSONReport.render(SampleReport.report(name: "x"))
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    var found: [String: Set<String>] = [:]
    collect(object, "", &found)
    for (path, keys) in schema {
      #expect(found[path] == Set(keys.split(separator: " ").map(String.init)), "\(path)")
    }
    // Values that depend on the data have keys of their own.
    let free: Set = ["groups.statuses", "inputs.malformed", "findings.subject"]
    #expect(Set(found.keys).subtracting(free) == Set(schema.keys))
    let sorted = try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    let squeezed = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.drop { $0 == " " } }.joined().replacing("\": ", with: "\":")
    #expect(squeezed == String(decoding: sorted, as: UTF8.self))
  }

  private func collect(_ value: Any, _ path: String, _ found: inout [String: Set<String>]) {
    if let object = value as? [String: Any] {
      found[path, default: []].formUnion(object.keys)
      for (key, child) in object { collect(child, path.isEmpty ? key : path + "." + key, &found) }
    } else if let list = value as? [Any] {
      for child in list { collect(child, path, &found) }
    }
  }

  @Test func groupWithoutNameIsNotJudged() throws {
    let bytes = JSONReport.render(SampleReport.report(name: "x"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let row = try #require((object["groups"] as? [[String: Any]])?.first)
    for key in ["quota", "quota_source", "verdict", "certainty", "alignments_over", "alignments"] {
      #expect(row[key] is NSNull, "\(key)")
    }
    #expect((row["sites"] as? [String: Any])?["quota"] is NSNull)
    #expect((row["windows_over"] as? [Any])?.isEmpty == true)
    #expect((row["accepted"] as? Int) == 6)
  }

  @Test func emptyReportHasEverySection() throws {
    let text = String(decoding: JSONReport.render(AuditReport()), as: UTF8.self)
    #expect(text.contains("\n  \"period\": null,\n  \"policy\": null,\n"))
    #expect(text.contains("\n  \"findings\": [],\n") && text.hasSuffix("\n}\n"))
  }

  @Test func hostileNamesRoundTrip() throws {
    for name in SampleReport.hostileNames {
      let bytes = JSONReport.render(SampleReport.report(name: name))
      #expect(bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A } && !bytes.contains(0x7F))
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      let group = (object["groups"] as? [[String: Any]])?.last?["group"] as? String
      // Foundation's reader drops U+FEFF anywhere; `JSONWriterTests` sees to it that it is written.
      let known = name.text.unicodeScalars.filter { $0 != "\u{FEFF}" }
      #expect(group.map { Array($0.unicodeScalars) } == Array(known))
    }
  }

  /// Keys by path, lists passed through (SPEC section 7).
  private let schema: [String: String] = [
    "": """
    coverage endpoints entities findings groups inputs pairs period policy schema status tool \
    totals triples
    """,
    "coverage": "gaps hours", "coverage.gaps": "end start", "coverage.hours": "hour records",
    "endpoints": "attempted delay_ms delayed endpoint rejected service soft_limited",
    "entities": "findings how id largest level limit needs status",
    "findings": """
    alignments alignments_over certainty first id last limit measured message occurrences rule \
    severity subject window witness
    """,
    "findings.window": "end lens start", "findings.witness": "input line",
    "groups": """
    accepted alignments alignments_over applications attempted certainty first group header last \
    lens lenses peak production quota quota_source rejected retries sites statuses verdict \
    windows_over
    """,
    "groups.applications": "app attempted rejected",
    "groups.header": "quotas_seen unstable windows",
    "groups.header.windows": "accepted end remaining_max remaining_min start unlogged",
    "groups.lenses": "anchored header rolling utc",
    "groups.lenses.header": "accepted end partial requests start",
    "groups.lenses.rolling": "accepted end partial requests start",
    "groups.peak": "accepted end partial requests start",
    "groups.retries": "episodes retry_after_ignored worst",
    "groups.sites": "list over_quota quota registered",
    "groups.sites.list": "attempted first last over_quota site",
    "groups.windows_over": "accepted end partial requests start",
    "inputs": """
    bad_fields blank bytes content_bytes content_crc32 damage duplicate_of first first_malformed \
    format last lines malformed members notes path records sha256
    """,
    "inputs.damage": "dropped_bytes kind member offset",
    "inputs.first_malformed": "column line reason",
    "pairs": """
    alignments alignments_over attempted certainty client delay_ms delayed peak rejected rolling \
    soft_limited uri verdict windows_over
    """,
    "pairs.delay_ms": "max p50 p95 p99", "pairs.peak": "requests start",
    "pairs.rolling": "requests start", "period": "first last", "policy": "name sha256",
    "status": "complete reasons", "tool": "name version",
    "totals": """
    bad_fields blank delayed excluded install_refused knewton learn lines malformed missing_inputs \
    notes other pairs records rejected soft_limited triples unattributed
    """,
    "totals.pairs": "attempted count delayed rejected soft_limited",
    "totals.triples": "attempted count delayed rejected soft_limited",
    "triples": """
    alignments alignments_over attempted certainty delay_ms delayed endpoint peak quota rejected \
    retries rolling soft_limited token uri verdict windows_over
    """,
    "triples.peak": "requests start", "triples.retries": "episodes worst",
    "triples.rolling": "requests start",
  ]
}
