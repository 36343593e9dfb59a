public import Bytes
internal import LimitCatalog

/// One group's usage, with names.
public struct GroupUsage: Sendable {
  /// Name of the row: the group, or what the policy's partition makes of it.
  public let name: ByteString
  /// Whether the row's first part is known.
  public let isJudged: Bool
  /// The one developer group of all its requests, nil when there are several.
  public let developerGroup: ByteString?
  /// Counts; seconds by time, each once.
  public let tally: GroupTally
  /// By application.
  public fileprivate(set) var applications: [(app: ByteString, counts: ApplicationCounts)] = []
  /// By site.
  public fileprivate(set) var sites: [(site: ByteString, requests: Occurrences)] = []
  /// Refused installations by site, `-` for none.
  public fileprivate(set) var refusals: [(site: ByteString, requests: Occurrences)] = []
}

/// Requests of one application in one developer group.
public struct ApplicationMembership: Sendable {
  /// The application.
  public let app: ByteString
  /// The developer group, `-` for none.
  public let group: ByteString
  /// Its requests there.
  public let requests: Occurrences
}

extension UsageTally {
  /// All groups, in no particular order.
  public func groupUsage() -> [GroupUsage] {
    var usages = groups.keys.keys.enumerated().map { index, key in
      let tally = groups.rows[index].settled()
      let name = names[key.first]
      let members = tally.developerGroups
      let only =
        partition == .group ? name : members.count == 1 ? members.first.map { names[$0] } : nil
      return GroupUsage(
        name: name, isJudged: key.second == 1, developerGroup: only, tally: tally)
    }
    for (index, key) in groups.applicationKeys.keys.enumerated() {
      usages[Int(key.first)].applications.append((names[key.second], groups.applications[index]))
    }
    for (index, key) in groups.sites.keys.keys.enumerated() {
      usages[Int(key.first)].sites.append((names[key.second], groups.sites.rows[index]))
    }
    for (index, key) in groups.refusals.keys.keys.enumerated() {
      usages[Int(key.first)].refusals.append((names[key.second], groups.refusals.rows[index]))
    }
    return usages
  }

  /// Which application was seen in which developer group.
  public func applicationMemberships() -> [ApplicationMembership] {
    groups.memberships.keys.keys.enumerated().map { index, key in
      ApplicationMembership(
        app: names[key.first], group: names[key.second], requests: groups.memberships.rows[index])
    }
  }
}
