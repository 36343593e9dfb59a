internal import Bytes

/// All groups with their applications, sites and refusals of installation.
struct GroupTable: Sendable {
  /// Keys are the row's name and, for partitions of two parts, whether its first part is `-`.
  var keys = KeyTable()
  var rows: [GroupTally] = []
  /// Keys are group row and application.
  var applicationKeys = KeyTable()
  var applications: [ApplicationCounts] = []
  /// By group row and site.
  var sites = OccurrenceTable()
  /// By group row and site, `-` for none.
  var refusals = OccurrenceTable()
  /// By application and developer group.
  var memberships = OccurrenceTable()

  /// The row of a group; `isJudged` is false for the rows that stand for a missing first part.
  @inline(__always)
  mutating func row(name: UInt32, isJudged: Bool) -> Int {
    let row = keys.row(PartitionKey(first: name, second: isJudged ? 1 : 0))
    if row == rows.count { rows.append(GroupTally()) }
    return row
  }

  @inline(__always)
  mutating func addApplication(row: Int, app: UInt32, isRejected: Bool) {
    let index = applicationKeys.row(PartitionKey(first: UInt32(row), second: app))
    if index == applications.count { applications.append(ApplicationCounts()) }
    applications[index].attempted &+= 1
    if isRejected { applications[index].rejected &+= 1 }
  }

  /// Adds all of `other`, whose names are renumbered.
  mutating func merge(_ other: GroupTable, names: [UInt32]) {
    let newRows = other.keys.keys.map { key in
      row(name: names[Int(key.first)], isJudged: key.second == 1)
    }
    for (old, new) in newRows.enumerated() { rows[new].merge(other.rows[old], names: names) }
    func ofGroup(_ key: PartitionKey) -> PartitionKey {
      PartitionKey(first: UInt32(newRows[Int(key.first)]), second: names[Int(key.second)])
    }
    for (index, key) in other.applicationKeys.keys.enumerated() {
      let new = applicationKeys.row(ofGroup(key))
      if new == applications.count { applications.append(ApplicationCounts()) }
      applications[new].attempted += other.applications[index].attempted
      applications[new].rejected += other.applications[index].rejected
    }
    sites.merge(other.sites) { ofGroup($0) }
    refusals.merge(other.refusals) { ofGroup($0) }
    memberships.merge(other.memberships) { key in
      PartitionKey(first: names[Int(key.first)], second: names[Int(key.second)])
    }
  }
}

/// Requests of one application within a group.
public struct ApplicationCounts: Sendable, Equatable {
  /// All requests.
  public var attempted = 0
  /// Refused by the limiter.
  public var rejected = 0
}
