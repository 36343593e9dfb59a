/// What a run changed about a UTC day.
public struct DayChange: Sendable, Equatable, Codable {
  /// Days since 1970-01-01.
  public var day: Int
  /// Requests that the history had of it, nil if it had none.
  public var before: StatusCounts?
  /// Requests that it has now.
  public var after: StatusCounts
  /// Whether more may come: the day and its grace have not passed at the run's latest record.
  public var isProvisional: Bool
  /// Whether the day was final before this run, and got more all the same.
  public var isReopened: Bool

  /// A day with its requests before and after a run.
  public init(
    day: Int, before: StatusCounts?, after: StatusCounts, isProvisional: Bool, isReopened: Bool
  ) {
    self.day = day
    self.before = before
    self.after = after
    self.isProvisional = isProvisional
    self.isReopened = isReopened
  }
}
