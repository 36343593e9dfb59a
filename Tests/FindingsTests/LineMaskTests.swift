import Bytes
import Testing

@testable import Findings

/// What of a line may be shown.
@Suite struct LineMaskTests {
  private static func masked(_ line: String, token: String? = nil) -> String {
    let own = token.map { Array($0.utf8) }
    return String(decoding: LineMask.masked(Array(line.utf8), token: own), as: UTF8.self)
  }

  private static func filtered(_ line: String, _ tokens: [String]) -> String {
    var filter = TokenFilter()
    for token in tokens { filter.add(Array(token.utf8)) }
    return String(decoding: LineMask.masked(Array(line.utf8), by: filter).text, as: UTF8.self)
  }

  @Test(arguments: [
    ("a abc/DEF+12 b", "a *** b"), ("a ABC/def+12 b", "a *** b"),
    ("?t=xabc/DEF+12y&u", "?t=x***y&u"),
    ("?t=abc%2FDEF%2b12&u", "?t=***&u"), ("?t=abc%252FDEF%252b12&u", "?t=***&u"),
    (#"{"a":"abc\/DEF+12"}"#, #"{"a":"***"}"#), (#""abc\x2FDEF+12""#, #""***""#),
    (#"{"a":"abc\u002fDEF+12"}"#, #"{"a":"***"}"#), ("abc/DEF+1", "abc/DEF+1"),
  ])
  func ownTokensGoWhereverTheyStand(_ line: String, _ expected: String) {
    #expect(Self.masked(line, token: "abc/DEF+12") == expected)
    #expect(Self.filtered(line, ["other-token", "abc/DEF+12"]) == expected, "as another's token")
  }

  @Test func aTokenMayItselfBeLoggedEscaped() {
    #expect(Self.masked("x abc/defgh", token: "abc%2Fdefgh") == "x ***")
    #expect(Self.filtered("x abc/defgh", ["abc%2Fdefgh"]) == "x ***")
  }

  @Test func shortTokensAreMaskedAsWords() {
    #expect(Self.masked("a1 /1/x?q=1 HTTP/1.1", token: "a1") == "*** /1/x?q=1 HTTP/1.1")
    #expect(Self.masked("xa1 a1x a1", token: "a1") == "xa1 a1x ***")
    #expect(Self.filtered("seven77 seven77", ["seven77"]) == "seven77 seven77")
  }

  @Test(arguments: [
    (#"t="Basic dXNlcjpwYXNz""#, #"t="Basic ***""#),
    ("Authorization: Bearer+x y", "Authorization: ***"),
    (#"authorization="Basic a b" z=1"#, #"authorization="***" z=1"#), ("token=- x", "token=- x"),
    ("/x?client_secret=s3cret&b=1", "/x?client_secret=***&b=1"), ("token=\"-\"", "token=\"-\""),
    (#"{"Authorization":["Basic YWJj"],"b":1}"#, #"{"Authorization":["***"],"b":1}"#),
    (#"{\"x_token\": \"abc\", \"b\": 1}"#, #"{\"x_token\": \"***\", \"b\": 1}"#),
    ("https://user:pass@host/a@b", "https://***@host/a@b"),
    ("/oauth/token HTTP/1.1", "/oauth/token HTTP/1.1"),
    ("/x?access_token%3Dabcd%26b", "/x?access_token%3D***%26b"),
    (#""Digest username=\"u\", response=\"r\"" z"#, #""Digest ***" z"#),
    ("cookie=\"a=b; c=d\" z", "cookie=\"***\" z"),
    (
      #"{"Set-Cookie":["a=COOK31; Path=/","b=COOK32" , "COOK33"],"b":1}"#,
      #"{"Set-Cookie":["***"],"b":1}"#
    ),
    (#"{"token":["-",""],"b":["c"]}"#, #"{"token":["-",""],"b":["c"]}"#),
    (#"{\"cookie\": [\"COOK34\", \"COOK35\"], \"b\": 1}"#, #"{\"cookie\": [\"***\"], \"b\": 1}"#),
    (#"{"cookie":["COOK36","COOK37"#, #"{"cookie":["***"#),
  ])
  func namesAndSchemesTellSecrets(_ line: String, _ expected: String) {
    #expect(Self.masked(line) == expected)
  }

  @Test(arguments: [
    ("Authorization: Token RAWTOK21", "Authorization: ***"),
    (#""Authorization: Token RAWTOK21" 200"#, #""Authorization: ***" 200"#),
    ("Cookie: a=COOKA12; b=COOKB13", "Cookie: ***"), ("cookie=- 200", "cookie=- 200"),
    ("Set-Cookie:a=1; b=2", "Set-Cookie:***"),
    (#"Authorization: Digest username="u", response="RESP41""#, "Authorization: ***"),
    (#"Digest username="u", response="RESP42", nc=1"#, "Digest ***"),
    (#""Authorization: Digest username="u", response="RESP43"" 200"#, #""Authorization: ***" 200"#),
    (#""Authorization: Digest username=\"u\", response=\"RESP44\"" 2"#, #""Authorization: ***" 2"#),
    (#"authorization="Digest username="u", response="RESP45"" z"#, #"authorization="***" z"#),
    (#""Proxy: Digest username=\x22u\x22, response=\x22RESP46\x22" 2"#, #""Proxy: Digest ***" 2"#),
    (#""Authorization: Basic RESP47=" 200 "a b""#, #""Authorization: ***" 200 "a b""#),
    (#"Cookie: a="COOKA48"; b=COOKB49"#, "Cookie: ***"),
  ])
  func headersOutsideQuotesAreHiddenToTheirEnd(_ line: String, _ expected: String) {
    #expect(Self.masked(line) == expected)
  }

  @Test(arguments: [
    ("/x?password[]=PWARR16&b=1", "/x?password[]=***&b=1"),
    ("/x?token[x]=TOKARR17 200", "/x?token[x]=*** 200"),
    ("/x?secret%5B%5D=SEC%20ARR18&b", "/x?secret%5B%5D=***&b"),
    ("/x?secret%5Ba%5d=SECARR18", "/x?secret%5Ba%5d=***"),
    ("/x?secret%255B%255D=SECARR18", "/x?secret%255B%255D=***"),
    ("/x?user[password]=PWIDX19", "/x?user[password]=***"),
    ("/x?user%5Bpassword%5D=PWIDX19", "/x?user%5Bpassword%5D=***"),
    ("token[ x=1", "token[ x=1"), ("token[", "token["), ("token[]", "token[]"),
  ])
  func indexedNamesTellSecrets(_ line: String, _ expected: String) {
    #expect(Self.masked(line) == expected)
  }

  @Test(arguments: [
    "session", "sessionid", "JSESSIONID", "PHPSESSID", "sid", "pwd", "pass", "db_pass", "passwd",
    "password", "access_key", "AccessKey", "sig", "signature",
  ])
  func namesOfSessionsAndKeysTellSecrets(_ name: String) {
    #expect(Self.masked("/x?\(name)=hid3&b=1 x") == "/x?\(name)=***&b=1 x")
    #expect(Self.masked("/x;\(name)=hid3 x") == "/x;\(name)=*** x")
  }

  @Test func longLinesAreCutAndNoTokenIsCutInHalf() {
    let token = "QWERTYuiop0123456789"
    var filter = TokenFilter()
    filter.add(Array(token.utf8))
    for lead in [2030, 2040, 2047, 2048, 4080, 4090] {
      let line =
        String(repeating: "a ", count: lead / 2) + String(repeating: "b", count: lead % 2)
        + token + String(repeating: " c", count: 5000)
      let start = LineMask.masked(Array(line.utf8), token: nil)
      let (text, isCut) = LineMask.masked(start, by: filter)
      #expect(isCut && text.count <= LineMask.mostBytes + 3)
      #expect(!String(decoding: text, as: UTF8.self).contains("Q"), "\(lead)")
    }
    let short = LineMask.masked(Array("plain".utf8), by: filter)
    #expect(short.text == Array("plain".utf8) && !short.isCut)
  }

  @Test func tokensTooLongToLookForHideLongWords() {
    let token = String(repeating: "LongToken", count: 400)
    var filter = TokenFilter()
    filter.add(Array(token.utf8))
    for lead in [0, 1000, 2040, 4090] {
      let line = String(repeating: "a ", count: lead / 2) + "x" + token + " " + token
      let start = LineMask.masked(Array(line.utf8), token: nil)
      let text = LineMask.masked(start, by: filter).text
      #expect(!String(decoding: text, as: UTF8.self).contains("L"), "\(lead)")
    }
  }

  @Test func mergedFiltersKnowBothSides() {
    var (left, right) = (TokenFilter(), TokenFilter())
    left.add(Array("left-token-1".utf8))
    right.add(Array("right-token-22".utf8))
    left.merge(right)
    var all = TokenFilter()
    all.merge(left)
    let line = Array("LEFT-token-1 right-token-22 neither".utf8)
    #expect(LineMask.masked(line, by: all).text == Array("*** *** neither".utf8))
    #expect(LineMask.masked(line, by: TokenFilter()).text == line)
  }
}
