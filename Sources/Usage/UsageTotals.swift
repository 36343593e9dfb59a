public import AccessLog

/// Sums over the records of a tally; pairs and triples keep their own.
public struct UsageTotals: Sendable, Equatable, Codable {
  /// Records of Learn, without excluded ones.
  public var learn = 0
  /// Records of Knewton.
  public var knewton = 0
  /// Records of neither.
  public var other = 0
  /// Learn records under `exclude_paths`.
  public var excluded = 0
  /// Learn records without a developer group.
  public var unattributed = 0
  /// Refused by a limiter, both services.
  public var rejected = 0
  /// Knewton requests with a delay above 0.
  public var delayed = 0
  /// Knewton requests that succeeded with an `exceeded` header.
  public var softLimited = 0
  /// Learn requests refused because of too many installations, group `-` included.
  public var installRefused = 0

  /// Adds the sums of `other`.
  mutating func merge(_ other: UsageTotals) {
    learn += other.learn
    knewton += other.knewton
    self.other += other.other
    excluded += other.excluded
    unattributed += other.unattributed
    rejected += other.rejected
    delayed += other.delayed
    softLimited += other.softLimited
    installRefused += other.installRefused
  }
}

/// What one input contributed.
public struct InputTally: Sendable, Codable {
  /// How its lines divide; `badFields` also counts instants more than 8 days off (SPEC section 5).
  public var counts = LineCounts()
  /// Earliest record, milliseconds since the epoch; nil without records.
  public var first: Int64?
  /// Latest record, milliseconds since the epoch; nil without records.
  public var last: Int64?

  /// Nothing yet.
  public init() {}

  /// Extends the period to `time`.
  @inline(__always)
  mutating func extend(to time: Int64) {
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  /// Adds another part of the same input.
  mutating func merge(_ other: InputTally) {
    counts.merge(other.counts)
    if let time = other.first { extend(to: time) }
    if let time = other.last { extend(to: time) }
  }
}

/// The hour that is being counted, so that the table of hours is touched once an hour.
struct HourRun: Sendable {
  var hour = Int64.min
  var records = 0
}
