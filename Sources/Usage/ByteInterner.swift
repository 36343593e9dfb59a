internal import Bytes

/// Distinct byte strings and their dense ids, 0, 1, 2, ... in order of first sight.
///
/// Two strings have one id exactly when all their bytes are equal: the hash only finds candidates.
/// Memory: the bytes once, 8 bytes an entry, and 11 to 21 bytes of table.
struct ByteInterner: Sendable {
  private var storage: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing, linear probing. The hash stands in the upper half, so that a slot of another string
  /// is passed without a look at that string; an id plus one in the lower, 0 for a free slot. Its count
  /// is a power of two.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 64)

  /// Number of distinct strings.
  var count: Int { ends.count }

  /// Bytes held, roughly: for deciding when a cache of names is large enough.
  var byteCount: Int { storage.count + ends.count * 23 }

  /// The hash of `range` of `bytes`, for the calls that take one; asks for the place where it is looked
  /// up first.
  @inline(__always)
  func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    let hash = UInt32(truncatingIfNeeded: ByteHash.hash(bytes, range))
    Prefetch.element(Int(hash) & (slots.count &- 1), of: slots.span)
    return hash
  }

  /// Asks for the bytes of the string that a hash most likely stands for.
  @inline(__always)
  func prefetch(_ hash: UInt32) {
    let id = Int(slots[Int(hash) & (slots.count &- 1)] & 0xFFFF_FFFF) &- 1
    if id > 0 { Prefetch.element(ends[id &- 1], of: storage.span) }
  }

  /// The id of `range` of `bytes`, new if it was not seen before.
  @inline(__always)
  mutating func intern(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    intern(bytes, range, hash: UInt32(truncatingIfNeeded: ByteHash.hash(bytes, range)))
  }

  /// The id of `range` of `bytes`, whose `hash` is known.
  mutating func intern(_ bytes: Span<UInt8>, _ range: Range<Int>, hash: UInt32) -> UInt32 {
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash {
        let id = UInt32(truncatingIfNeeded: entry) &- 1
        if equals(Int(id), bytes, range) { return id }
      }
      slot = (slot &+ 1) & mask
    }
    return insert(bytes, range, hash: hash, slot: slot)
  }

  /// The id of a byte string, nil if it was not seen before.
  func id(of bytes: [UInt8]) -> UInt32? {
    let hash = UInt32(truncatingIfNeeded: ByteHash.hash(bytes.span, 0..<bytes.count))
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let id = UInt32(truncatingIfNeeded: slots[slot]) &- 1
      if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash,
        equals(Int(id), bytes.span, 0..<bytes.count)
      {
        return id
      }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The id of a byte string.
  mutating func intern(_ bytes: [UInt8]) -> UInt32 {
    intern(bytes.span, 0..<bytes.count)
  }

  /// The bytes of `id`.
  subscript(id: UInt32) -> ByteString {
    ByteString(Array(storage[range(of: Int(id))]))
  }

  /// Calls `body` with the bytes of `id` and where among them they are.
  @inline(__always)
  func withBytes<Result>(_ id: UInt32, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
    body(storage.span, range(of: Int(id)))
  }

  /// The first eight bytes of `id`, zeros behind them, as a number that orders as the bytes do.
  func prefixWord(_ id: UInt32) -> UInt64 {
    let range = range(of: Int(id))
    return WordScan.prefix(storage.span, range.lowerBound, min(range.count, 8)).byteSwapped
  }

  /// Negative if the bytes of `left` stand before those of `right`, positive if behind.
  func compare(_ left: UInt32, _ right: UInt32) -> Int {
    ByteOrder.compare(
      storage.span, range(of: Int(left)), storage.span, range(of: Int(right)))
  }

  /// Appends the bytes of `id`; allocates nothing where `output` has room.
  func append(_ id: UInt32, to output: inout [UInt8]) {
    output.append(storage.span, range(of: Int(id)))
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
    slots[slot] = UInt64(hash) << 32 | UInt64(id + 1)
    if ends.count * 4 > slots.count * 3 { HashSlots.grow(&slots) }
    return id
  }
}
