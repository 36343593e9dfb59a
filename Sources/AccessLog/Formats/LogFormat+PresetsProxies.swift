extension LogFormat {
  /// HAProxy's HTTP and HTTPS log (HAProxy Configuration Manual, section 8.2.3), with or without
  /// what syslog puts before it. The time is that of the arrival and has no zone: it is taken as
  /// UTC.
  ///
  /// Captured headers stand between the queues and the request; HAProxy writes their quotes as
  /// `#22`.
  static let haproxy = vendor(
    "haproxy", "HAProxy HTTP logs, from syslog or without its prefix; times are taken as UTC",
    ["", "$prefix haproxy[$pid]: ", "$prefix haproxy $pid - - "].flatMap { prefix in
      [prefix + proxyLine, prefix + proxyLine + " $rest"]
    })

  private static let proxyLine = """
    $client_port $then[$haproxy_time] $frontend $backend $timers $status $body_bytes_sent \
    $cookie_1 $cookie_2 $state $connections $queues "$request"
    """

  /// Envoy's default text (Envoy documentation, "Access logging", "Default format string"), that of
  /// Istio, and JSON, also as Kubernetes keeps them. The time is that of the arrival.
  static let envoy = LogFormat(
    "envoy", "Envoy and Istio access logs, text or JSON, also with the prefix of Kubernetes",
    shapes: [.object]
      + ["", kubernetes + "$then"].flatMap { prefix in
        [envoyLine, istioLine].map { .declared(PresetVariables.program(prefix + $0)) }
      } + prefixed([kubernetes, "envoy$suffix| "]))

  /// What the Container Runtime Interface writes before a line: time, stream and `F` for a full
  /// one.
  private static let kubernetes = "$written std$stream F "

  private static let envoyLine = """
    [$time_iso8601] "$request" $status $flags $count $body_bytes_sent $count $upstream_time \
    "$forwarded_for" "$http_user_agent" "$request_id" "$host" "$upstream_addr"
    """

  private static let istioLine = """
    [$time_iso8601] "$request" $status $flags $details $termination "$failure" $count \
    $body_bytes_sent $count $upstream_time "$forwarded_for" "$http_user_agent" "$request_id" \
    "$host" "$upstream_addr" $cluster $upstream_local $local $client_maybe_port $rest
    """

  /// Traefik's access log (Traefik documentation, "Access logs"). Its text tells the arrival.
  static let traefik = LogFormat(
    "traefik", "Traefik access logs, common or JSON",
    shapes: [
      .object,
      .declared(
        PresetVariables.program(
          """
          $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent \
          "$http_referer" "$http_user_agent" $count "$router" "$server" ${count}ms
          """)),
    ] + prefixed([kubernetes, "traefik$suffix| "]))

  /// Caddy's structured log; `docker compose` writes the name of the service before it.
  static let caddy = LogFormat(
    "caddy", "Caddy access logs (JSON), also with the prefix of docker compose or Kubernetes",
    shapes: [.object] + prefixed([kubernetes, "$service | "]))

  /// Kong's `http-log` and `file-log` plugins, and the access log of its nginx since 3.5.
  static let kong = LogFormat(
    "kong", "Kong Gateway: the objects of its log plugins, and the access lines of its nginx",
    shapes: [
      .object,
      .declared(
        PresetVariables.program(
          """
          $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent \
          "$http_referer" "$http_user_agent" kong_request_id: "$kong_request_id"
          """)),
      .extended,
    ] + prefixed([kubernetes, "kong$suffix| "]))
}
