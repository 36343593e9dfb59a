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

  private mutating func row(_ key: PartitionKey) -> Int {
    let row = keys.row(key)
    if row == rows.count { rows.append(Occurrences()) }
    return row
  }
}
