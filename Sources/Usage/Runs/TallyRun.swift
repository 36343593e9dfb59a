internal import Bytes
internal import LimitCatalog

/// The usage of one tally as a run, in the order of the keys; takes the tally apart on the way, so that
/// what was given is not held twice.
final class TallyRun: RunSource {
  let inputs = InputNumbers()
  var tally: UsageTally
  let order: NameOrder
  /// Times of the partitions at hand.
  var events = SortedTimes()
  /// Marks of the partitions at hand by partition, and where each partition's start.
  var marks: [TalliedMark] = []
  var markStarts: [Int] = []
  private var sections = UsageSection.allCases.makeIterator()
  private var section: UsageSection?
  /// Rows of the section at hand by their keys.
  private var rows: [Row] = []
  private var position = 0
  private var writer = UsageWriter()

  /// A row of a table and the ranks of its key's parts.
  struct Row {
    var head: UInt32 = 0
    var first: UInt32
    var second: UInt32 = 0
    var third: UInt32 = 0
    var row: Int

    static func precedes(_ left: Row, _ right: Row) -> Bool {
      (left.head, left.first, left.second, left.third)
        < (right.head, right.first, right.second, right.third)
    }
  }

  /// The run of what `tally` counted by key; these counts are gone from it afterwards, and it must start
  /// over before it counts on.
  init(draining tally: inout UsageTally) {
    self.tally = tally
    order = NameOrder(tally.names, isToken: tally.isToken, dash: tally.dash)
    tally.removeKeyedCounts()
  }

  func next(_ entry: inout RunEntry) -> Bool {
    while position == rows.count {
      if let section { drop(section) }
      guard let next = sections.next() else { return false }
      section = next
      position = 0
      rows = sortedRows(of: next)
    }
    guard let section else { return false }
    entry.key.removeAll(keepingCapacity: true)
    entry.key.append(section.rawValue)
    swap(&writer.bytes, &entry.payload)
    writer.bytes.removeAll(keepingCapacity: true)
    write(rows[position], of: section, &entry.key, &writer)
    swap(&writer.bytes, &entry.payload)
    position += 1
    return true
  }
}
