internal import Bytes

/// All groups with their applications, sites and refusals of installation.
struct GroupTable: Sendable {
  /// Keys are the row's name and, for partitions of two parts, whether its first part is `-`.
  var keys = KeyTable()
  var rows: [GroupTally] = []
  /// Seconds that all rows hold together.
  var secondCount = 0
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

  /// Counts a request of an application of a group; returns the row of both.
  @inline(__always)
  mutating func addApplication(row: Int, app: UInt32, isRejected: Bool) -> Int {
    let index = applicationKeys.row(PartitionKey(first: UInt32(row), second: app))
    if index == applications.count { applications.append(ApplicationCounts()) }
    applications[index].attempted &+= 1
    if isRejected { applications[index].rejected &+= 1 }
    return index
  }
}

/// Requests of one application within a group.
public struct ApplicationCounts: Sendable, Equatable {
  /// All requests.
  public var attempted = 0
  /// Refused by the limiter.
  public var rejected = 0
}
