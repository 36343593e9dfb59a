import AccessLog
import Testing

/// A `#` line of a W3C log is a note and nothing else.
struct DirectiveTests {
  private static let fields =
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes entities\n"

  /// A record with an unusable field and an observation.
  private static let record =
    "2026-11-20 13:00:00 10.0.0.1 GET /a 200 many taxonomy-depth:t:8\n"

  @Test func theRecordAboveCountsOnce() throws {
    for directives in 0...3 {
      let text =
        Self.fields + Self.record
        + String(repeating: "#Date: 2026-11-20 00:00:00\n", count: directives)
      let parsed = parse(Array(text.utf8), try #require(LogFormat.named("w3c")))
      #expect(parsed.counts.records == 1)
      #expect(parsed.counts.notes == directives + 1)
      #expect(parsed.counts.badFields == 1)
      #expect(parsed.batch.observations.count == 1)
    }
  }
}
