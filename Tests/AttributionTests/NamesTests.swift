import Attribution
import Testing

/// Sites, application URIs and origins.
@Suite struct NamesTests {
  @Test(arguments: [
    ("site.example", "site.example"), ("Site.EXAMPLE:8443", "site.example"), ("h:", "h"),
    ("[FE80::1]:443", "[fe80::1]"), ("[::1]", "[::1]"), ("FE80::1", "fe80::1"), ("", ""),
    ("CafÉ", "cafÉ"), ("h:8o", "h:8o"), (":80", ":80"), ("a  B", "a  b"), ("\u{0}A", "\u{0}a"),
    ("[x](http://E)", "[x](http://e)"), ("https://H:80", "https://h:80"),
  ])
  func sites(_ raw: String, _ expected: String) {
    #expect(appended(raw) { Attributor.appendSite($0, $1, to: &$2) } == expected)
  }

  @Test(arguments: [
    ("https://App1.Example/x", "https://App1.Example/x"),
    ("https://App1.Example/x/", "https://App1.Example/x"),
    ("https://u:p@App1.Example/x/?q=1#f", "https://App1.Example/x"),
    ("https://a.example/", "https://a.example"),
    ("https://a.example//", "https://a.example/"), ("https://a?b/", "https://a"),
    ("https://a#b?c/", "https://a"),
    ("https://a?b#c", "https://a"), ("https://u@v@a/x@y", "https://a/x@y"),
    ("https://a/u@b", "https://a/u@b"),
    ("https://@a", "https://a"), ("https://u@", "https://"), ("//u@a/b", "//a/b"), ("a@b", "a@b"),
    ("mailto:a@b", "mailto:a@b"), ("", ""), ("/", ""), ("//", "/"), ("?a", ""), ("#a", ""),
    ("/?a", ""),
    ("https://", "https:/"), ("about:blank", "about:blank"), ("urn:x:y/", "urn:x:y"),
    ("a  b", "a  b"),
    ("<script>alert('x')</script>", "<script>alert('x')</script>"), ("%41%zz", "%41%zz"),
    ("https://a:8080/", "https://a:8080"), ("x//u@a", "x//u@a"), ("É/", "É"),
  ])
  func applicationURIs(_ raw: String, _ expected: String) {
    #expect(appended(raw) { Attributor.appendApplicationURI($0, $1, to: &$2) } == expected)
  }

  @Test(arguments: [
    ("https://O.App9.Example", "https://o.app9.example"),
    ("HTTPS://A:8080/Path?Q#F", "https://a:8080"),
    ("https://U:P@A/x", "https://a"), ("https://a?x=y@z", "https://a"),
    ("https://a#x@z", "https://a"),
    ("null", "null"), ("NULL", "NULL"), ("about:Blank", "about:Blank"), ("//A/b", "//A/b"),
    ("", ""),
    ("://", "://"), ("https://", "https://"), ("https:/A", "https:/A"), ("a b://C", "a b://c"),
    ("https://É", "https://É"), ("https://u@v@W/", "https://w"), ("x", "x"),
  ])
  func origins(_ raw: String, _ expected: String) {
    #expect(appended(raw) { Attributor.appendOrigin($0, $1, to: &$2) } == expected)
  }

  @Test func longNames() {
    let long = String(repeating: "A/", count: 1 << 19)
    #expect(appended(long) { Attributor.appendApplicationURI($0, $1, to: &$2) } == long.dropLast())
    #expect(appended("S://" + long) { Attributor.appendOrigin($0, $1, to: &$2) } == "s://a")
    let colons = String(repeating: ":", count: 1 << 20)
    #expect(appended(colons) { Attributor.appendSite($0, $1, to: &$2) } == colons)
  }
}
