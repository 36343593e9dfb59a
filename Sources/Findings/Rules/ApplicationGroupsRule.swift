internal import Bytes
internal import Usage

/// learn.application-groups: one application used under several developer groups.
struct ApplicationGroupsRule {
  private var app: ByteString?
  private var groups = 0
  private var requests = Occurrences()

  /// Adds the next membership, which come by application; the finding about the application before it,
  /// if there is one.
  mutating func add(_ membership: ApplicationMembership) -> Finding? {
    var finding: Finding?
    if membership.app != app {
      finding = finish()
      app = membership.app
    }
    if membership.group != .dash { groups += 1 }
    // The times are of all the application's requests, those without a group too.
    requests.merge(membership.requests)
    return finding
  }

  /// The finding about the last application, if there is one.
  mutating func finish() -> Finding? {
    defer { self = ApplicationGroupsRule() }
    guard let app, groups > 1 else { return nil }
    var finding = Finding(
      Rule.applicationGroups, .notice, [SubjectPart("app", app)], measured: groups, limit: 1)
    finding.first = Instant(milliseconds: requests.first)
    finding.last = Instant(milliseconds: requests.last)
    return finding
  }
}
