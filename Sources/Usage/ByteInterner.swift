internal import Bytes

/// Distinct byte strings and their dense ids, 0, 1, 2, ... in order of first sight.
///
/// Two strings have one id exactly when all their bytes are equal: the hash only finds candidates.
/// Memory: the bytes once, 12 bytes an entry, and at most 11 bytes of table.
struct ByteInterner: Sendable {
  private var storage: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Open addressing, linear probing; an id plus one, 0 for a free slot. Its count is a power of two.
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  /// Number of distinct strings.
  var count: Int { ends.count }

  /// Bytes held, roughly: for deciding when a cache of names is large enough.
  var byteCount: Int { storage.count + ends.count * 23 }

  /// The id of `range` of `bytes`, new if it was not seen before.
  mutating func intern(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    let hash = UInt32(truncatingIfNeeded: ByteHash.hash(bytes, range))
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      let id = Int(entry) &- 1
      if hashes[id] == hash, equals(id, bytes, range) { return UInt32(id) }
      slot = (slot &+ 1) & mask
    }
    return insert(bytes, range, hash: hash, slot: slot)
  }

  /// The id of a byte string.
  mutating func intern(_ bytes: [UInt8]) -> UInt32 {
    intern(bytes.span, 0..<bytes.count)
  }

  /// The bytes of `id`.
  subscript(id: UInt32) -> ByteString {
    ByteString(Array(storage[range(of: Int(id))]))
  }

  /// Appends the bytes of `id`; allocates nothing where `output` has room.
  func append(_ id: UInt32, to output: inout [UInt8]) {
    output.append(storage.span, range(of: Int(id)))
  }

  /// Makes an id of this interner of every id of `other`: the result at an old id is the new one.
  mutating func absorb(_ other: ByteInterner) -> [UInt32] {
    let span = other.storage.span
    return (0..<other.count).map { intern(span, other.range(of: $0)) }
  }

  /// Forgets all strings.
  mutating func removeAll() {
    self = ByteInterner()
  }

  @inline(__always)
  private func range(of id: Int) -> Range<Int> {
    (id == 0 ? 0 : ends[id &- 1])..<ends[id]
  }

  @inline(__always)
  private func equals(_ id: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    ByteSearch.equal(storage.span, self.range(of: id), bytes, range)
  }

  private mutating func insert(
    _ bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt32, slot: Int
  ) -> UInt32 {
    precondition(ends.count < Int(UInt32.max) - 1, "more than 2^32 - 2 distinct names")
    let id = UInt32(ends.count)
    if storage.count + range.count > storage.capacity {
      // A quarter more at a time: doubling would leave half of the largest table unused.
      storage.reserveCapacity(max(256, (storage.count + range.count) * 5 / 4))
    }
    storage.append(bytes, range)
    ends.append(storage.count)
    hashes.append(hash)
    slots[slot] = id + 1
    if ends.count * 4 > slots.count * 3 { grow() }
    return id
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for id in hashes.indices {
      var slot = Int(hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id + 1)
    }
  }
}
