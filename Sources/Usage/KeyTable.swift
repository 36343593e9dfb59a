internal import Bytes

/// A key of fixed size that a table can hash.
protocol TableKey: Equatable, Sendable {
  /// 64 well mixed bits.
  var hash: UInt64 { get }
}

/// A key of up to three interned names; unused parts are 0.
struct PartitionKey: TableKey {
  var first: UInt32
  var second: UInt32
  var third: UInt32 = 0

  @inline(__always) var hash: UInt64 { ByteHash.hash(first, second, third) }
}

/// Distinct keys and their dense rows, 0, 1, 2, ... in order of first sight.
///
/// Memory: the key, and 5.3 to 10.7 bytes of table.
struct DenseTable<Key: TableKey>: Sendable {
  private(set) var keys: [Key] = []
  /// Open addressing, linear probing; a row plus one, 0 for a free slot. Its count is a power of two.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  /// Number of distinct keys.
  var count: Int { keys.count }

  /// The row of `key`; a new one is `count - 1` afterwards.
  mutating func row(_ key: Key) -> Int {
    let slot = self.slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) &- 1 }
    precondition(keys.count < Int(UInt32.max) - 1, "more than 2^32 - 2 partitions")
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > slots.count * 3 { grow() }
    return keys.count - 1
  }

  /// The row of `key`, nil if it was never asked for with `row`.
  func find(_ key: Key) -> Int? {
    let entry = slots[slot(of: key)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The slot that holds `key`, or the free one where it belongs.
  @inline(__always)
  private func slot(of key: Key) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for row in keys.indices {
      var slot = Int(truncatingIfNeeded: keys[row].hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(row + 1)
    }
  }
}

/// Rows by interned names.
typealias KeyTable = DenseTable<PartitionKey>
