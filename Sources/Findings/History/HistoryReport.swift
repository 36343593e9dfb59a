public import Bytes

/// What an audit knows from earlier runs.
public struct HistoryReport: Sendable, Equatable, Codable {
  /// This run's number, from 1.
  public var run: Int
  /// The run that findings are compared with, nil if there is none.
  public var baseline: RunReference?
  /// Inputs that were counted before, by path.
  public var skipped: [SkippedInput] = []
  /// Inputs of which only what is new was counted, by path.
  public var continued: [ContinuedInput] = []
  /// Days whose usage this run changed, by day.
  public var days: [DayChange] = []
  /// What became of each finding since the baseline, by its id.
  public var states: [String: FindingState] = [:]
  /// Findings of the baseline that are none any more, in its order.
  public var gone: [RememberedFinding] = []
  /// Ids of findings whose window reaches into earlier nights.
  public var overNights: Set<String> = []

  /// What a run of this number knows before anything is compared.
  public init(run: Int) {
    self.run = run
  }
}

/// An earlier run, as reports name it.
public struct RunReference: Sendable, Equatable, Codable {
  /// Its number, from 1.
  public var number: Int
  /// Its first and last record's time, nil if it had none.
  public var period: Period?

  /// A run of this number.
  public init(number: Int, period: Period?) {
    self.number = number
    self.period = period
  }
}

/// An input whose content an earlier run has counted.
public struct SkippedInput: Sendable, Equatable, Codable {
  /// Its path in this run.
  public var path: ByteString
  /// The path under which its content was counted.
  public var sameAs: ByteString
  /// The run that counted it.
  public var run: Int

  /// An input with the content of an earlier one.
  public init(path: ByteString, sameAs: ByteString, run: Int) {
    self.path = path
    self.sameAs = sameAs
    self.run = run
  }
}

/// An input that has grown since an earlier run counted its beginning.
public struct ContinuedInput: Sendable, Equatable, Codable {
  /// Its path.
  public var path: ByteString
  /// Content bytes counted before, decompressed.
  public var bytesBefore: Int64
  /// Lines counted before.
  public var linesBefore: Int
  /// The run that counted them last.
  public var run: Int

  /// An input whose beginning is known.
  public init(path: ByteString, bytesBefore: Int64, linesBefore: Int, run: Int) {
    self.path = path
    self.bytesBefore = bytesBefore
    self.linesBefore = linesBefore
    self.run = run
  }
}

extension HistoryReport: NameHolder {
  /// Replaces every name that came from logs or file names.
  public mutating func mapNames(_ transform: (ByteString) -> ByteString) {
    for index in skipped.indices {
      skipped[index].path = transform(skipped[index].path)
      skipped[index].sameAs = transform(skipped[index].sameAs)
    }
    for index in continued.indices { continued[index].path = transform(continued[index].path) }
    for index in gone.indices { gone[index].mapNames(transform) }
  }
}
