/// Requests of pairs or triples: when each came, and what the limiter did to some.
///
/// The row of a partition is its place in `keys`; a request is one event, and a refused, delayed or
/// soft-limited one is a mark as well. All counts per partition are derived from these at the end.
struct PartitionTally: Sendable {
  private(set) var keys = KeyTable()
  var log = EventLog()
  var marks: [TalliedMark] = []
  /// What `log` and `marks` held, once nothing is added any more.
  var ordered = OrderedEvents()
  /// Requests that are not counted yet.
  private var waiting: [Waiting] = []

  /// A request, and what the limiter did to it, if anything.
  private struct Waiting {
    var key: PartitionKey
    var hash: UInt32
    var time: Int64
    var mark: Mark?
  }

  /// Counts a request at `time`, in the log's unit, as soon as some more are there: their rows are looked
  /// up together, because each alone would wait for memory.
  @inline(__always)
  mutating func add(_ key: PartitionKey, time: Int64, mark: Mark?) {
    waiting.append(Waiting(key: key, hash: keys.hash(key), time: time, mark: mark))
    if waiting.count == Lookahead.records { flush() }
  }

  /// Counts what waits.
  mutating func flush() {
    for request in waiting { keys.prefetch(request.hash) }
    for request in waiting {
      let row = keys.row(request.key, hash: request.hash)
      log.append(partition: row, time: request.time)
      if let mark = request.mark {
        marks.append(TalliedMark(partition: UInt32(truncatingIfNeeded: row), mark: mark))
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }
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
