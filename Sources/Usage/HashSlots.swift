/// Slots of a hash table with open addressing and linear probing: the hash stands in the upper half of a
/// slot, something that is not 0 in the lower one; 0 is a free slot. Their count is a power of two.
enum HashSlots {
  /// Makes them twice as many and puts what they hold where it belongs.
  static func grow(_ slots: inout [UInt64]) {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}
