public import Bytes
public import Findings
public import LimitCatalog
internal import RunHistory

/// What trends are wanted of which history.
public struct TrendRequest: Sendable {
  /// The history's file.
  public var path: String
  /// Days to show, 1 to 3,660, the last one being the last with Learn requests.
  public var days = HistoryTrends.standardDays
  /// The only group to tell of, nil for all.
  public var group: ByteString?
  /// Whose quotas count.
  public var policy = Policy.standard
  /// Its file, nil without one.
  public var policyIdentity: PolicyIdentity?
  /// How long behind its end a day may still grow, in seconds.
  public var graceSeconds: Int64 = 4 * 3600
  /// The program.
  public var tool: ToolIdentity

  /// Trends of a history under the standard policy.
  public init(path: String, tool: ToolIdentity) {
    self.path = path
    self.tool = tool
  }
}

/// Draws trends from a history.
public enum HistoryTrendsRun {
  /// The trends; reads nothing but the history. Throws a `HistoryFault`.
  public static func trends(_ request: TrendRequest) throws -> HistoryTrends {
    try HistoryFault.translating {
      let history = try AuditHistory(opening: request.path, as: .reader)
      defer { try? history.close() }
      if let group = request.group {
        let names = try history.groupNames()
        if !names.contains(group) { throw HistoryFault(unknown: group, known: names, request.path) }
      }
      var usage = HistoryUsage(runs: try history.runs(limit: .max), totals: [:])
      if let last = try history.dayRange()?.upperBound {
        let reach = HistoryTrends.reach(last: last, days: request.days)
        usage.totals = try history.dayTotals(reach)
        usage.days = try history.groupDays(
          group: request.group, from: reach.lowerBound, to: reach.upperBound - 1)
        usage.sites = try history.registrations(groups: request.group.map { [$0] })
        usage.inputs = try history.inputPeriods(
          touching: Period(
            first: Instant(seconds: Int64(reach.lowerBound) * 86_400),
            last: Instant(seconds: Int64(reach.upperBound) * 86_400)))
      }
      return HistoryTrends(
        usage, days: request.days, policy: request.policy, identity: request.policyIdentity,
        scope: request.group, graceSeconds: request.graceSeconds, tool: request.tool)
    }
  }
}
