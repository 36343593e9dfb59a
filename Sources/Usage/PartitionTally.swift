/// Requests of pairs or triples: when each came, and what the limiter did to some.
///
/// The row of a partition is its place in `keys`; a request is one event, and a refused, delayed or
/// soft-limited one is a mark as well. All counts per partition are derived from these at the end.
struct PartitionTally: Sendable {
  var keys = KeyTable()
  var log = EventLog()
  var marks: [TalliedMark] = []
}

/// A mark and the row of the pair or triple it belongs to.
struct TalliedMark: Sendable {
  var partition: UInt32
  var mark: Mark
}

/// A request that the limiter refused, delayed or dropped.
public struct Mark: Sendable {
  /// What happened; several at once are possible.
  public struct Kinds: OptionSet, Sendable {
    /// The set as bits.
    public let rawValue: UInt8
    /// The set of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Refused with 429.
    public static let rejected = Kinds(rawValue: 1)
    /// Queued: a delay above 0.
    public static let delayed = Kinds(rawValue: 2)
    /// Succeeded, yet `exceeded` was sent.
    public static let softLimited = Kinds(rawValue: 4)
    /// Refused, and `exceeded` starts with neither `ip` nor `partner`.
    public static let tokenLimited = Kinds(rawValue: 8)
  }

  /// Milliseconds since the epoch.
  public var time: Int64
  /// Where it is logged.
  public var place: RequestPlace
  /// Delay in milliseconds, 0 to 86,400,000.
  public var delay: Int32
  /// What happened.
  public var kinds: Kinds
}
