import AccessLog
import Bytes
import Testing

@Suite struct TailTests {
  @Test func readsEveryField() {
    let parsed = tail(
      #"host=h group=g app=a site=s token=t uri=u origin=o limit=1 remaining=2 reset=3 "#
        + #"retry_after=4 delay=5 exceeded="ip limited" items=6 action=assign account=c "#
        + #"analytics=1 error="e e" entities=taxonomy-depth:x:7 duration=0.5"#)
    #expect(parsed[\.host] == "h")
    #expect(parsed[\.group] == "g")
    #expect(parsed[\.app] == "a")
    #expect(parsed[\.site] == "s")
    #expect(parsed[\.token] == "t")
    #expect(parsed[\.uri] == "u")
    #expect(parsed[\.origin] == "o")
    #expect(parsed[\.exceeded] == "ip limited")
    #expect(parsed[\.account] == "c")
    #expect(parsed[\.error] == "e e")
    #expect(parsed.only(\.limit) == 1)
    #expect(parsed.only(\.remaining) == 2)
    #expect(parsed.only(\.reset) == 3)
    #expect(parsed.only(\.retryAfter) == 4)
    #expect(parsed.only(\.delay) == 5)
    #expect(parsed.only(\.items) == 6)
    #expect(parsed.only(\.action) == .assign)
    #expect(parsed.only(\.analytics) == .yes)
    #expect(parsed.batch.observations.map(\.value) == [7])
    #expect(parsed.only(\.time) == base)
    #expect(parsed.bad == 0)
  }

  @Test func theLastOfEqualKeysWins() {
    #expect(tail("site=a site=b")[\.site] == "b")
    #expect(tail("site=a site=-").only(\.site)?.isPresent == false)
    #expect(tail(#"site="\x41" site=b"#)[\.site] == "b")
    #expect(tail(#"site=b site="\x41""#)[\.site] == "A")
    let parsed = tail("limit=x limit=5")
    #expect(parsed.only(\.limit) == 5)
    #expect(parsed.bad == 0)
  }

  @Test func keysOfTheFixedPartAreIgnored() {
    let parsed = tail(
      "client=9.9.9.9 time=- status=500 method=PUT target=/x bytes=x agent=y request=x")
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.method] == "GET")
    #expect(parsed[\.target] == "/")
    #expect(parsed.only(\.status) == 200)
    #expect(parsed.bad == 0)
  }

  @Test func theTailGivesWhatTheFixedPartLacks() {
    #expect(tail("referer=https://r/")[\.referer] == "https://r/")
    #expect(extended(line(behind: " referer=https://r/"))[\.referer] == "https://r/")
    let given = extended(line(behind: #" "https://a/" "agent" referer=https://b/"#))
    #expect(given[\.referer] == "https://a/")
  }

  @Test func unknownKeysAreIgnored() {
    let parsed = tail("trace=1 Site=x sites=x sit=x retry_aftex=1 retry_after_=1 group=g")
    #expect(parsed[\.group] == "g")
    #expect(parsed.only(\.site)?.isPresent == false)
    #expect(parsed.only(\.retryAfter) == -1)
    #expect(parsed.bad == 0)
  }

  @Test(arguments: [
    ("stray", 1), ("17 18", 2), (#""-""#, 1), (#""two words""#, 1), ("=x", 1), (#"a"b=c"#, 1),
    (#""unclosed"#, 1), (#""a"b"#, 1), (#"site="unclosed"#, 1), (#"site="a"b"#, 1),
    (#"site="a b"c"#, 2), ("  ", 0), ("site=", 0), (#"site="""#, 0), ("a=b=c", 0), (#"\""#, 1),
    (#""esc\"aped""#, 1), (#"x="esc\" aped""#, 0),
  ])
  func wordsThatAreNoPairAreBad(_ words: String, _ expected: Int) {
    let parsed = tail(words + " group=g")
    #expect(parsed.bad == expected, "\(words)")
    #expect(parsed[\.group] == "g")
    #expect(parsed.only(\.site)?.isPresent == false)
  }

  @Test func oneQuotedTextAloneIsAWordOfTheTail() {
    let parsed = extended(line(behind: #" "https://r/" group=g"#))
    #expect(parsed[\.group] == "g")
    #expect(parsed.only(\.referer)?.isPresent == false)
    #expect(parsed.bad == 1)
  }

  @Test func valuesMayHoldEqualsSignsAndQuotes() {
    #expect(tail(#"site=a=b"c"#)[\.site] == "a=b\"c")
    #expect(tail(#"site=back\slash\x41"#)[\.site] == #"back\slash\x41"#)
    #expect(tail(#"site="a=b \"c\"""#)[\.site] == "a=b \"c\"")
  }

  @Test func manyBlanksSeparateAsOne() {
    #expect(tail("  group=g   site=s  ")[\.site] == "s")
    #expect(extended(line(behind: "   ")).bad == 0)
  }
}
