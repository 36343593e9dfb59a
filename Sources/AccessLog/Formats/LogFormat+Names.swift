extension LogFormat {
  /// All formats that have a name, in the order in which `auto` prefers them when they tie (SPEC
  /// section 2): those of the SPEC, then the presets.
  public static let allCases: [LogFormat] = [json, w3c, extended] + presets

  /// The presets in the order in which `auto` prefers them; `combined` and `common` are `extended`.
  static let presets: [LogFormat] = [
    vhostCombined, iis, alb, elb, nlb, cloudfront, s3, haproxy, envoy, traefik, caddy, kong, tomcat,
    learnSaaS, ltsv,
  ]

  /// Names that stand for `extended`, which reads what they mean and a tail.
  public static let extendedNames = ["combined", "common"]

  /// The format a user names, or nil; `common` and `combined` are read as `extended`.
  public static func named(_ name: String) -> LogFormat? {
    extendedNames.contains(name) ? extended : allCases.first { $0.name == name }
  }
}
