internal import Bytes
internal import Usage

/// knewton.soft-limited: success was reported and nothing done (DOMAIN, "partner-soft-limited").
enum SoftLimitRule {
  static func findings(
    _ usage: [SoftLimitedUsage], place: (RequestPlace) -> Witness
  ) -> [Finding] {
    usage.map { item in
      let subject = [
        SubjectPart("token", TokenHash.shown(item.token)), SubjectPart("uri", item.uri),
        SubjectPart("endpoint", item.endpoint),
      ]
      return .counting(Rule.softLimited, .violation, subject, item.requests, place)
    }
  }
}
