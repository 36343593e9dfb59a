import Bytes
import TestSupport
import Testing

@testable import Usage

/// Names and keys have one id each, whatever their hashes.
@Suite struct InternerTests {
  @Test func idsAreDenseAndStable() {
    var random = SplitMix64(seed: TestSeed.seed(21))
    var interner = ByteInterner()
    var ids: [[UInt8]: UInt32] = [:]
    for _ in 0..<20_000 {
      // Short names repeat, long ones differ at the end or in their length only.
      let name =
        random.chance(50)
        ? (0..<random.integer(0...2)).map { _ in UInt8(random.integer(0...255)) }
        : Array(repeating: 0x61, count: random.integer(0...40)) + [UInt8(random.integer(0...9))]
      #expect(interner.id(of: name) == ids[name])
      let id = interner.intern(name)
      if let known = ids[name] { #expect(id == known) } else { #expect(id == UInt32(ids.count)) }
      ids[name] = id
      #expect(interner[id] == ByteString(name))
    }
    #expect(interner.count == ids.count)
    #expect(ids.allSatisfy { interner[$0.value].bytes == $0.key })
  }

  /// So many names that some of their hashes, of which 32 bits are kept, are equal.
  @Test func equalHashesAreNotEqualNames() {
    let names = (0..<400_000).map { Array("name-\($0)".utf8) }
    let hashes = Set(
      names.map { UInt32(truncatingIfNeeded: ByteHash.hash($0.span, 0..<$0.count)) })
    #expect(hashes.count < names.count)
    var interner = ByteInterner()
    for _ in 1...2 {
      let wrong = names.indices.first { interner.intern(names[$0]) != UInt32($0) }
      #expect(wrong == nil)
    }
    #expect(interner.count == names.count)
    #expect(names.indices.allSatisfy { interner[UInt32($0)].bytes == names[$0] })
  }

  @Test func onlyTheRangeIsTheName() {
    var interner = ByteInterner()
    let bytes = Array("abcabcab".utf8)
    let first = interner.intern(bytes.span, 0..<3)
    #expect(interner.intern(bytes.span, 3..<6) == first)
    #expect(interner.intern(bytes.span, 3..<5) != first)
    #expect(interner.intern(bytes.span, 8..<8) == interner.intern([]))
  }

  /// SPEC section 1: by bytes, a prefix first.
  @Test func namesAreOrderedByTheirBytes() {
    var random = SplitMix64(seed: TestSeed.seed(23))
    var interner = ByteInterner()
    for _ in 0..<150 {
      // Names share their first eight bytes, end inside them, or hold zeros.
      let start = Array(repeating: UInt8(0x61), count: random.integer(0...9))
      let end = (0..<random.integer(0...10)).map { _ in random.pick([0, 1, 0x61, 0xFF] as [UInt8]) }
      _ = interner.intern(start + end)
    }
    for left in 0..<UInt32(interner.count) {
      for right in 0..<UInt32(interner.count) {
        let names = (interner[left], interner[right])
        let order = interner.compare(left, right)
        #expect((order < 0) == (names.0 < names.1) && (order == 0) == (left == right))
        let words = (interner.prefixWord(left), interner.prefixWord(right))
        #expect(words.0 == words.1 || (words.0 < words.1) == (names.0 < names.1))
      }
    }
  }

  @Test func forgettingStartsAnew() {
    var interner = ByteInterner()
    for index in 0..<1_000 { _ = interner.intern(Array("n\(index)".utf8)) }
    interner.removeAll()
    #expect(interner.count == 0)
    #expect(interner.intern(Array("n999".utf8)) == 0)
    #expect(interner.intern(Array("n0".utf8)) == 1)
    #expect(interner.intern(Array("n999".utf8)) == 0)
  }

  @Test func keysHaveOneRowEach() {
    var random = SplitMix64(seed: TestSeed.seed(22))
    var table = KeyTable()
    var rows: [[UInt32]: Int] = [:]
    let parts: [UInt32] = [0, 1, 2, 3, 64, 1 << 16, .max - 1, .max]
    for _ in 0..<30_000 {
      var key = PartitionKey(first: random.pick(parts), second: random.pick(parts))
      key.third = random.chance(80) ? UInt32(random.integer(0...200)) : random.pick(parts)
      let row = table.row(key)
      let name = [key.first, key.second, key.third]
      if let known = rows[name] { #expect(row == known) } else { #expect(row == rows.count) }
      rows[name] = row
      #expect(table.row(key) == row)
    }
    #expect(table.count == rows.count)
    #expect(table.row(PartitionKey(first: 12_345, second: 0)) == rows.count)
  }

  /// A cache that has grown too large starts anew and never remembers a wrong name.
  @Test func nameCachesAreBounded() {
    var cache = NameCache()
    var known = 0
    // 1,500 names of 8 KB are more than 8 MiB; the first comes again and again.
    let filler = [UInt8](repeating: 0x78, count: 8_192)
    for round in 0..<1_500 as Range<UInt32> {
      for id in [0, round] {
        let name = littleEndian(id) + filler
        if let remembered = cache.lookUp(name.span, 0..<name.count) {
          #expect(remembered == id + 7)
          known += 1
        } else {
          cache.remember(id + 7)
        }
      }
    }
    // All but the first look-up, and one after each time the cache started anew.
    #expect((1_490..<1_501).contains(known))
    #expect(known < 1_501 - 1)
  }

  private func littleEndian(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
