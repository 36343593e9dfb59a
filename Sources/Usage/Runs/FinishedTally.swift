internal import Bytes

/// A tally to which nothing is added any more, its names and events in order.
///
/// Putting them in order is done where the tally was filled, by each worker on its own thread. Then any
/// number of threads can read parts of it at once: nothing changes here, and copies share everything.
public struct FinishedTally: Sendable {
  /// What crosses partitions.
  let sums: UsageSums
  /// What is counted by key; the events and marks of pairs and triples are not in it.
  let tally: UsageTally
  let pairs: OrderedEvents
  let triples: OrderedEvents
  let order: NameOrder
  /// What decides on the part of a key, by name.
  let places: NamePlaces

  /// All that `tally` counted; nothing is left there but its sums where they are to be kept.
  public init(draining tally: inout UsageTally, keepingSums: Bool = false) {
    sums = tally.sums()
    pairs = OrderedEvents(draining: &tally.pairs)
    triples = OrderedEvents(draining: &tally.triples)
    order = NameOrder(tally.names, isToken: tally.isToken, dash: tally.dash)
    places = NamePlaces(tally.names)
    self.tally = tally
    tally.startOver(keepingSums: keepingSums)
  }

  /// Whether anything was counted by key.
  var hasKeyedCounts: Bool { tally.hasKeyedCounts }
}

/// The events and marks of all pairs or all triples, by partition and then time.
struct OrderedEvents: Sendable {
  private var times = SortedTimes()
  private var marks: [TalliedMark] = []
  /// Where each partition's marks start.
  private var markStarts: [Int] = [0]

  /// None.
  init() {}

  /// Those of `partitions`, from which they are taken.
  init(draining partitions: inout PartitionTally) {
    times = partitions.log.sorted(partitionCount: partitions.keys.count)
    partitions.log = EventLog()
    marks = partitions.marks.sorted { left, right in
      (left.partition, left.mark.time, left.mark.place)
        < (right.partition, right.mark.time, right.mark.place)
    }
    partitions.marks = []
    markStarts = [Int](repeating: 0, count: partitions.keys.count + 1)
    for mark in marks { markStarts[Int(mark.partition) + 1] += 1 }
    for index in 0..<partitions.keys.count { markStarts[index + 1] += markStarts[index] }
  }

  /// Appends the payload of a partition.
  func write(_ partition: Int, to writer: inout UsageWriter) {
    let marks = self.marks[markStarts[partition]..<markStarts[partition + 1]]
    PartitionEvents.write(
      times.times[times.range(partition)], marks.lazy.map(\.mark), to: &writer)
  }
}

/// A number for each name of a tally that follows from its bytes alone: in one process all tallies agree.
struct NamePlaces: Sendable {
  private let bytes: [UInt8]

  /// The numbers of `names`.
  init(_ names: ByteInterner) {
    bytes = (0..<UInt32(names.count)).map { id in
      names.withBytes(id) { UInt8(truncatingIfNeeded: ByteHash.hash($0, $1)) }
    }
  }

  /// The number of a name.
  subscript(id: UInt32) -> UInt { UInt(bytes[Int(id)]) }
}

/// One of several parts into which usage is divided by key, so that each can be judged on a thread of its
/// own. What one judgement needs together is in one part, as in `UsageShard`.
struct KeyPart: Sendable {
  /// From 0.
  var index: UInt
  /// At least 1.
  var count: UInt

  /// All keys.
  static let whole = KeyPart(index: 0, count: 1)

  /// Whether keys whose names' numbers have the sum `place` belong here.
  @inline(__always)
  func holds(_ place: UInt) -> Bool { place % count == index }
}
