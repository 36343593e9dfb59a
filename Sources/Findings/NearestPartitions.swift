internal import Bytes

/// How near a partition is to its quota, for the list of those nearest (SPEC section 7).
struct Nearness {
  var partition: Int
  var peak: Int
  /// 0 when there is no quota.
  var quota: Int
  var attempted: Int

  /// Positive if it stands before `other`, negative if behind, 0 if only the subject can tell.
  func compare(_ other: Nearness) -> Int {
    let mine = quota > 0 ? (peak, quota) : (0, 1)
    let its = other.quota > 0 ? (other.peak, other.quota) : (0, 1)
    let order = Ratio.compare(mine.0, mine.1, its.0, its.1)
    return order != 0 ? order : attempted - other.attempted
  }
}

/// The 50 partitions with the highest peak/quota; ties: more attempted, then the smaller subject.
///
/// Keeps no more than these, and asks for a subject (which costs a hash where it holds a token) only
/// where two partitions are level.
struct NearestPartitions {
  /// How many rows are listed beyond those with findings (SPEC section 7).
  static let listed = 50

  private struct Entry {
    var nearness: Nearness
    var subject: [ByteString]?
  }

  /// The nearest first.
  private var entries: [Entry] = []

  /// The partitions listed, the nearest first.
  var partitions: [Int] { entries.map(\.nearness.partition) }

  /// Takes `candidate` in if it is among the nearest so far.
  mutating func add(_ candidate: Nearness, subject: (_ partition: Int) -> [ByteString]) {
    var new = Entry(nearness: candidate, subject: nil)
    var position = entries.count
    while position > 0, precedes(&new, position - 1, subject) { position -= 1 }
    guard position < NearestPartitions.listed else { return }
    entries.insert(new, at: position)
    if entries.count > NearestPartitions.listed { entries.removeLast() }
  }

  /// Whether `new` stands before the entry at `index`.
  private mutating func precedes(
    _ new: inout Entry, _ index: Int, _ subject: (_ partition: Int) -> [ByteString]
  ) -> Bool {
    let order = new.nearness.compare(entries[index].nearness)
    if order != 0 { return order > 0 }
    let mine = new.subject ?? subject(new.nearness.partition)
    let its = entries[index].subject ?? subject(entries[index].nearness.partition)
    new.subject = mine
    entries[index].subject = its
    return mine.lexicographicallyPrecedes(its)
  }
}
