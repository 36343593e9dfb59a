import Foundation
import Testing

/// Markup and control characters in every field a client can write: data in JSON, harmless in pages.
@Suite struct HostileNameTests {
  /// Ends whatever it may stand in: tags, attributes, code spans, table cells, links, lines.
  private static let payload =
    "--></style></title><xss>\"'`|[x](javascript:x) xssattribute=\"1\u{1B}[31m\u{9B}31m\r\n| a | b |\n# h"

  /// The payload in an access line's quoted field.
  private static let escaped = payload.unicodeScalars.map { scalar in
    switch scalar {
    case "\"", "\\": "\\" + String(scalar)
    case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}":
      String(scalar).utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    default: String(scalar)
    }
  }.joined()

  private static let fields = [
    "group", "app", "site", "host", "uri", "origin", "referer", "agent", "user", "account", "error",
    "action", "exceeded", "analytics",
  ]

  private static func extended(_ field: String, _ line: (String) -> String) -> String {
    line("group=g app=a site=s token=alpha \(field)=\"\(escaped)\"")
  }

  /// Lines with the payload in one field each, the same for Learn and Knewton, refused, so that they
  /// are in findings.
  private static let extendedLog =
    fields.map { field in
      extended(field) { Line.learn($0, status: 429) }
        + extended(field) { Line.knewton($0, status: 429) }
    }.joined()
    // Formulas, bytes that are no UTF-8, and a name of ten thousand of them.
    + Line.learn("group=\"=cmd|' /C calc'!A0\" site=\"@x\"", status: 429)
    + Line.learn("group=\"\\xff\\xc3(\\xe2\\x80\\xae=x\" site=\"+x\"", status: 429)
    + Line.knewton("token=t uri=\"\(String(repeating: "\\xfe<", count: 5000))\"", status: 429)
    + Line.learn(target: "/learn/api/\(escaped)")
    + Line.learn(target: "/learn/api/x?\(escaped)")
    + Line.learn("entities=\"taxonomy-depth:\(escaped):9,\(escaped):x:1\"")
    + Line.knewton("", status: 429).replacing("10.0.0.1", with: "<xss>`|\u{9B}31m")
    + Line.learn("\"\(escaped)\"").replacing("- -", with: "- <xss>\u{1B}[31m")

  private static let jsonLog: String = {
    var lines = ""
    for field in fields + ["client", "method", "target", "request"] {
      for request in ["GET /learn/api/x HTTP/1.1", "GET /v0/accounts/current HTTP/1.1"] {
        var record = [
          "time": "2026-03-14T10:00:00Z", "status": "429", "request": request, "group": "g",
          "site": "s",
        ]
        record[field] = payload
        let data = try? JSONEncoder().encode(record)
        lines += String(decoding: data ?? Data(), as: UTF8.self) + "\n"
      }
    }
    return lines
  }()

  @Test(arguments: ["extended", "json"])
  func pagesShowNamesAsText(_ format: String) throws {
    let scratch = try Scratch()
    let log = format == "json" ? Self.jsonLog : Self.extendedLog
    let name = "<xss>`|\u{1B}[31m\n| a |.log"
    try scratch.write("logs/" + name, log)
    try scratch.write("logs/damaged <xss>`|\u{1B}[31m\n.gz", Data([0x1F, 0x8B]))
    let policy = "groups:\n  \"<xss>`|\": {sites: 1}\n"
    try scratch.write("p<xss>|`.yaml", policy)
    let outcome = try Program.run(
      [
        "--format", format, "--policy", "p<xss>|`.yaml", "--out", "out", "--output",
        "html,md,json,csv,junit,sarif,metrics", "logs", "missing <xss>`|\u{1B}[31m\n.log",
      ], in: scratch.path)
    #expect(outcome.ending == .exit(2))
    let report = try scratch.report()
    #expect(report["totals"]["malformed"].integer == 0)
    let groups = report["groups"].elements.map { $0["group"].text }
    #expect(groups.contains(Self.payload), "names are exact in JSON")

    let html = try scratch.text("out/report.html")
    #expect(!html.contains("<xss"))
    #expect(!html.contains("\" xssattribute"))
    #expect(!html.contains("href=\"javascript"))
    #expect(html.contains("&lt;xss"))
    let markdown = try scratch.text("out/report.md")
    Self.expectTablesAreWhole(markdown)
    var texts = [html, markdown, outcome.outputText, outcome.errorText]
    for name in ["report.junit.xml", "report.sarif", "quota-audit.prom"] {
      texts.append(try scratch.text("out/" + name))
    }
    for name in ["findings.csv", "groups.csv", "sites.csv", "triples.csv", "run.csv"] {
      let table = try scratch.text("out/" + name)
      #expect(!table.contains(/(^|\n|,|,")[=+@]/), "\(name)")
      texts.append(table.replacing("\r\n", with: "\n"))
    }
    for text in texts {
      let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
      #expect(controls.allSatisfy { $0 == "\n" })
    }
    #expect(try !scratch.text("out/report.junit.xml").contains("<xss"))
    #expect(!markdown.contains("\n# h"))
  }

  /// Every table has as many cells in each row as its head, counting bars that are not escaped.
  private static func expectTablesAreWhole(_ markdown: String) {
    var columns: Int?
    var tables = 0
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      if columns == nil { tables += 1 }
      let bars = bars(line)
      #expect(bars == columns ?? bars, "\(line)")
      columns = bars
    }
    #expect(tables > 5)
  }

  private static func bars(_ line: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "|" && !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }

  @Test func errorsShowWordsAsText() throws {
    let scratch = try Scratch()
    try scratch.write("a.log", Line.learn())
    try scratch.write("p.yaml", "\"x\\e[31m\\n\": 1\n")
    let hostile = "x\u{1B}[31m\u{9B}31m\r\u{7}y"
    let commands = [
      ["--format", hostile], ["--fail-on", hostile], ["--color", hostile], ["--jobs", hostile],
      ["--max-malformed", hostile], ["--policy", hostile], ["--policy", "p.yaml"],
      ["--out", "a.log/" + hostile], ["--" + hostile],
    ]
    for command in commands {
      let outcome = try Program.run(command + ["a.log"], in: scratch.path)
      #expect(outcome.ending == .exit(64) || outcome.ending == .exit(74))
      let controls = outcome.errorText.unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty, "\(command)")
    }
  }
}
