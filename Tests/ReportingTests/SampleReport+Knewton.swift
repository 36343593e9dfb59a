import Bytes
import Findings

extension SampleReport {
  private static func counts() -> RequestCounts {
    var counts = RequestCounts()
    counts.attempted = 50
    counts.rejected = 4
    counts.delayed = 3
    counts.softLimited = 2
    return counts
  }

  static func pair(_ name: ByteString) -> PairReport {
    var pair = PairReport()
    pair.client = name
    pair.uri = name
    pair.counts = counts()
    pair.rate = RateVerdict(
      verdict: .over, certainty: .aligned, alignmentsOver: 190, alignments: 1000)
    pair.peak = PeakReport(start: at(5), requests: 12)
    pair.rolling = PeakReport(start: at(5, 250), requests: 13)
    pair.windowsOver = 1
    pair.delay = DelayReport(p50: 10, p95: 20, p99: 30, max: 4000)
    return pair
  }

  static func triple(_ name: ByteString) -> TripleReport {
    var triple = TripleReport()
    triple.token = "tok_0123456789abcdef"
    triple.uri = name
    triple.endpoint = name
    triple.quota = 15
    triple.counts = counts()
    triple.rate = RateVerdict(verdict: .possible, alignmentsOver: 3, alignments: 60)
    triple.peak = PeakReport(start: at(60), requests: 14)
    triple.rolling = PeakReport(start: at(61), requests: 16)
    triple.retries.episodes = 1
    triple.retries.worst = 4
    var minutes = UsageSeries(start: at(-3540).seconds, end: at(3660).seconds, step: 60)
    minutes.add(second: at(61).seconds, attempted: 14, rejected: 3)
    triple.minutes = MinuteStrip(requests: minutes, quota: 15)
    return triple
  }

  static func endpoint(_ name: ByteString) -> EndpointReport {
    var endpoint = EndpointReport()
    endpoint.service = "knewton"
    endpoint.endpoint = name
    endpoint.counts = counts()
    endpoint.delays.add(milliseconds: 10, requests: 1)
    endpoint.delays.add(milliseconds: 4000, requests: 2)
    return endpoint
  }

  /// One row of each status, and two endpoint rates that were judged alike.
  static func observability() -> [ObservabilityRow] {
    func row(
      _ id: String, _ status: Observability, _ reason: String, _ missing: [String] = []
    ) -> ObservabilityRow {
      ObservabilityRow(
        id: id, service: id.hasPrefix("learn.") ? "learn" : "knewton", status: status,
        reason: reason, missing: missing)
    }
    return [
      row("learn.calls", .lowerBound, "6 of 1000 Learn calls name no developer group.", ["group"]),
      row("knewton.pair-rate", .checked, "Every request has an address."),
      row("account-get", .notObservable, "No access token is logged.", ["token"]),
      row("account-current", .notObservable, "No access token is logged.", ["token"]),
      row("events-per-batch", .notObservable, "No items of events-batch are logged.", ["items"]),
    ]
  }

  static func entities() -> [EntityReport] {
    var violated = EntityReport()
    violated.id = "character-field"
    violated.limit = 256
    violated.level = "violation"
    violated.how = "q"
    violated.status = "violated"
    violated.findings = 1
    violated.largest = 400
    var hidden = EntityReport()
    hidden.id = "events-per-batch"
    hidden.limit = 500
    hidden.level = "violation"
    hidden.how = "f"
    hidden.status = "not-observable"
    hidden.needs = "items"
    return [violated, hidden]
  }

  static func findings(_ name: ByteString) -> [Finding] {
    var rate = Finding(
      rule: "learn.calls", severity: .violation, subject: [SubjectPart("group", name)],
      measured: 994, limit: 500, occurrences: 1, message: "Group \(name.text) made 994 calls.",
      id: "00112233445566aa")
    rate.certainty = .proven
    rate.first = at(0)
    rate.last = at(0)
    rate.window = FindingWindow(start: at(0), end: at(86_400), lens: "header")
    rate.alignmentsOver = 70_000
    rate.alignments = 86_400
    var delayed = Finding(
      rule: "knewton.pair-delayed", severity: .warning,
      subject: [SubjectPart("uri", name), SubjectPart("client", name)], measured: 3, limit: 0,
      occurrences: 3, message: "", id: "00112233445566bb")
    delayed.first = at(1)
    delayed.last = at(2, 5)
    delayed.witness = Witness(input: name, line: 12)
    let observed = Finding(
      rule: "knewton.entity.character-field", severity: .notice,
      subject: [SubjectPart("entity", name)], measured: 400, limit: 256, occurrences: 1,
      message: "A field of \(name.text) is long.", id: "00112233445566cc")
    return [rate, delayed, observed]
  }

  /// Names that try to leave the place they are printed in.
  static let hostileNames: [ByteString] = [
    "<script>alert(1)</script>", "a|b|c", "`x` ``y`` `", "`", "``", "](javascript:alert(1))",
    "two\nlines\r\n# head\r", "\u{1B}[31mred\u{1B}]0;title\u{7}", "abc\u{202E}fed\u{2066}x",
    "nul\u{0}nul", "@mention #1 https://evil.example www.evil.example a@b.example GH-1",
    "\"\u{308} onmouseover=alert(1) x='\u{308}", "<\u{301}img src=x>", "|\u{301}|\u{301}",
    "*bold* _em_ ~~s~~ &lt; &#60; \\| \\", "| --- | --- |", "<!-- -->", "\u{0D4E}\"x \u{0D4E}<b>",
    "</code></td>{{title}}{{{x}}}{{>page}}", "\u{2028}\u{2029}\u{85}\u{FEFF}\u{AD}", " ", "",
    "\u{E0041}\u{115F}\u{FE0F}\u{200B}", "1. one", "- [x] done", ":smile: deadbeef1", "  a  b  ",
    ByteString([0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x9B]),
    ByteString(String(repeating: "long", count: 2600)),
    ByteString(String(repeating: "|`<", count: 3000)), "日本語 العربية 😀👩\u{200D}👧",
  ]
}
