import Bytes
import Testing

@testable import AccessLog

/// Parses `line` by `declaration`; fails the test where that does not compile.
func declared(
  _ declaration: String, _ line: String, _ options: LineParser.Options? = nil
) throws -> Parsed {
  parse(Array(line.utf8), try LogFormat(declaration: declaration), options)
}

/// Why `declaration` is refused; nil where it is not.
func refusal(_ declaration: String) -> FormatError? {
  do throws(FormatError) {
    _ = try LogFormat(declaration: declaration)
    return nil
  } catch {
    return error
  }
}

@Suite struct NginxDeclarationTests {
  static let bare = #"$remote_addr - ${remote_user} [$time_local] "$request" $status"#
  static let line = #"10.0.0.1 - a b [20/Nov/2026:13:00:00 +0000] "GET /x HTTP/1.1" 200"#

  @Test(arguments: [
    bare,
    "'" + bare + "'",
    "'$remote_addr - ${remote_user} '\n  '[$time_local] \"$request\" $status';",
    "log_format main '$remote_addr - $remote_user [$time_local] '  # the first\n '\"$request\" $status';",
    #""$remote_addr - $remote_user [$time_local] \"$request\" $status""#,
    #"log_format  main escape=default "$remote_addr - $remote_user [$time_local] \"$request\" $status""#,
    #"escape=none '$remote_addr - $remote_user [$time_local] "$request" $status'"#,
    "  \(bare)  \n",
  ])
  func aDirectiveInAnySpelling(_ text: String) throws {
    let format = try LogFormat(declaration: " nginx:" + text + "\n")
    #expect(format.notices.isEmpty)
    let parsed = parse(Array(NginxDeclarationTests.line.utf8), format)
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.target] == "/x")
    #expect(parsed.only(\.time) == base)
    #expect(parsed.only(\.status) == 200)
  }

  @Test func aNameIsTheTextAsGiven() throws {
    let text = "nginx:" + NginxDeclarationTests.bare
    #expect(try LogFormat(declaration: " \(text)\n").name == text)
  }

  @Test func eachUnknownVariableIsToldOnce() throws {
    let format = try LogFormat(declaration: "nginx:$msec $status $foo $bar $foo $uid_got $arg_x")
    #expect(format.notices == [.unknownDirective("$foo"), .unknownDirective("$bar")])
  }

  @Test func escapesOfAQuotedField() throws {
    let line = #"1795179600.250|200|GET /\x22a b\x5C HTTP/1.1|"#
    let parsed = try declared("nginx:$msec|$status|$request|", line)
    #expect(parsed[\.target] == #"/"a b\"#)
    #expect(parsed.only(\.time) == base + 250)
    #expect(
      try declared("nginx:escape=none '$msec|$status|$request|'", line)[\.target]
        == #"/\x22a b\x5C"#)
  }

  @Test func JSONTextsAreUnescaped() throws {
    let declaration =
      #"nginx:escape=json '{"t":"$time_iso8601","s":$status,"q":"$request","#
      + #""group":"$tenant","token": "$http_authorization"}'"#
    let parsed = try declared(
      declaration,
      #"{"t":"2026-11-20T14:00:00+01:00","s":200,"q":"GET /\"\u0041 HTTP/1.1","#
        + #""group":"a\"b","token": "Bearer x"}"#)
    #expect(parsed[\.target] == "/\"A")
    #expect(parsed[\.group] == "a\"b")
    #expect(parsed[\.token] == "x")
    #expect(parsed.only(\.time) == base)
  }

  @Test func headersAndCustomVariablesGiveFields() throws {
    let parsed = try declared(
      "nginx:$msec $status $http_x_application $sent_http_x_rate_limit_limit "
        + "$upstream_http_x_rate_limit_limit $upstream_http_retry_after $site $group",
      "1795179600 429 app - 100 7 site1 acme")
    #expect(parsed[\.app] == "app")
    #expect(parsed[\.site] == "site1")
    #expect(parsed[\.group] == "acme")
    #expect(parsed.only(\.limit) == 100)
    #expect(parsed.only(\.retryAfter) == 7)
  }

  @Test func aKeyNamesWhatAVariableDoesNot() throws {
    let parsed = try declared(
      #"nginx:$msec $status group="$tenant" app=$x status=$y xsite=$z"#,
      #"1795179600 200 group="acme" app=a status=500 xsite=s"#)
    #expect(parsed[\.group] == "acme")
    #expect(parsed[\.app] == "a")
    #expect(parsed[\.site] == "")
    #expect(parsed.only(\.status) == 200)
  }

  @Test func theBestOfSeveralVariablesCounts() throws {
    let parsed = try declared(
      "nginx:$status $upstream_status [$time_local] $msec $server_name $host $bytes_sent $body_bytes_sent",
      "200 502, 504 [20/Nov/2026:13:00:00 +0000] 1795179600.123 _ h 900 12")
    #expect(parsed.only(\.status) == 200)
    #expect(parsed.only(\.time) == base + 123)
    #expect(parsed[\.host] == "h")
    let upstream = try declared(
      "nginx:$msec $upstream_status [$uri]", "1795179600 502, 504 : 200 [/]")
    #expect(upstream.only(\.status) == 200)
  }

  @Test(arguments: [
    ("$uri$is_args$args", "/a?b=1"), ("$uri $args", "/a b=1"),
    ("$uri ${is_args}$query_string", "/a ?b=1"),
    ("$request_uri $uri $args", "/a?b=1 /z b=1"),
  ])
  func pathAndQueryAreOneTarget(_ text: String, _ logged: String) throws {
    let parsed = try declared("nginx:$msec $status \(text)", "1795179600 200 \(logged)")
    #expect(parsed[\.target] == "/a?b=1")
    let without = try declared("nginx:$msec $status $uri|$args", "1795179600 200 /a|-")
    #expect(without[\.target] == "/a")
  }

  @Test func aRequestLineTellsMoreThanARewrittenPath() throws {
    let parsed = try declared(
      "nginx:$msec $status \"$request\" $uri $args",
      "1795179600 200 \"GET /a?b HTTP/1.1\" /index.php c=d")
    #expect(parsed[\.target] == "/a?b")
  }

  @Test func aRewrittenPathIsNoApplicationUnderTheKeyURI() throws {
    let parsed = try declared(
      #"nginx:escape=json {"t":$msec,"s":$status,"uri":"$uri","request":"$request"}"#,
      #"{"t":1795179600,"s":200,"uri":"/index.php","request":"GET /a HTTP/1.1"}"#)
    #expect(parsed[\.uri] == "")
    #expect(parsed[\.target] == "/a")
  }

  @Test func aHostileLength() {
    #expect(refusal("nginx:$msec $status " + String(repeating: "x", count: 1 << 20)) != nil)
    #expect(refusal("apache:%s %200{" + String(repeating: "%c", count: 4000) + "}t") == nil)
    #expect(refusal("apache:" + String(repeating: "%", count: 5000)) != nil)
  }

  @Test func aTimeWithoutBracketsHoldsItsBlank() throws {
    let parsed = try declared("nginx:$time_local $status", "20/Nov/2026:13:00:00 +0000 200")
    #expect(parsed.only(\.time) == base)
    #expect(
      try declared("nginx:$status $time_local", "200 20/Nov/2026:13:00:00 +0000").records.count == 1
    )
  }

  @Test(
    arguments: [
      ("", .empty), ("''", .empty), ("log_format main", .empty), ("log_format", .empty),
      ("$status", .noTime(language: "nginx")), ("$msec", .noStatus(language: "nginx")),
      ("access_log /var/log/x main;", .otherDirective("access_log")),
      ("'$msec $status", .openQuote(column: 7)),
      ("log_format a '$msec' \"$status", .openQuote(column: 28)),
      (
        "$msec ${status",
        .malformed(text: "${status", column: 13, expected: "a name in braces, such as ${status}")
      ),
      (
        "$msec $ $status",
        .malformed(text: "$ ", column: 13, expected: "a variable such as $status")
      ),
      (
        "log_format a escape=xml '$msec';",
        .malformed(
          text: "escape=xml", column: 19, expected: "escape=default, escape=json or escape=none")
      ),
      (
        "log_format a '$msec'; log_format b '$msec';",
        .malformed(
          text: ";", column: 27,
          expected: "one log_format directive, with nothing behind its semicolon")
      ),
      (
        "log_format a {\"t\":\"$msec\"};",
        .malformed(text: "{", column: 20, expected: "the format in quotes, '...'")
      ),
      (
        "$msec\n$status",
        .malformed(
          text: "line end", column: 12, expected: "a format of one line, without line ends")
      ),
      ("$msec $status$request", nil),
      ("$msec $status $host$request", .noSeparator(first: "$host", second: "$request")),
    ] as [(String, FormatError?)])
  func whatIsRefused(_ text: String, _ expected: FormatError?) {
    #expect(refusal("nginx:" + text) == expected)
  }
}
