/// One entity limit of SPEC 4.4 and how the logs stand to it.
public struct EntityReport: Sendable {
  /// e.g. `events-per-batch`.
  public var id = ""
  /// Largest number that is no finding.
  public var limit = 0
  /// `violation`, `warning` or `notice`.
  public var level = ""
  /// `q`, `f`, `p` or `o`.
  public var how = ""
  /// `violated`, `within` or `not-observable`.
  public var status = ""
  /// Findings of this rule.
  public var findings = 0
  /// Largest measured value, nil when not observable.
  public var largest: Int?
  /// Field whose absence makes it unobservable, else nil.
  public var needs: String?

  /// An empty row.
  public init() {}
}
