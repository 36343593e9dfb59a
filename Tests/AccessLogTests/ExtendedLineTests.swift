import AccessLog
import Bytes
import Testing

@Suite struct ExtendedLineTests {
  @Test func readsTheFixedPart() {
    let parsed = extended(
      #"10.0.0.1 ident frank [20/Nov/2026:13:00:00 +0000] "GET /a?b=c HTTP/1.1" 404 12 "#
        + #""https://r/" "agent""#
    )
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.method] == "GET")
    #expect(parsed[\.target] == "/a?b=c")
    #expect(parsed[\.referer] == "https://r/")
    #expect(parsed.only(\.status) == 404)
    #expect(parsed.only(\.time) == base)
    #expect(parsed.only(\.line) == 1)
    #expect(parsed.bad == 0)
  }

  @Test func commonLinesHaveNoReferer() {
    let parsed = extended(line())
    #expect(parsed[\.target] == "/")
    #expect(parsed.only(\.referer)?.isPresent == false)
  }

  @Test func absentIsDashOrEmpty() {
    let parsed = extended(#"- - - [20/Nov/2026:13:00:00 +0000] "GET / HTTP/1.1" 200 - "" "-""#)
    #expect(parsed.only(\.client)?.isPresent == false)
    #expect(parsed.only(\.referer)?.isPresent == false)
    #expect(parsed.bad == 0)
  }

  @Test(arguments: [
    "a user with blanks", "-", "", "[bracket", "a]b", "\"quoted\"", "x [",
  ])
  func usersGoUpToTheFirstBlankBeforeABracket(_ user: String) {
    let parsed = extended(
      "10.0.0.1 - \(user) [20/Nov/2026:13:00:00 +0000] \"GET /x HTTP/1.1\" 200 12")
    if user == "x [" {
      #expect(parsed.reasons == [.badTime])
    } else {
      #expect(parsed[\.target] == "/x")
    }
  }

  @Test(arguments: [
    "garbage", "10.0.0.1", "10.0.0.1 ", "10.0.0.1 -", "10.0.0.1 - ", "10.0.0.1 - -",
    "10.0.0.1 - - ", "10.0.0.1 - - [", "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000]",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] ", "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\"",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" ",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200 ",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200  12",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\"  200 12",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000]  \"GET / HTTP/1.1\" 200 12",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] GET / HTTP/1.1 200 12 \"-\" \"x\"",
    "10.0.0.1  - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200 12",
    "10.0.0.1 - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200 12",
    " 10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\" 200 12",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET /\"x HTTP/1.1\" 200 12",
    "10.0.0.1 - - [20/Nov/2026:13:00:00 +0000] \"GET / HTTP/1.1\\\" 200 12",
    "2026/11/18 10:00:00 [error] 123#0: *1 upstream timed out", " ", "\u{0}",
  ])
  func whatDoesNotFitIsABadLine(_ text: String) {
    let parsed = extended(text)
    #expect(parsed.reasons == [.badLine], "\(text)")
    #expect(parsed.counts.malformed[MalformedReason.badLine.rawValue] == 1)
    #expect(parsed.counts.firstMalformed.first.map { $0.column >= 1 } == true)
  }

  @Test func everyPrefixOfALineIsABadLineOrARecord() {
    let whole = line(behind: #" "ref" "agent" group=g token="a b" "#)
    let shortest = line().utf8.count - 1  // one digit of the bytes is enough
    for count in 1...whole.utf8.count {
      let parsed = parse(Array(whole.utf8.prefix(count)), .extended)
      #expect(parsed.counts.records == (count >= shortest ? 1 : 0), "\(count) bytes")
    }
  }

  @Test func reasonsAreTriedInOrder() {
    #expect(extended(line(time: "-", status: "abc")).reasons == [.badTime])
    #expect(extended(line(status: "abc")).reasons == [.badStatus])
    #expect(extended(line(status: "-")).reasons == [.badStatus])
    #expect(extended(line(time: "-")).reasons == [.badTime])
  }

  @Test(arguments: ["20", "2000", "20x", "+20", "\u{0662}00"])
  func statusHasThreeDigits(_ status: String) {
    #expect(extended(line(status: status)).reasons == [.badStatus])
  }

  @Test func malformedLinesTellWhere() {
    let parsed = extended(line(time: "yesterday") + "\n" + line(status: "2x0") + "\n")
    #expect(parsed.counts.firstMalformed.map(\.line) == [1, 2])
    #expect(parsed.counts.firstMalformed.map(\.column) == [15, 60])
  }

  @Test func quotedFieldsUndoTheirEscapes() {
    let parsed = extended(
      line(request: #"GET /\"a\"\\\x41\x0a\n\xZZ\x4 HTTP/1.1"#, behind: #" "\"r\\" "\\""#))
    #expect(parsed[\.target] == "/\"a\"\\A\n\\n\\xZZ\\x4")
    #expect(parsed[\.referer] == "\"r\\")
    #expect(parsed.bad == 0)
  }

  @Test func anEscapedDashIsAbsentToo() {
    #expect(tail(#"site="\x2d""#).only(\.site)?.isPresent == false)
  }

  @Test func bytesMustBeAnIntegerOrAbsent() {
    #expect(extended("a - - [20/Nov/2026:13:00:00 +0000] \"-\" 200 1x").bad == 1)
    #expect(extended("a - - [20/Nov/2026:13:00:00 +0000] \"-\" 200 -").bad == 0)
    #expect(extended("a - - [20/Nov/2026:13:00:00 +0000] \"-\" 200 0000000000000000001").bad == 1)
  }
}
