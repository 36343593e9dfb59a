internal import Bytes
internal import LimitCatalog

/// The usage of one tally, or a part of it, as a run in the order of the keys. Gives up each section once
/// it was read, so that what nobody else holds is freed on the way.
final class TallyRun: RunSource {
  let inputs = InputNumbers()
  let part: KeyPart
  let order: NameOrder
  let places: NamePlaces
  var tally: UsageTally
  private var sections: ArraySlice<UsageSection>
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

  /// The run of some sections of what `finished` holds of the keys in `part`.
  init(
    _ finished: FinishedTally, _ sections: [UsageSection] = UsageSection.allCases,
    part: KeyPart = .whole
  ) {
    tally = finished.tally
    (order, places) = (finished.order, finished.places)
    self.sections = sections[...]
    self.part = part
  }

  func next(_ entry: inout RunEntry) -> Bool {
    while position == rows.count {
      if let section { tally.drop(section) }
      section = nil
      guard let next = sections.popFirst() else { return false }
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
