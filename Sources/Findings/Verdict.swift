/// How a partition stands to its quota (SPEC section 5).
public enum Verdict: String, Sendable, Codable {
  /// The default lens has a window with more than the quota.
  case over
  /// Not over, but some alignment of windows is.
  case possible
  /// Not over in any alignment, but the peak reaches `warn_at` percent of the quota.
  case near
  case clear
}

/// How sure an `over` is (SPEC section 5).
public enum Certainty: String, Sendable, Codable {
  /// The limiter's own windows show it, or every alignment does.
  case proven
  /// The windows as laid show it; other alignments need not.
  case aligned
}

/// The verdict over one partition and what it rests on.
public struct RateVerdict: Sendable, Equatable, Codable {
  /// Nil when the partition is not judged.
  public var verdict: Verdict?
  /// Nil unless over.
  public var certainty: Certainty?
  /// Phases of the clock for which a window is over the quota; nil when not judged.
  public var alignmentsOver: Int?
  /// All phases: 86400 (groups), 1000 (pairs), 60 (triples); nil when not judged.
  public var alignments: Int?

  /// A verdict with its certainty and alignments; all nil for a partition that is not judged.
  public init(
    verdict: Verdict? = nil, certainty: Certainty? = nil, alignmentsOver: Int? = nil,
    alignments: Int? = nil
  ) {
    self.verdict = verdict
    self.certainty = certainty
    self.alignmentsOver = alignmentsOver
    self.alignments = alignments
  }
}
