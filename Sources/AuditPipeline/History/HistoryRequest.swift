/// Which history an audit counts into, and how.
public struct HistoryRequest: Sendable {
  /// The history's file; made where there is none.
  public var path: String
  /// The run that findings are compared with, nil for the last one.
  public var baseline: Int?
  /// Days whose usage is kept so that later nights are judged together with it, 0 to 366.
  public var keepUsageDays = 3
  /// How long behind its end a UTC day may still grow, in seconds.
  public var graceSeconds: Int64 = 4 * 3600
  /// How long to wait for another run to end, in seconds.
  public var waitSeconds = 600

  /// The history in this file.
  public init(path: String) {
    self.path = path
  }
}
