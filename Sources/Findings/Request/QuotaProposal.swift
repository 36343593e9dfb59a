/// A quota to ask for, every step of its arithmetic.
public struct QuotaProposal: Sendable, Equatable {
  /// The quota that rules now.
  public var current: Int
  /// What was used, or would have been.
  public var measured: Int
  /// What is expected to come.
  public var growth: PercentIncrease
  /// `measured` and the growth, rounded up.
  public var grown: Int
  /// What is kept free.
  public var headroom: PercentIncrease
  /// `grown` and the headroom, rounded up.
  public var roomy: Int
  /// Quotas are asked for in multiples of this.
  public var step: Int
  /// `roomy`, rounded up to a multiple of `step`.
  public var proposed: Int

  /// The quota for what was measured, 0 or more; `step` is 1 or more.
  public init(
    current: Int, measured: Int, growth: PercentIncrease, headroom: PercentIncrease, step: Int
  ) {
    self.current = current
    self.measured = measured
    self.growth = growth
    self.headroom = headroom
    self.step = step
    grown = growth.added(to: measured)
    roomy = headroom.added(to: grown)
    let steps = roomy / step + (roomy % step == 0 ? 0 : 1)
    proposed = steps.multipliedReportingOverflow(by: step).overflow ? roomy : steps * step
  }

  /// Whether it is more than the quota that rules.
  public var isIncrease: Bool { proposed > current }
}
