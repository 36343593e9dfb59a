internal import Bytes

/// Finds a key among a few hundred known ones by its length and first eight bytes; read-only once
/// filled, so that a look-up costs one multiplication and mostly one comparison.
///
/// Keys belong to a parent (a number), so that one table holds the keys of several objects.
struct KeyTable: Sendable {
  private struct Entry {
    var word: UInt64
    var length: Int
    var parent: Int
    var value: Int
    var start: Int
  }

  private var entries: [Entry] = []
  private var keyBytes: [UInt8] = []
  /// Index + 1 of an entry, 0 where there is none; linear probing at a load of at most one quarter.
  private var buckets = [UInt32](repeating: 0, count: 64)
  private var longest = 0

  /// Adds a key, or changes the value of one that is there.
  mutating func insert(parent: Int, key: [UInt8], value: Int) {
    if let index = index(parent: parent, key.span, 0, key.count) {
      entries[index].value = value
      return
    }
    let word = WordScan.prefix(key.span, 0, key.count)
    entries.append(
      Entry(word: word, length: key.count, parent: parent, value: value, start: keyBytes.count))
    keyBytes += key
    longest = max(longest, key.count)
    if entries.count * 4 <= buckets.count {
      place(entries.count - 1)
    } else {
      buckets = [UInt32](repeating: 0, count: buckets.count * 2)
      for index in entries.indices { place(index) }
    }
  }

  private mutating func place(_ index: Int) {
    let entry = entries[index]
    var bucket = home(entry.parent, entry.length, entry.word)
    while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
    buckets[bucket] = UInt32(index + 1)
  }

  /// The value of the key in `start..<start + length` of `bytes`, or nil.
  @inline(__always)
  func value(parent: Int, _ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int? {
    guard let index = index(parent: parent, bytes, start, length) else { return nil }
    return entries[index].value
  }

  @inline(__always)
  private func index(parent: Int, _ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int? {
    guard length <= longest else { return nil }
    let word = WordScan.prefix(bytes, start, length)
    var bucket = home(parent, length, word)
    while buckets[bucket] != 0 {
      let index = Int(buckets[bucket]) - 1
      let entry = entries[index]
      if entry.word == word && entry.length == length && entry.parent == parent
        && (length <= 8 || sameRest(entry, bytes, start, length))
      {
        return index
      }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func home(_ parent: Int, _ length: Int, _ word: UInt64) -> Int {
    // A multiplicative hash: the odd constant is 2^64 divided by the golden ratio.
    let mixed =
      (word ^ UInt64(truncatingIfNeeded: length &* 131 &+ parent &* 31_337))
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (buckets.count &- 1)
  }

  private func sameRest(_ entry: Entry, _ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Bool {
    let known = entry.start &+ 8
    return ByteSearch.equal(
      keyBytes.span, known..<(known &+ length &- 8), bytes, (start &+ 8)..<(start &+ length))
  }
}
