internal import Bytes

/// What trends are computed from, as the history holds it.
public struct HistoryUsage: Sendable {
  /// All runs, the latest first.
  public var runs: [PastRun]
  /// Learn requests of whomever, of the days that `HistoryTrends.reach` names.
  public var totals: [Int: StatusCounts]
  /// Requests of the groups wanted, of the same days.
  public var days: [GroupDayCounts] = []
  /// All sites of the groups wanted.
  public var sites: [SiteRegistration] = []
  /// Periods of the inputs that have records, each with the run that counted it.
  public var inputs: [InputPeriod] = []

  /// Usage of which only runs and totals are known so far.
  public init(runs: [PastRun], totals: [Int: StatusCounts]) {
    self.runs = runs
    self.totals = totals
  }
}

/// From when to when a run's input had records.
public struct InputPeriod: Sendable, Equatable {
  /// The run that counted it.
  public var run: Int
  /// First and last record's time of what that run counted.
  public var period: Period

  /// An input of a run.
  public init(run: Int, period: Period) {
    self.run = run
    self.period = period
  }
}

extension Period {
  /// The period as far as it lies in years that can be printed: a damaged history may hold any number.
  var printable: Period {
    func clamped(_ time: Instant) -> Instant { min(max(time, .earliest), .latest) }
    return Period(first: clamped(first), last: clamped(last))
  }
}
