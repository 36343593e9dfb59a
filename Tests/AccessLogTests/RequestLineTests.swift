import AccessLog
import Bytes
import Testing

@Suite struct RequestLineTests {
  @Test(arguments: [
    ("GET / HTTP/1.1", "GET", "/"), ("GET /", "GET", "/"), ("GET /a b HTTP/1.1", "GET", "/a b"),
    ("GET /a b", "GET", "/a b"), ("GET HTTP/1.1", "GET", "HTTP/1.1"),
    ("GET  HTTP/1.1", "GET", " HTTP/1.1"), ("GET /  HTTP/2.0", "GET", "/ "),
    ("GET / HTTP/", "GET", "/"), ("GET / HTTP", "GET", "/ HTTP"),
    ("GET / http/1.1", "GET", "/ http/1.1"), ("GET / HTTP/1.1 ", "GET", "/ HTTP/1.1 "),
    ("GET / HTTP/1.1 HTTP/1.0", "GET", "/ HTTP/1.1"),
    ("m!#$%&'*+-.^_`|~9 x", "m!#$%&'*+-.^_`|~9", "x"),
    ("OPTIONS * HTTP/1.1", "OPTIONS", "*"),
    ("CONNECT foo.com:25 HTTP/1.1", "CONNECT", "foo.com:25"),
  ])
  func splits(_ request: String, _ method: String, _ target: String) {
    let parsed = extended(line(request: request))
    #expect(parsed[\.method] == method)
    #expect(parsed[\.target] == target)
  }

  @Test(arguments: [
    "", "-", "GET", "GET ", " / HTTP/1.1", " ", "G(T / HTTP/1.1", "GET\t/ HTTP/1.1",
    #"\x16\x03\x01"#, #"\x16\x03\x01 \x00"#, "b\u{E9} / HTTP/1.1", "lv|'|'|VHJ=|", "/ HTTP/1.1(",
  ])
  func whatIsNoRequestIsADash(_ request: String) {
    let parsed = extended(line(request: request))
    #expect(parsed.counts.records == 1)
    let isAbsent = request.isEmpty || request == "-"
    #expect(parsed[\.method] == (isAbsent ? "" : "-"))
    #expect(parsed[\.target] == (isAbsent ? "" : "-"))
  }

  @Test(arguments: [
    ("http://a.example/x?y", "a.example", "/x?y"), ("HTTPS://a.example:443/", "a.example:443", "/"),
    ("http://a.example", "a.example", "/"), ("http://a.example?x", "a.example", "?x"),
    ("http:///x", "", "/x"), ("a+b-c.1://h/x", "h", "/x"), ("1http://h/x", "", "1http://h/x"),
    ("http:/h/x", "", "http:/h/x"), ("//h/x", "", "//h/x"), ("*", "", "*"),
    ("http://[::1]:80/x", "[::1]:80", "/x"), ("ht", "", "ht"), ("http://", "", "/"),
  ])
  func absoluteFormGivesTheHost(_ target: String, _ host: String, _ rest: String) {
    let parsed = extended(line(request: "GET \(target) HTTP/1.1"))
    #expect(parsed[\.host] == host)
    #expect(parsed[\.target] == rest)
    let asJSON = object(#""target":"\#(target)""#)
    #expect(asJSON[\.host] == host)
    #expect(asJSON[\.target] == rest)
  }

  @Test func aGivenHostStays() {
    let parsed = extended(line(request: "GET http://a.example/x HTTP/1.1", behind: " host=b"))
    #expect(parsed[\.host] == "b")
    #expect(parsed[\.target] == "/x")
  }

  @Test func methodAndTargetOfTheirOwnWinOverTheLine() {
    let parsed = object(#""request":"GET /a HTTP/1.1","target":"/b""#)
    #expect(parsed[\.method] == "GET")
    #expect(parsed[\.target] == "/b")
    #expect(object(#""request":"-","method":"PUT""#)[\.method] == "PUT")
  }
}
