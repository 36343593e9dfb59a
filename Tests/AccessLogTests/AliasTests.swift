import AccessLog
import Bytes
import Testing

/// One line as each server writes it.
@Suite struct AliasTests {
  @Test func caddy() {
    let parsed = json(
      #"{"level":"info","ts":1795179600.25,"logger":"http.log.access","msg":"handled request","#
        + #""request":{"remote_ip":"10.0.0.9","remote_port":"1","client_ip":"10.0.0.1","#
        + #""method":"GET","host":"h:443","uri":"/x?y","headers":{"Authorization":["Bearer t"],"#
        + #""Origin":["o"],"Referer":["r","s"],"User-Agent":["a"]}},"user_id":"","#
        + #""duration":0.0025,"size":12,"status":200,"resp_headers":{"Retry-After":["5"],"#
        + #""X-Rate-Limit-Limit":["100"],"X-Knewton-Rate-Delay":["7"]}}"#)
    #expect(parsed.only(\.time) == base + 250)
    #expect(parsed[\.client] == "10.0.0.1")
    #expect(parsed[\.method] == "GET")
    #expect(parsed[\.target] == "/x?y")
    #expect(parsed[\.host] == "h:443")
    #expect(parsed[\.token] == "t")
    #expect(parsed[\.origin] == "o")
    #expect(parsed[\.referer] == "r")
    #expect(parsed.only(\.retryAfter) == 5)
    #expect(parsed.only(\.limit) == 100)
    #expect(parsed.only(\.delay) == 7)
    #expect(parsed.bad == 0)
  }

  /// What other formats write apart, and JSON does not.
  @Test func namesOfHalvesAreNobodys() {
    let parsed = object(#""target":"/a","query":"x=1","date":"2026-11-21","timeOfDay":"13:00:00""#)
    #expect(parsed[\.target] == "/a")
    #expect(parsed.only(\.time) == base)
    #expect(parsed.bad == 0)
  }

  @Test func redactedSecretsAreNoTokens() {
    let caddy = object(#""request":{"headers":{"Authorization":["REDACTED"]}}"#)
    #expect(caddy.only(\.token)?.isPresent == false)
    #expect(object(#""request_Authorization":"REDACTED""#).only(\.token)?.isPresent == false)
    #expect(object(#""token":"REDACTED""#)[\.token] == "REDACTED")
  }

  @Test func headerListsStandForTheirFirstText() {
    func origin(_ list: String) -> String {
      object(#""request":{"headers":{"Origin":\#(list)}}"#)[\.origin]
    }
    #expect(origin(#"[ "a" , "b"]"#) == "a")
    #expect(origin(#"["\u0061\\"]"#) == #"a\"#)
    #expect(origin(#"[]"#) == "")
    #expect(origin(#"["-"]"#) == "")
    #expect(origin(#"[""]"#) == "")
    #expect(origin(#"[1]"#) == "")
    #expect(origin(#"{"a":1}"#) == "")
    #expect(origin(#""a""#) == "a")
  }

  @Test func traefik() {
    let parsed = json(
      #"{"ClientAddr":"172.17.0.1:39496","ClientHost":"172.17.0.1","ClientUsername":"-","#
        + #""DownstreamContentSize":357,"DownstreamStatus":429,"Duration":357313000,"#
        + #""RequestHost":"h","RequestMethod":"GET","RequestPath":"/x","ServiceURL":{"Host":"h"},"#
        + #""StartUTC":"2026-11-20T13:00:00.587782192Z","downstream_Retry-After":"9","#
        + #""origin_X-Rate-Limit-Remaining":"3","request_User-Agent":"a","request_Origin":"o"}"#,
      LineParser.Options(timestamp: .completion))
    #expect(parsed.only(\.status) == 429)
    // 357,313,000 ns are 357 ms.
    #expect(parsed.only(\.time) == base + 587 - 357)
    #expect(parsed[\.client] == "172.17.0.1")
    #expect(parsed[\.target] == "/x")
    #expect(parsed.only(\.retryAfter) == 9)
    #expect(parsed.only(\.remaining) == 3)
    #expect(parsed[\.origin] == "o")
    #expect(parsed.bad == 0)
  }

  @Test func envoy() {
    let parsed = json(
      #"{":authority":"h","bytes_sent":121258,"downstream_remote_address":"10.0.0.12:59292","#
        + #""method":"GET","response_code":200,"start_time":"2026-11-20T13:00:00.479Z","#
        + #""x-envoy-origin-path":"/x","path":"/y","user-agent":"a","upstream_host":null}"#)
    #expect(parsed.only(\.time) == base + 479)
    #expect(parsed[\.client] == "10.0.0.12")
    #expect(parsed[\.host] == "h")
    #expect(parsed[\.target] == "/x")
    #expect(parsed.bad == 0)
  }

  @Test(arguments: [
    ("10.0.0.1:80", "10.0.0.1"), ("[::1]:80", "::1"), ("[::1]", "::1"), ("::1", "::1"),
    ("10.0.0.1", "10.0.0.1"), (":80", ":80"), ("[]:80", "[]:80"), ("[::1", "[::1"), ("h:", "h"),
  ])
  func portsAreNoPartOfTheClient(_ address: String, _ client: String) {
    #expect(object(#""ClientAddr":"\#(address)""#)[\.client] == client)
  }

  @Test func kong() {
    let parsed = json(
      #"{"started_at":1795179600240,"client_ip":"1.1.1.1","latencies":{"request":40,"proxy":-1},"#
        + #""request":{"method":"GET","uri":"\/x","size":"166","headers":{"host":"h","#
        + #""authorization":"Bearer t"}},"response":{"status":200,"size":443,"#
        + #""headers":{"x-rate-limit-reset":"60","retry-after":"5"}}}"#,
      LineParser.Options(timestamp: .completion))
    #expect(parsed.only(\.time) == base + 200)
    #expect(parsed[\.target] == "/x")
    #expect(parsed[\.host] == "h")
    #expect(parsed[\.token] == "t")
    #expect(parsed.only(\.reset) == 60)
    #expect(parsed.only(\.retryAfter) == 5)
    #expect(parsed.bad == 0)
  }

  @Test func amazon() {
    let parsed = json(
      #"{"requestTime":"20/Nov/2026:13:00:00 +0000","httpMethod":"GET","ip":"1.1.1.1","#
        + #""status":"200","path":"/x","resourcePath":"/{x}","responseLength":"12","caller":"-"}"#)
    #expect(parsed.only(\.time) == base)
    #expect(parsed[\.client] == "1.1.1.1")
    #expect(parsed[\.target] == "/x")
    let balancer = json(
      #"{"time":"2026-11-20T13:00:00.186641Z","elb_status_code":"404","client_ip":"1.1.1.1","#
        + #""request_verb":"GET","request_url":"https://h:443/x","user_agent":"a"}"#)
    #expect(balancer.only(\.status) == 404)
    #expect(balancer[\.host] == "h:443")
    #expect(balancer[\.target] == "/x")
  }

  @Test(arguments: [
    #""time_local":"20/Nov/2026:13:00:00 +0000""#, #""time_iso8601":"2026-11-20T13:00:00+00:00""#,
    #""msec":"1795179600.000""#, #""@timestamp":"2026-11-20T13:00:00Z""#,
    #""timestamp":1795179600"#,
  ])
  func nginx(_ time: String) {
    let parsed = json(
      #"{\#(time),"remote_addr":"1.1.1.1","remote_user":"","request_method":"GET","#
        + #""request_uri":"/x","status":"200","body_bytes_sent":"12","http_referer":"-","#
        + #""http_user_agent":"a","http_authorization":"bearer t","http_origin":"o","#
        + #""request_time":"0.005","http_host":"h","sent_http_x_rate_limit_limit":"100","#
        + #""upstream_http_x_rate_limit_limit":"90","upstream_http_x_knewton_rate_delay":"7","#
        + #""sent_http_x_knewton_rate_exceeded":"ip-limited","sent_http_retry_after":"-"}"#)
    #expect(parsed.only(\.time) == base)
    #expect(parsed[\.token] == "t")
    #expect(parsed[\.host] == "h")
    #expect(parsed.only(\.limit) == 100)
    #expect(parsed.only(\.delay) == 7)
    #expect(parsed[\.exceeded] == "ip-limited")
    #expect(parsed.only(\.retryAfter) == -1)
    #expect(parsed.bad == 0)
  }
}
