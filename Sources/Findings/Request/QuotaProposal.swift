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
  /// How `roomy` is rounded.
  public var rounding: Rounding
  /// What is asked for is a multiple of this.
  public var step: Int
  /// `roomy`, rounded up to a multiple of `step`.
  public var proposed: Int

  /// How a number is rounded up to one that people ask for.
  public enum Rounding: Sendable {
    /// To whole things, which it is.
    case whole
    /// To two significant digits: at most a tenth is added whatever the size of the number.
    case twoDigits

    /// What numbers like this one are rounded to a multiple of.
    func step(for number: Int) -> Int {
      guard self == .twoDigits else { return 1 }
      var step = 1
      while number / step >= 100 { step *= 10 }
      return step
    }
  }

  /// The quota for what was measured, 0 or more.
  public init(
    current: Int, measured: Int, growth: PercentIncrease, headroom: PercentIncrease,
    rounding: Rounding
  ) {
    self.current = current
    self.measured = measured
    self.growth = growth
    self.headroom = headroom
    self.rounding = rounding
    grown = growth.added(to: measured)
    roomy = headroom.added(to: grown)
    step = rounding.step(for: roomy)
    let steps = roomy / step + (roomy % step == 0 ? 0 : 1)
    proposed = steps.multipliedReportingOverflow(by: step).overflow ? roomy : steps * step
  }

  /// Whether it is more than the quota that rules.
  public var isIncrease: Bool { proposed > current }
}
