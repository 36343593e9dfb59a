internal import Bytes
internal import Usage

/// knewton.soft-limited: success was reported and nothing done (DOMAIN, "partner-soft-limited").
enum SoftLimitRule {
  static func finding(_ usage: CallerUsage, place: (RequestPlace) -> Witness) -> Finding {
    .counting(Rule.softLimited, .violation, usage.subject, usage.requests, place)
  }
}

extension CallerUsage {
  /// Token, URI and endpoint as the subject of a finding.
  var subject: [SubjectPart] {
    [
      SubjectPart("token", token.shown), SubjectPart("uri", uri),
      SubjectPart("endpoint", endpoint),
    ]
  }
}
