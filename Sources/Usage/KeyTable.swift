internal import Bytes

/// A key of up to three interned names; unused parts are 0.
struct PartitionKey: Equatable, Sendable {
  var first: UInt32
  var second: UInt32
  var third: UInt32 = 0
}

/// Distinct keys and their dense rows, 0, 1, 2, ... in order of first sight.
struct KeyTable: Sendable {
  private(set) var keys: [PartitionKey] = []
  /// Open addressing, linear probing; a row plus one, 0 for a free slot. Its count is a power of two.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  /// Number of distinct keys.
  var count: Int { keys.count }

  /// The row of `key`; a new one is `count - 1` afterwards.
  mutating func row(_ key: PartitionKey) -> Int {
    let slot = self.slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) &- 1 }
    precondition(keys.count < Int(UInt32.max) - 1, "more than 2^32 - 2 partitions")
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > slots.count * 3 { grow() }
    return keys.count - 1
  }

  /// The row of `key`, nil if it was never asked for with `row`.
  func find(_ key: PartitionKey) -> Int? {
    let entry = slots[slot(of: key)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The slot that holds `key`, or the free one where it belongs.
  @inline(__always)
  private func slot(of key: PartitionKey) -> Int {
    let mask = slots.count &- 1
    var slot = KeyTable.hash(key) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private static func hash(_ key: PartitionKey) -> Int {
    Int(truncatingIfNeeded: ByteHash.hash(key.first, key.second, key.third))
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for row in keys.indices {
      var slot = KeyTable.hash(keys[row]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(row + 1)
    }
  }
}
