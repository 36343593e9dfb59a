extension JSONNames {
  /// A name some server writes for a field.
  struct Alias {
    /// Keys joined by dots.
    let path: String
    /// What it gives.
    let field: Field
    /// How it writes it.
    let reading: Reading

    /// `path` gives `field`, written as `reading` says.
    init(_ path: String, _ field: Field, _ reading: Reading = .canonical) {
      self.path = path
      self.field = field
      self.reading = reading
    }
  }

  /// All aliases; the earlier one of a field wins, so that of two the more exact or less forgeable
  /// one stands first.
  ///
  /// Left out on purpose: `X-Forwarded-For` in any spelling (the client can write it itself) and
  /// Envoy's `duration` (milliseconds under a canonical name that means seconds). A policy can map
  /// the first.
  static let aliases: [Alias] =
    [
      // Time. `start...` is the arrival, the others depend on the server.
      Alias("StartUTC", .time),  // Traefik
      Alias("StartLocal", .time),  // Traefik
      Alias("start_time", .time),  // Envoy
      Alias("started_at", .time),  // Kong, epoch milliseconds
      Alias("ts", .time),  // Caddy
      Alias("requestTimeEpoch", .time),  // API Gateway, epoch milliseconds
      Alias("requestTime", .time),  // API Gateway, as in access lines
      Alias("msec", .time),  // nginx
      Alias("time_iso8601", .time),  // nginx
      Alias("time_local", .time),  // nginx
      Alias("@timestamp", .time),  // Learn SaaS, Logstash
      Alias("timestamp", .time),

      Alias("request_time", .duration),  // nginx
      Alias("Duration", .duration, .nanoseconds),  // Traefik
      Alias("latencies.request", .duration, .milliseconds),  // Kong
      Alias("responseLatency", .duration, .milliseconds),  // API Gateway

      Alias("request.client_ip", .client),  // Caddy, behind trusted proxies
      Alias("request.remote_ip", .client),  // Caddy
      Alias("ClientHost", .client),  // Traefik
      Alias("client_ip", .client),  // Kong, ALB tables
      Alias("remote_addr", .client),  // nginx
      Alias("remote_ip", .client),
      Alias("ip", .client),  // API Gateway
      Alias("sourceIp", .client),  // API Gateway
      Alias("downstream_remote_address", .client, .addressWithPort),  // Envoy
      Alias("ClientAddr", .client, .addressWithPort),  // Traefik

      Alias("request.host", .host),  // Caddy
      Alias("RequestHost", .host),  // Traefik
      Alias("authority", .host),  // Envoy
      Alias(":authority", .host),  // Envoy
      Alias("http_host", .host),  // nginx
      Alias("server_name", .host),  // nginx
      Alias("domainName", .host),  // API Gateway
      Alias("request.headers.host", .host),  // Kong

      Alias("request.method", .method),  // Caddy, Kong
      Alias("RequestMethod", .method),  // Traefik
      Alias("request_method", .method),  // nginx
      Alias("httpMethod", .method),  // API Gateway
      Alias("request_verb", .method),  // ALB tables

      Alias("request.uri", .target),  // Caddy, Kong
      Alias("RequestPath", .target),  // Traefik
      Alias("request_uri", .target),  // nginx
      Alias("x-envoy-origin-path", .target),  // Envoy, before rewriting
      Alias("path", .target),  // Envoy, API Gateway
      Alias("request_url", .target),  // ALB tables
      Alias("resourcePath", .target),  // API Gateway, a template

      Alias("requestLine", .request),
      Alias("request_line", .request),

      Alias("DownstreamStatus", .status),  // Traefik
      Alias("response.status", .status),  // Kong
      Alias("response_code", .status),  // Envoy
      Alias("elb_status_code", .status),  // ALB tables
      Alias("status_code", .status),

      Alias("size", .bytes),  // Caddy
      Alias("DownstreamContentSize", .bytes),  // Traefik
      Alias("response.size", .bytes),  // Kong
      Alias("bytes_sent", .bytes),  // Envoy
      Alias("body_bytes_sent", .bytes),  // nginx
      Alias("sent_bytes", .bytes),  // ALB tables
      Alias("responseLength", .bytes),  // API Gateway

      Alias("user_id", .user),  // Caddy
      Alias("ClientUsername", .user),  // Traefik
      Alias("remote_user", .user),  // nginx
      Alias("userAgent", .agent),  // API Gateway
      Alias("user_agent", .agent),  // Envoy, ALB tables
    ] + headerAliases

  /// Headers as the servers spell them: nginx variables, then Caddy, Kong and Traefik, then the
  /// bare names. What the client was sent stands before what the upstream sent.
  private static let headerAliases: [Alias] =
    HeaderFields.requests.flatMap { header in
      [
        Alias("http_" + HeaderFields.snake(header.name), header.field, .header),
        Alias("request.headers." + header.name, header.field, .header),
        Alias("request.headers." + header.name.lowercased(), header.field, .header),
        Alias("request_" + header.name, header.field, .header),
        Alias(header.name, header.field, .header),
        Alias(header.name.lowercased(), header.field, .header),
      ]
    }
    + HeaderFields.answers.flatMap { header in
      [
        Alias("sent_http_" + HeaderFields.snake(header.name), header.field, .header),
        Alias("resp_headers." + header.name, header.field, .header),
        Alias("response.headers." + header.name.lowercased(), header.field, .header),
        Alias("downstream_" + header.name, header.field, .header),
        Alias("upstream_http_" + HeaderFields.snake(header.name), header.field, .header),
        Alias("origin_" + header.name, header.field, .header),
        Alias(header.name, header.field, .header),
        Alias(header.name.lowercased(), header.field, .header),
      ]
    }
}
