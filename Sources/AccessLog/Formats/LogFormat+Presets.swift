extension LogFormat {
  /// W3C extended log files; see `W3CFields`.
  public static let w3c = LogFormat(
    "w3c", "W3C extended log files of any server: the #Fields line says how the lines look",
    shapes: [.w3c], w3c: W3CDialect())

  /// Apache's `vhost_combined`, as Debian's packages declare it.
  static let vhostCombined = preset(
    "vhost_combined", "Apache's combined access lines with host and port before them",
    [#"apache:%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#])

  /// See `W3CDialect.iis`.
  static let iis = LogFormat(
    "iis", "Microsoft IIS in W3C format, also without #Fields where its default fields are logged",
    shapes: [.w3c], w3c: .iis)

  /// See `W3CDialect.cloudfront`.
  static let cloudfront = LogFormat(
    "cloudfront", "Amazon CloudFront standard logs, with or without their #Fields line",
    shapes: [.w3c], w3c: .cloudfront)

  /// Blackboard Learn's `localhost_access_log`, and the patterns of Tomcat's AccessLogValve that
  /// are `common` or `combined`.
  static let tomcat = LogFormat(
    "tomcat", "Tomcat of a self-hosted Learn: agent, session, times and bytes at the end",
    shapes: [.declared(learnTomcat), .extended])

  /// The SaaS deployments of Learn: JSON envelopes around Tomcat's lines.
  static let learnSaaS = LogFormat(
    "learn-saas", "Learn SaaS deployments: JSON lines whose message is an access line of Tomcat",
    shapes: [.object], envelopeShapes: [.declared(learnTomcat), .extended])

  private static let learnTomcat = PresetVariables.program(
    """
    $remote_addr $ident $remote_user [$time_local] "$request" $status $body_bytes_sent \
    "$http_user_agent" $session $seconds $milliseconds $count_or_dash
    """)

  /// Labels and values; see `LabelledLine`.
  static let ltsv = LogFormat(
    "ltsv", "Labelled tab-separated values (ltsv.org) of nginx, Apache and others",
    shapes: [.labelled])

  /// A preset whose lines look as one of `lines` says, in nginx's language with `PresetVariables`.
  static func vendor(
    _ name: String, _ summary: String, _ lines: [String]
  ) -> LogFormat {
    LogFormat(name, summary, shapes: lines.map { .declared(PresetVariables.program($0)) })
  }

  /// A JSON object behind what stands before it in `lines`.
  static func prefixed(_ lines: [String]) -> [LineShape] {
    lines.map { .prefixedObject(PresetVariables.program($0)) }
  }
}
