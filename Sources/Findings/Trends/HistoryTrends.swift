public import Bytes

/// What a history tells about how use develops: `quota-audit history`.
public struct HistoryTrends: Sendable {
  /// The program.
  public var tool: ToolIdentity
  /// The policy whose quotas count, nil where there is none.
  public var policy: PolicyIdentity?
  /// The only group that is told of, nil for all.
  public var scope: ByteString?
  /// The first of the days shown, in days since 1970-01-01.
  public var first: Int
  /// What is known of each day shown.
  public var states: [DayState]
  /// All Learn requests, those that name no group too.
  public var totals: DaySeries
  /// Each group with requests in the days shown or with sites: the nearest to its quota first.
  public var groups: [GroupTrend]
  /// Days shown that were final and got more all the same, by day and run.
  public var reopened: [ReopenedDay]
  /// Runs whose period lies in the days shown, at least in part, the latest first.
  public var runs: [PastRun]
  /// All runs of the history.
  public var runCount: Int

  /// The last of the days shown.
  public var last: Int { first + states.count - 1 }

  /// Groups with a day over their quota, of the days shown.
  public var exceededCount: Int { groups.count { !$0.daysOverQuota.isEmpty } }
  /// Groups that are forecast to exceed their quota of calls.
  public var forecastCount: Int {
    groups.count { if case .day = $0.forecast { true } else { false } }
  }

  /// Days in a state, in days since 1970-01-01.
  public func days(_ state: DayState) -> [Int] {
    states.indices.filter { states[$0] == state }.map { first + $0 }
  }
}
