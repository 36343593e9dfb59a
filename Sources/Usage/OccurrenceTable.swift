/// Occurrences by key.
struct OccurrenceTable: Sendable {
  private(set) var keys = KeyTable()
  private(set) var rows: [Occurrences] = []

  /// Counts one more request of `key`; returns its row.
  @inline(__always)
  @discardableResult
  mutating func add(_ key: PartitionKey, time: Int64, place: RequestPlace) -> Int {
    let row = row(key)
    rows[row].add(time: time, place: place)
    return row
  }

  /// Counts further requests of `key`; returns its row.
  @discardableResult
  mutating func merge(_ key: PartitionKey, _ occurrences: Occurrences) -> Int {
    let row = row(key)
    rows[row].merge(occurrences)
    return row
  }

  /// Adds all of `other`, whose keys `renumber` translates.
  mutating func merge(_ other: OccurrenceTable, renumber: (PartitionKey) -> PartitionKey) {
    for (index, key) in other.keys.keys.enumerated() {
      merge(renumber(key), other.rows[index])
    }
  }

  private mutating func row(_ key: PartitionKey) -> Int {
    let row = keys.row(key)
    if row == rows.count { rows.append(Occurrences()) }
    return row
  }
}
