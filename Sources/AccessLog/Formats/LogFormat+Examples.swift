extension LogFormat {
  /// Lines of this format, ended by line feeds but for the last, the most telling first; empty for a
  /// declaration.
  public var example: String { LogFormat.examples[name] ?? "" }

  // Addresses and names are those reserved for documentation (RFC 5737, RFC 2606).
  private static let examples = [
    "json": #"""
    {"time":"2026-11-20T13:00:00Z","status":200,"client":"192.0.2.9","request":"GET /a HTTP/1.1"}
    """#,
    "w3c": #"""
    #Fields: date time c-ip cs-method cs-uri-stem sc-status time-taken
    2026-11-20 13:00:00 192.0.2.9 GET /a 200 0.012
    """#,
    "extended": #"""
    192.0.2.9 - - [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "agent" app="a1"
    """#,
    "vhost_combined": #"""
    www.example:443 192.0.2.9 - - [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" \#
    "agent"
    """#,
    "iis": #"""
    #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip sc-status time-taken
    2026-11-20 13:00:00 192.0.2.1 GET /a - 443 192.0.2.9 200 12
    """#,
    "alb": #"""
    https 2026-11-20T13:00:00.123456Z app/lb/50dc 192.0.2.9:2817 192.0.2.1:80 0.0 0.012 0.0 200 200 \#
    34 366 "GET https://www.example:443/a HTTP/1.1" "agent" - -
    """#,
    "elb": #"""
    2026-11-20T13:00:00.123456Z lb 192.0.2.9:2817 192.0.2.1:80 0.0 0.012 0.0 200 200 0 29 \#
    "GET https://www.example:443/a HTTP/1.1" "agent" - -
    """#,
    "nlb": #"""
    tls 2.0 2026-11-20T13:00:00 net/lb/50dc 3a2b 192.0.2.9:5134 192.0.2.1:443 5 2 98 246 - arn - \#
    ECDHE-RSA-AES128-SHA tlsv12 - www.example h2 h2 "h2" 2026-11-20T12:59:59
    """#,
    "cloudfront": #"""
    #Fields: date time c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)
    2026-11-20\#t13:00:00\#t192.0.2.9\#tGET\#twww.example\#t/a\#t200\#t-\#tagent
    """#,
    "s3": #"""
    79a5 bucket [20/Nov/2026:13:00:00 +0000] 192.0.2.9 79a5 3E57 REST.GET.OBJECT a \#
    "GET /bucket/a HTTP/1.1" 200 - 113 113 7 5 "-" "agent" -
    """#,
    "haproxy": #"""
    192.0.2.9:33317 [20/Nov/2026:13:00:00.123] front back/s1 10/0/30/69/109 200 2750 - - ---- \#
    1/1/1/1/0 0/0 "GET /a HTTP/1.1"
    """#,
    "envoy": #"""
    [2026-11-20T13:00:00.123Z] "GET /a HTTP/1.1" 200 - 0 154 12 11 "192.0.2.9" "agent" "id" \#
    "www.example" "192.0.2.1:80"
    """#,
    "traefik": #"""
    192.0.2.9 - - [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "agent" 1 "router" \#
    "http://192.0.2.1:80" 12ms
    """#,
    "caddy": #"""
    {"ts":1795179600.5,"request":{"client_ip":"192.0.2.9","method":"GET","uri":"/a"},"status":200}
    """#,
    "kong": #"""
    {"started_at":1795179600500,"client_ip":"192.0.2.9","request":{"method":"GET","uri":"/a"},\#
    "response":{"status":200}}
    """#,
    "tomcat": #"""
    192.0.2.9 - _1_1 [20/Nov/2026:13:00:00 +0000] "GET /a HTTP/1.1" 200 12 "agent" 4F2A 0.012 12 12
    """#,
    "learn-saas": #"""
    {"@timestamp":"2026-11-20T13:00:00Z","message":"192.0.2.9 - - [20/Nov/2026:13:00:00 +0000] \#
    \"GET /a HTTP/1.1\" 200 12 \"agent\" 4F2A 0.012 12 12"}
    """#,
    "ltsv": #"""
    time:20/Nov/2026:13:00:00 +0000\#thost:192.0.2.9\#treq:GET /a HTTP/1.1\#tstatus:200\#tsize:12
    """#,
  ]
}
