public import Bytes

/// All that the history keeps of one run, written in one piece.
public struct NightRecord: Sendable {
  /// The program that ran.
  public var tool: ToolIdentity
  /// The policy file, nil when none was given.
  public var policy: PolicyIdentity?
  /// First and last record's time, nil without records.
  public var period: Period?
  /// Whether all inputs were read to their end.
  public var isComplete: Bool
  /// Inputs counted, skipped ones left out.
  public var inputs: [CountedInput] = []
  /// What this run counted by UTC day, masked.
  public var days = DailyUsage()
  /// Sites that this run saw, masked.
  public var sites: [SiteRegistration] = []
  /// Its findings in the report's order, masked.
  public var findings: [RememberedFinding] = []
  /// A usage file of what it counted, nil where none is kept.
  public var usage: [UInt8]?
  /// Kept usage of earlier runs whose last record is before it is dropped; nil drops none.
  public var dropsUsageBefore: Instant?
  /// Records counted, of all services.
  public var records = 0

  /// A run without inputs.
  public init(tool: ToolIdentity, policy: PolicyIdentity?, period: Period?, isComplete: Bool) {
    self.tool = tool
    self.policy = policy
    self.period = period
    self.isComplete = isComplete
  }
}

/// An earlier run.
public struct PastRun: Sendable, Equatable {
  /// Its number, from 1.
  public var number: Int
  /// The program's name and version.
  public var tool: String
  /// Path of the policy file, nil when none was given.
  public var policy: String?
  /// SHA-256 of the policy file, 64 hexadecimal digits.
  public var policySHA256: String?
  /// First and last record's time, nil without records.
  public var period: Period?
  /// Whether all its inputs were read to their end.
  public var isComplete: Bool
  /// Records counted, of all services.
  public var records: Int
  /// Learn requests of developer groups.
  public var calls: Int
  /// Of `calls`, those that a limiter refused.
  public var refused: Int

  /// How reports name it.
  public var reference: RunReference { RunReference(number: number, period: period) }

  /// A run with all that is known of it.
  public init(
    number: Int, tool: String, policy: String?, policySHA256: String?, period: Period?,
    isComplete: Bool, records: Int, calls: Int, refused: Int
  ) {
    self.number = number
    self.tool = tool
    self.policy = policy
    self.policySHA256 = policySHA256
    self.period = period
    self.isComplete = isComplete
    self.records = records
    self.calls = calls
    self.refused = refused
  }
}

/// The mergeable usage of an earlier run.
public struct KeptUsage: Sendable, Equatable {
  /// The run that counted it.
  public var run: Int
  /// First and last record's time of that run.
  public var period: Period
  /// A usage file.
  public var bytes: [UInt8]

  /// Usage of a run.
  public init(run: Int, period: Period, bytes: [UInt8]) {
    self.run = run
    self.period = period
    self.bytes = bytes
  }
}
