import Testing

@testable import AccessLog

@Suite struct FormatSentenceTests {
  @Test(
    arguments: [
      (
        .unknownFormat("jsno"),
        "no format is called `jsno`; did you mean `json`?"
      ),
      (
        .unknownFormat("nginxx:$status"),
        "no format is called `nginxx:$status`; known are "
          + (LogFormat.allCases.map(\.name) + ["nginx:<log_format>", "apache:<LogFormat>"])
          .map { "`\($0)`" }.joined(separator: ", ")
      ),
      (
        .empty,
        "the directive holds no format; write what stands between its quotes, such as "
          + "nginx:$remote_addr [$time_iso8601] \"$request\" $status"
      ),
      (
        .malformed(text: "${status", column: 13, expected: "a name in braces, such as ${status}"),
        "`${status` at column 13 is no part of a format; expected a name in braces, such as ${status}"
      ),
      (
        .openQuote(column: 7),
        "the quote at column 7 is never closed; the text may have been cut, or a quote inside it "
          + "needs a backslash before it"
      ),
      (
        .noSeparator(first: "$host", second: "$request"),
        "`$host` and `$request` stand side by side, so that nothing tells where the first ends; put a "
          + "blank or a quote between them, in the server's configuration too"
      ),
      (
        .noTime(language: "nginx"),
        "the format does not log when a request was; add [$time_iso8601] or [$time_local]"
      ),
      (.noTime(language: "apache"), "the format does not log when a request was; add %t"),
      (
        .noStatus(language: "nginx"),
        "the format does not log the status of the answer; add $status"
      ),
      (.noStatus(language: "apache"), "the format does not log the status of the answer; add %>s"),
      (
        .otherDirective("CustomLog"),
        "`CustomLog` says where a log is written, not how its lines look; give the LogFormat directive "
          + "that it names"
      ),
      (
        .otherDirective("access_log"),
        "`access_log` says where a log is written, not how its lines look; give the log_format "
          + "directive that it names"
      ),
      (
        .noFormats(file: "a.conf", language: "log_format"),
        "`a.conf` holds no log_format directive; formats may stand in a file that it includes"
      ),
      (
        .chooseFormat(file: "a.conf", wanted: "x", known: ["main", ""]),
        "`a.conf` declares no format `x`; known are `main`, one without a name"
      ),
      (
        .chooseFormat(file: "a.conf", wanted: nil, known: ["main", "b"]),
        "`a.conf` declares 2 formats: `main`, `b`; name one as `a.conf:main`"
      ),
    ] as [(FormatError, String)])
  func sentences(_ error: FormatError, _ sentence: String) {
    #expect(error.sentence == sentence)
  }

  @Test func aLongTextIsCut() {
    let error = FormatError.otherDirective(String(repeating: "x", count: 1000))
    #expect(error.sentence.count < 200)
  }
}
