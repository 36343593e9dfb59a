internal import Bytes

/// How near a partition is to its quota, for the list of those nearest (SPEC section 7).
struct Nearness: Sendable, Codable {
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

/// The partitions of a kind that a report lists: the subjects of findings, and of all the 50 with the
/// highest peak/quota; ties: more attempted, then the smaller subject (SPEC section 7).
struct ListedPartitions<Row: Sendable & Codable>: Sendable, Codable {
  /// Sums over all partitions, listed or not.
  var totals = PartitionTotals()
  /// Rows of partitions that are the subject of a finding.
  private var listed: [Row] = []
  /// The nearest first, at most 50.
  private var nearest: [Entry] = []

  /// How many of the nearest are listed.
  private static var limit: Int { 50 }

  private struct Entry: Sendable, Codable {
    var nearness: Nearness
    var subject: [ByteString]
    /// Nil where `listed` has the row.
    var row: Row?
  }

  /// Counts a partition, and keeps its row where it is to be listed or among the nearest so far.
  mutating func add(
    _ counts: RequestCounts, _ nearness: Nearness, subject: [ByteString], isListed: Bool,
    row: () -> Row
  ) {
    totals.add(counts)
    if isListed { listed.append(row()) }
    let entry = Entry(nearness: nearness, subject: subject, row: nil)
    guard let place = place(of: entry) else { return }
    nearest.insert(entry, at: place)
    if !isListed { nearest[place].row = row() }
    if nearest.count > Self.limit { nearest.removeLast() }
  }

  /// Adds the partitions of another shard.
  mutating func merge(_ other: ListedPartitions) {
    totals.merge(other.totals)
    listed += other.listed
    for entry in other.nearest {
      guard let place = place(of: entry) else { continue }
      nearest.insert(entry, at: place)
      if nearest.count > Self.limit { nearest.removeLast() }
    }
  }

  /// All rows to print, in no particular order.
  var rows: [Row] { listed + nearest.compactMap(\.row) }

  /// Whether a log can have these sums, so that adding them overflows nothing.
  var isSound: Bool {
    let sums = [
      totals.count, totals.attempted, totals.rejected, totals.delayed, totals.softLimited,
    ]
    let near = nearest.flatMap { [$0.nearness.peak, $0.nearness.attempted] }
    return (sums + near).allSatisfy(PartialReport.isCount)
      && nearest.allSatisfy { $0.nearness.quota >= 0 }
  }

  /// Where the entry belongs among the nearest, nil if it is none.
  private func place(of entry: Entry) -> Int? {
    var place = nearest.count
    while place > 0, precedes(entry, nearest[place - 1]) { place -= 1 }
    return place < Self.limit ? place : nil
  }

  private func precedes(_ left: Entry, _ right: Entry) -> Bool {
    let order = left.nearness.compare(right.nearness)
    return order != 0 ? order > 0 : left.subject.lexicographicallyPrecedes(right.subject)
  }
}
