import Bytes
import Testing

@testable import AccessLog

@Suite struct ApacheDeclarationTests {
  static let line = #"10.0.0.1 - a b [20/Nov/2026:13:00:00 +0000] "GET /x HTTP/1.1" 200"#

  @Test(arguments: [
    #"%h %l %u %t "%r" %>s"#,
    #"%h %l %u %t \"%r\" %>s"#,
    #""%h %l %u %t \"%r\" %>s""#,
    #""%h %l %u %t \"%r\" %>s" audit"#,
    #"LogFormat "%h %l %u %t \"%r\" %>s" audit"#,
    #"logformat '%h %l %u %t "%r" %>s'"#,
    "LogFormat \"%h %l %u \\\n%t \\\"%r\\\" %>s\" \\\n  audit",
    #""%h %l %u %{%d/%b/%Y:%T %z}t \"%r\" %>s""#.replacing("%{", with: "[%{").replacing(
      "}t", with: "}t]"),
    #"%h %l %u %{[%d/%b/%Y:%H:%M:%S %z]}t "%r" %>s"#,
  ])
  func aDirectiveInAnySpelling(_ text: String) throws {
    let parsed = try declared("apache:" + text, ApacheDeclarationTests.line)
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.target] == "/x")
    #expect(parsed.only(\.time) == base)
    #expect(parsed.only(\.status) == 200)
  }

  @Test func aFormatMayBeginWithAQuote() throws {
    let parsed = try declared(
      "apache:\"%r\" %>s %t", "\"GET / HTTP/1.1\" 200 [20/Nov/2026:13:00:00 +0000]")
    #expect(parsed[\.target] == "/")
  }

  @Test func tabsAndPercentSigns() throws {
    let parsed = try declared(#"apache:"%{sec}t\t%>s\\t100%%""#, "1795179600\t200\t100%")
    #expect(parsed.only(\.time) == base)
  }

  @Test func headersNotesAndVariablesGiveFields() throws {
    let parsed = try declared(
      #"apache:%{sec}t %>s "%{authorization}i" "%{X-Rate-Limit-Remaining}o" %{group}n %{app}e %{Origin}^ti"#,
      #"1795179600 200 "Bearer \"x\"" "7" acme key o"#)
    #expect(parsed[\.token] == #""x""#)
    #expect(parsed[\.group] == "acme")
    #expect(parsed[\.app] == "key")
    #expect(parsed.only(\.remaining) == 7)
    #expect(parsed[\.origin] == "")
  }

  @Test func theLastStatusCounts() throws {
    #expect(
      try declared("apache:%{sec}t %>s %s %<s", "1795179600 201 202 203").only(\.status) == 201)
    #expect(try declared("apache:%{sec}t %<s %s", "1795179600 203 202").only(\.status) == 202)
    #expect(try declared("apache:%{sec}t %s %!200,304s", "1795179600 200 -").only(\.status) == 200)
  }

  @Test(arguments: [
    ("%h %a", "h a", "h"), ("%{c}a %a", "c a", "a"), ("%{c}a", "c", "c"),
    ("%{c}h %{c}a", "h c", "c"),
  ])
  func theClientBehindAProxy(_ text: String, _ logged: String, _ client: String) throws {
    #expect(
      try declared("apache:%{sec}t %>s \(text)", "1795179600 200 \(logged)")[\.client] == client)
  }

  @Test(arguments: [
    ("%D", "1250999", 1250), ("%T", "1", 1000), ("%{ms}T", "1250", 1250), ("%{US}T", "1250", 1),
    ("%T %D %{ms}T", "1 1250999 9", 1250),
  ])
  func theFinestDurationCounts(_ text: String, _ logged: String, _ milliseconds: Int64) throws {
    let options = LineParser.Options(timestamp: .completion)
    let parsed = try declared("apache:%{sec}t %>s \(text)", "1795179600 200 \(logged)", options)
    #expect(parsed.only(\.time) == base - milliseconds)
  }

  @Test(arguments: [
    ("%{msec}t", "1795179600123", 123), ("%{usec}t", "1795179600123456", 123),
    ("%{sec}t.%{msec_frac}t", "1795179600.123", 123),
    ("%t %{usec_frac}t", "[20/Nov/2026:13:00:00 +0000] 123456", 123),
    ("%{end:sec}t %t", "1 [20/Nov/2026:13:00:00 +0000]", 0),
    ("%{end:msec}t %{begin:msec}t", "1 1795179600123", 123),
    ("%{end}t", "[20/Nov/2026:13:00:00 +0000]", 0),
    ("%t %{%H}t", "[20/Nov/2026:13:00:00 +0000] 99", 0),
    ("%{%F}t %{%T}t %{%z}t", "2026-11-20 14:00:00 +0100", 0),
    ("%{%s@%z}t", "1795179600@-0500", 0),
    ("%{%a %e %B %Y, %I:%M %p}t", "Fri 20 November 2026, 01:00 PM", 0),
    ("%{%Y-%m-%dT%H:%M:%S%z}t", "2026-11-20T08:00:00-0500", 0),
    ("%200t", "[20/Nov/2026:13:00:00 +0000]", 0),
    ("%{%FT%T}t.%{msec_frac}t%{%z}t", "2026-11-20T13:00:00.250+0000", 250),
  ])
  func timesOfParts(_ text: String, _ logged: String, _ milliseconds: Int64) throws {
    let parsed = try declared("apache:%>s \(text) |", "200 \(logged) |")
    #expect(parsed.only(\.time) == base + milliseconds)
  }

  @Test func aDashStandsForATimeThatIsNotLogged() throws {
    for text in ["%200t", "%!400{%F}t"] {
      #expect(try declared("apache:%>s \(text) x", "200 - x").reasons == [.badTime])
    }
  }

  @Test(arguments: [
    ("%m %U%q %H", "GET /a?b HTTP/1.1", "/a?b"), ("%m %U %q", "GET /a ?b", "/a?b"),
    ("%U|%q", "/a|", "/a"), ("%r|%U|%q", "GET /x?y HTTP/1.1|/a|?b", "/x?y"),
  ])
  func pathAndQueryAreOneTarget(_ text: String, _ logged: String, _ target: String) throws {
    #expect(
      try declared("apache:%{sec}t %>s \(text)", "1795179600 200 \(logged)")[\.target] == target)
  }

  @Test(
    arguments: [
      ("", .empty), ("LogFormat", .empty), ("LogFormat \"\" x", .empty),
      ("%t", .noStatus(language: "apache")), ("%>s %{%H:%M}t", .noTime(language: "apache")),
      ("CustomLog logs/access combined", .otherDirective("CustomLog")),
      ("\"%t %>s", .openQuote(column: 8)),
      (
        "%t %>s %",
        .malformed(text: "%", column: 15, expected: "a letter behind it, such as %h or %>s")
      ),
      (
        "%t %>s %{x",
        .malformed(text: "%{x", column: 15, expected: "a } and a letter, as in %{Referer}i")
      ),
      (
        "%{%Y-%}t %>s",
        .malformed(text: "%", column: 13, expected: "a letter of strftime, such as %Y or %H")
      ),
      ("%t %>s %h%u", .noSeparator(first: "%h", second: "%u")),
      (
        "LogFormat %h %l %u %t",
        .malformed(
          text: "%u %t", column: 24,
          expected: "the format in quotes, \"...\", and at most one nickname behind it")
      ),
    ] as [(String, FormatError?)])
  func whatIsRefused(_ text: String, _ expected: FormatError?) {
    #expect(refusal("apache:" + text) == expected)
  }

  @Test func eachUnknownDirectiveIsToldOnce() throws {
    let format = try LogFormat(declaration: "apache:%t %>s %Z %{x}b %Z %{%Q}t %{remote}p")
    #expect(
      format.notices == [
        .unknownDirective("%Z"), .unknownDirective("%{x}b"), .unknownDirective("%{%Q}t"),
      ])
  }
}
