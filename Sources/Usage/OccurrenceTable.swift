/// Occurrences by key.
struct OccurrenceTable: Sendable {
  private(set) var keys = KeyTable()
  private(set) var rows: [Occurrences] = []

  /// Counts one more request of `key`.
  @inline(__always)
  mutating func add(_ key: PartitionKey, time: Int64, place: RequestPlace) {
    rows[row(key)].add(time: time, place: place)
  }

  /// Adds all of `other`, whose keys `renumber` translates.
  mutating func merge(_ other: OccurrenceTable, renumber: (PartitionKey) -> PartitionKey) {
    for (index, key) in other.keys.keys.enumerated() {
      rows[row(renumber(key))].merge(other.rows[index])
    }
  }

  private mutating func row(_ key: PartitionKey) -> Int {
    let row = keys.row(key)
    if row == rows.count { rows.append(Occurrences()) }
    return row
  }
}
