public import Bytes

/// How a developer group's use developed, against the quotas in force now.
public struct GroupTrend: Sendable, Equatable {
  /// Shares of the quota, in percent, that days are told over.
  public static let shares = [60, 80, 100]

  /// The group as reports name it.
  public var group: ByteString
  /// Calls per 24 hours by policy, else the documented ones.
  public var quota: Int
  /// Whether the policy names that quota.
  public var isQuotaByPolicy: Bool
  /// The days shown.
  public var days: DaySeries
  /// All its requests in the days shown.
  public var total: StatusCounts
  /// The busiest of them, nil without requests.
  public var busiest: BusiestDay?
  /// Days over each of `shares`, in their order.
  public var over: [QuotaDays]
  /// When the quota is first exceeded.
  public var forecast: QuotaForecast
  /// Its sites, those registered at any time.
  public var sites: SiteTrend

  /// Days with more calls than the quota.
  public var daysOverQuota: [Int] { over.last { $0.percent == 100 }?.days ?? [] }
}

/// The day with the most requests.
public struct BusiestDay: Sendable, Equatable {
  /// Days since 1970-01-01.
  public var day: Int
  /// Its requests.
  public var calls: Int
  /// These as tenths of a percent of the quota, rounded up.
  public var quotaPermille: Int
}

/// Days on which a group had more calls than a share of its quota.
public struct QuotaDays: Sendable, Equatable {
  /// The share in percent.
  public var percent: Int
  /// Days since 1970-01-01, by time.
  public var days: [Int]
}

/// A group's sites against its site quota.
public struct SiteTrend: Sendable, Equatable {
  /// Sites ever seen.
  public var registered: Int
  /// Those first seen in the last 30 days.
  public var lastThirtyDays: Int
  /// Sites the group may have.
  public var quota: Int
  /// When there are more.
  public var forecast: QuotaForecast
}
