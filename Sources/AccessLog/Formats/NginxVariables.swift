/// What the variables of nginx stand for: those that the modules of nginx.org and of NGINX Plus
/// document (nginx.org/en/docs/varindex.html).
enum NginxVariables {
  /// A capture without its directive, and whether the variable is a known one.
  static func capture(_ name: String) -> (capture: FormatPiece.Capture, isKnown: Bool) {
    if let wanted = wanted[name] { return (wanted, true) }
    for (prefix, rank) in headerPrefixes where name.hasPrefix(prefix) {
      let header = name.dropFirst(prefix.count)
      if header.isEmpty { break }
      var capture = FormatPiece.Capture(directive: "", field: HeaderFields.field(String(header)))
      capture.rank = capture.field == .host ? 11 : rank
      if header == "x_forwarded_for" { capture.shape = .list }
      return (capture, true)
    }
    if lists.contains(name) {
      return (FormatPiece.Capture(directive: "", field: nil, shape: .list), true)
    }
    let plain = FormatPiece.Capture(directive: "", field: nil)
    if known.contains(name) || prefixes.contains(where: { name.hasPrefix($0) }) {
      return (plain, true)
    }
    if let field = Field.canonical.first(where: { $0.name == name }) {
      return (FormatPiece.Capture(directive: "", field: field, rank: 9), true)
    }
    return (plain, false)
  }

  /// Variables that give a field. Ranks: what was sent, is exact, or is the original counts first.
  private static let wanted: [String: FormatPiece.Capture] = [
    "remote_addr": capture(.client, 12),
    "realip_remote_addr": capture(.client, 8),
    "proxy_protocol_addr": capture(.client, 7),
    "remote_user": capture(.user, 12),
    "host": capture(.host, 12),
    "server_name": capture(.host, 10),
    "request": capture(.request, 12),
    "request_method": capture(.method, 12),
    "request_uri": capture(.target, 12, .path),
    "uri": capture(.target, 10, .path),
    "document_uri": capture(.target, 10, .path),
    "args": capture(.query, 12),
    "query_string": capture(.query, 12),
    "is_args": capture(nil, 0, .query),
    "status": capture(.status, 12, .fixed(3)),
    "upstream_status": capture(.status, 8, .list),
    "body_bytes_sent": capture(.bytes, 12, .digits),
    "bytes_sent": capture(.bytes, 10, .digits),
    "request_time": capture(.duration, 12, .decimal),
    "upstream_response_time": capture(.duration, 8, .list),
    "time_local": capture(.time, 10),
    "time_iso8601": capture(.time, 11),
    "msec": capture(.time, 12, .decimal),
  ]

  private static func capture(
    _ field: Field?, _ rank: UInt8, _ shape: FormatPiece.Shape = .text
  ) -> FormatPiece.Capture {
    FormatPiece.Capture(directive: "", field: field, shape: shape, rank: rank)
  }

  /// Prefixes before the name of a header, with the rank of the field it gives: what the client was
  /// sent counts before what the upstream sent.
  private static let headerPrefixes: [(String, UInt8)] = [
    ("sent_http_", 12), ("upstream_http_", 11), ("http_", 10),
  ]

  /// Prefixes before a name that the user chooses; no field is taken from them.
  private static let prefixes = [
    "arg_", "cookie_", "sent_trailer_", "upstream_cookie_", "upstream_trailer_",
    "proxy_protocol_tlv_", "jwt_header_", "jwt_claim_", "otel_", "session_log_",
  ]

  /// One value per upstream that was asked; `upstream_status` and `_response_time` are `wanted`.
  private static let lists: Set<String> = [
    "upstream_addr", "upstream_bytes_received", "upstream_bytes_sent", "upstream_connect_time",
    "upstream_first_byte_time", "upstream_header_time", "upstream_queue_time",
    "upstream_response_length", "upstream_session_time", "upstream_cache_status",
    "proxy_add_x_forwarded_for",
  ]

  /// The others, of which nothing is needed.
  private static let known = Set(
    """
    ancient_browser binary_remote_addr bytes_received connection connection_requests
    connection_time connections_active connections_reading connections_waiting
    connections_writing content_length content_type date_gmt date_local document_root
    fastcgi_path_info fastcgi_script_name geoip_area_code geoip_city geoip_city_continent_code
    geoip_city_country_code geoip_city_country_code3 geoip_city_country_name geoip_country_code
    geoip_country_code3 geoip_country_name geoip_dma_code geoip_latitude geoip_longitude
    geoip_org geoip_postal_code geoip_region geoip_region_name gzip_ratio hostname http2 http3
    https internal_redirect invalid_referer is_request_port jwt_payload limit_conn_status
    limit_rate limit_req_status memcached_key mgmt_token modern_browser msie nginx_version pid
    pipe protocol proxy_host proxy_internal_body_length proxy_internal_chunked proxy_port
    proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port quic
    realip_remote_port realpath_root remote_port request_body request_body_file
    request_completion request_filename request_id request_length request_port scheme
    secure_link secure_link_expires server_addr server_port server_protocol session_time
    slice_range spdy spdy_request_priority ssl_alpn_protocol ssl_cipher ssl_ciphers
    ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn
    ssl_client_i_dn_legacy ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy
    ssl_client_serial ssl_client_sigalg ssl_client_v_end ssl_client_v_remain ssl_client_v_start
    ssl_client_verify ssl_curve ssl_curves ssl_early_data ssl_ech_outer_server_name
    ssl_ech_status ssl_preread_alpn_protocols ssl_preread_protocol ssl_preread_server_name
    ssl_protocol ssl_server_name ssl_session_id ssl_session_reused ssl_sigalg ssl_sigalgs
    tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd uid_got uid_reset uid_set
    upstream_last_addr upstream_last_server_name proxy_add_via
    """.split { $0.isWhitespace }.map(String.init))
}
