internal import Bytes

/// A tally to which nothing is added any more, its names in order.
///
/// Putting them in order is done where the tally was filled, by each worker on its own thread. Then any
/// number of threads can read parts of it at once; copies share everything.
public struct FinishedTally: Sendable {
  /// What crosses partitions.
  let sums: UsageSums
  /// What is counted by key.
  private(set) var tally: UsageTally
  let order: NameOrder
  /// What decides on the part of a key, by name.
  let places: NamePlaces

  /// All that `tally` counted; nothing is left there but its sums where they are to be kept.
  public init(draining tally: inout UsageTally, keepingSums: Bool = false) {
    sums = tally.sums()
    // What was logged is met no more, only the names it stood for.
    tally.siteCache = NameCache()
    tally.uriCache = NameCache()
    tally.rollUpDays()
    order = NameOrder(tally.names, isToken: tally.isToken, dash: tally.dash)
    places = NamePlaces(tally.names)
    self.tally = tally
    tally.startOver(keepingSums: keepingSums)
  }

  /// Whether days were counted.
  var countsDays: Bool { tally.days.isCounting }

  /// Gives up these sections, which were read.
  mutating func drop(_ sections: [UsageSection]) {
    for section in sections { tally.drop(section) }
  }

  /// Puts the events of pairs and triples in order, which are held twice for a while. Copies that are made
  /// behind share them.
  public mutating func orderEvents() {
    tally.pairs.order()
    tally.triples.order()
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
