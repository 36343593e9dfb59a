internal import Bytes
internal import Usage

/// learn.application-groups: one application used under several developer groups.
enum ApplicationGroupsRule {
  static func findings(_ memberships: [ApplicationMembership]) -> [Finding] {
    Dictionary(grouping: memberships, by: \.app).compactMap { app, memberships in
      let groups = memberships.filter { $0.group != .dash }
      guard groups.count > 1 else { return nil }
      // The times are of all the application's requests, those without a group too.
      var requests = Occurrences()
      for membership in memberships { requests.merge(membership.requests) }
      var finding = Finding(
        Rule.applicationGroups, .notice, [SubjectPart("app", app)], measured: groups.count,
        limit: 1)
      finding.first = Instant(milliseconds: requests.first)
      finding.last = Instant(milliseconds: requests.last)
      return finding
    }
  }
}
