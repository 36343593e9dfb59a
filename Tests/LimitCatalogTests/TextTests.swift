import Bytes
import Testing

@testable import LimitCatalog

@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("", ""), ("nothing here", "nothing here"), ("Bearer", "Bearer"), ("Bearer ", "Bearer "),
    ("Bearer abc", "Bearer ***"), ("bEARER \t abc def", "bEARER \t *** def"),
    ("Authorization: Bearer a.b-c~d+e/f=; x", "Authorization: Bearer *** x"),
    ("\"Bearer abc\" tail", "\"Bearer ***\" tail"), ("Bearer \"a b\" tail", "Bearer \"***\" tail"),
    ("Bearer%20abc", "Bearer%20***"), ("Bearer+abc", "Bearer+***"),
    ("forbearer x", "forbearer ***"),
    ("bearers abc", "bearers abc"), ("token=abc", "token=***"), ("token=", "token="),
    ("token=&a=b", "token=&a=b"), ("/x?access_token=abc&y=1#z", "/x?access_token=***&y=1#z"),
    ("Refresh_TOKEN=abc#z", "Refresh_TOKEN=***#z"), ("token='a b' c", "token='***' c"),
    ("token=\"a", "token=\"***"), ("token=Bearer abc d", "token=Bearer *** d"),
    ("token=\"Bearer abc\" d", "token=\"Bearer ***\" d"), ("token=a,b;c", "token=***"),
    ("token = abc", "token = abc"), ("Bearer token=abc d", "Bearer *** d"),
    ("token=é\u{1F600} z", "token=*** z"), ("token=a token=b", "token=*** token=***"),
    ("Bearer a Bearer b", "Bearer *** Bearer ***"), ("`Bearer abc` y", "`Bearer ***` y"),
  ])
  func masks(_ text: String, _ expected: String) {
    #expect(SecretMask.masked(text) == expected)
    #expect(SecretMask.masked(expected) == expected)
  }

  @Test func noSecretSurvivesAnyContext() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(state: seed)
    let pieces = ["a", " ", "\"", "'", "&", "=", "Bearer ", "token=", "é", "%20", "`", "\n", "Be"]
    for _ in 0..<500 {
      let count = Int.random(in: 0...8, using: &generator)
      let before = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let marker = Bool.random(using: &generator) ? "Bearer " : "access_token="
      let masked = SecretMask.masked(before + marker + "s3cret " + before)
      #expect(!masked.contains("s3cret"), "seed \(seed): \(before)")
    }
  }
}

@Suite struct NearestNameTests {
  static let known = ["warn_at", "sites", "calls_per_day", "utc", "header"]

  @Test(arguments: [
    ("warn-at", "warn_at"), ("warnat", "warn_at"), ("WARN_AT", "warn_at"), ("wran_at", "warn_at"),
    ("site", "sites"), ("stes", "sites"), ("call_per_days", "calls_per_day"), ("ut", "utc"),
    ("utcc", "utc"), ("uct", "utc"), ("haeder", "header"),
  ])
  func near(_ typed: String, _ expected: String) {
    #expect(NearestName.of(typed, in: NearestNameTests.known) == expected)
  }

  @Test(arguments: ["", "x", "quota", "u", "nothing", "sssssss"])
  func far(_ typed: String) {
    #expect(NearestName.of(typed, in: NearestNameTests.known) == nil)
  }

  @Test func longTextsCostNothing() {
    #expect(NearestName.of(String(repeating: "a", count: 1 << 20), in: ["a"]) == nil)
    #expect(NearestName.of("a", in: []) == nil)
  }
}

@Suite struct HostNameTests {
  @Test(arguments: [
    ("h", "h"), ("h:1", "h"), ("h:", "h"), ("h:80x", "h:80x"), (":80", ":80"), ("", ""), (":", ":"),
    ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("[::1]:", "[::1]"), ("[::1]x:80", "[::1]x:80"),
    ("::1", "::1"), ("fe80::1:80", "fe80::1:80"), ("[x](http://e)", "[x](http://e)"),
    ("a:b:80", "a:b:80"), ("[", "["), ("]:1", "]"), ("[]:1", "[]"), ("[:1", "[:1"),
    ("é:443", "é"),
  ])
  func port(_ text: String, _ expected: String) {
    let bytes = Array(text.utf8)
    let range = HostName.withoutPort(bytes.span, bytes.indices)
    #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
  }

  @Test func readsWithinItsRange() {
    let bytes = Array("x:1h:22:3".utf8)
    #expect(HostName.withoutPort(bytes.span, 3..<7) == 3..<4)
    #expect(HostName.withoutPort(bytes.span, 4..<4) == 4..<4)
  }
}
