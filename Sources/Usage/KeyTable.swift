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
/// Memory: the key, and 11 to 21 bytes of table.
struct DenseTable<Key: TableKey>: Sendable {
  private(set) var keys: [Key] = []
  /// Open addressing, linear probing. Half of the hash stands in the upper half, so that a slot of
  /// another key is passed without a look at that key; a row plus one in the lower, 0 for a free slot.
  /// Its count is a power of two.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 64)

  /// Number of distinct keys.
  var count: Int { keys.count }

  /// The hash of `key`, for the calls that take one; asks for the slot where it is looked up first.
  @inline(__always)
  func hash(_ key: Key) -> UInt32 {
    let hash = UInt32(truncatingIfNeeded: key.hash)
    Prefetch.element(Int(hash) & (slots.count &- 1), of: slots.span)
    return hash
  }

  /// Asks for the key that one of this hash is compared with first.
  @inline(__always)
  func prefetch(_ hash: UInt32) {
    let entry = slots[Int(hash) & (slots.count &- 1)]
    Prefetch.element(Int(UInt32(truncatingIfNeeded: entry)) &- 1, of: keys.span)
  }

  /// The row of `key`; a new one is `count - 1` afterwards.
  @inline(__always)
  mutating func row(_ key: Key) -> Int {
    row(key, hash: UInt32(truncatingIfNeeded: key.hash))
  }

  /// The row of `key`, whose `hash` is known; a new one is `count - 1` afterwards.
  mutating func row(_ key: Key, hash: UInt32) -> Int {
    let slot = self.slot(of: key, hash)
    if slots[slot] != 0 { return Int(UInt32(truncatingIfNeeded: slots[slot])) &- 1 }
    precondition(keys.count < Int(UInt32.max) - 1, "more than 2^32 - 2 partitions")
    keys.append(key)
    slots[slot] = UInt64(hash) << 32 | UInt64(keys.count)
    if keys.count * 4 > slots.count * 3 { HashSlots.grow(&slots) }
    return keys.count - 1
  }

  /// The slot that holds `key`, or the free one where it belongs.
  @inline(__always)
  private func slot(of key: Key, _ hash: UInt32) -> Int {
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return slot }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash,
        keys[Int(UInt32(truncatingIfNeeded: entry)) &- 1] == key
      {
        return slot
      }
      slot = (slot &+ 1) & mask
    }
  }
}

/// Rows by interned names.
typealias KeyTable = DenseTable<PartitionKey>
