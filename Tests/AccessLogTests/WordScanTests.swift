import Bytes
import Testing

@Suite struct WordScanTests {
  @Test func searchesAgreeWithALoop() {
    var generator = Generator(seed: 3)
    let alphabet: [UInt8] = [
      0x00, 0x1F, 0x20, 0x21, 0x22, 0x5C, 0x3D, 0x7F, 0x80, 0xA0, 0xFF, 0x61,
    ]
    for size in 0..<40 {
      for _ in 0..<50 {
        let bytes = (0..<size).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let start = Int.random(in: 0...size, using: &generator)
        let end = Int.random(in: start...size, using: &generator)
        func loop(_ matches: (UInt8) -> Bool) -> Int {
          bytes[start..<end].firstIndex(where: matches) ?? end
        }
        let span = bytes.span
        #expect(WordScan.first(0x20, in: span, start, end) == loop { $0 == 0x20 })
        #expect(WordScan.first(0x00, in: span, start, end) == loop { $0 == 0 })
        #expect(WordScan.first(0xFF, in: span, start, end) == loop { $0 == 0xFF })
        #expect(
          WordScan.first(0x22, or: 0x5C, in: span, start, end)
            == loop { $0 == 0x22 || $0 == 0x5C })
        #expect(
          WordScan.first(0x20, or: 0x3D, or: 0x22, in: span, start, end)
            == loop { $0 == 0x20 || $0 == 0x3D || $0 == 0x22 })
        #expect(
          WordScan.firstOrControl(0x22, or: 0x5C, in: span, start, end)
            == loop { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 })
        if end - start <= 32 {
          #expect(
            WordScan.last(0x20, in: span, start, end)
              == bytes[start..<end].lastIndex { $0 == 0x20 })
        }
      }
    }
  }

  @Test func equalRunsAreThoseWithoutADifference() {
    var generator = Generator(seed: 4)
    for size in 0..<70 {
      let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let other = [7] + bytes
      let same = ByteSearch.equal(bytes.span, 0..<size, other.span, 1..<(size + 1))
      #expect(same)
      for index in 0..<size {
        var changed = other
        changed[index + 1] ^= 0x80
        let isOther = !ByteSearch.equal(bytes.span, 0..<size, changed.span, 1..<(size + 1))
        let isShorter = !ByteSearch.equal(bytes.span, 0..<index, other.span, 1..<(size + 1))
        #expect(isOther && isShorter)
      }
    }
  }

  @Test func hashesSeeEveryByte() {
    for size in 0..<70 {
      let bytes = [UInt8](repeating: 0x61, count: size + 1)
      let hash = ByteHash.hash(bytes.span, 0..<size)
      #expect(ByteHash.hash(bytes.span, 1..<(size + 1)) == hash)
      #expect(ByteHash.hash(bytes.span, 0..<(size + 1)) != hash)
      for index in 0..<size {
        var changed = bytes
        changed[index] ^= 1
        #expect(ByteHash.hash(changed.span, 0..<size) != hash)
      }
    }
  }

  @Test func prefixesArePaddedWithZeros() {
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    for start in 0..<bytes.count {
      for count in 0...(bytes.count - start) {
        var expected: UInt64 = 0
        for index in 0..<min(count, 8) { expected |= UInt64(bytes[start + index]) << (8 * index) }
        #expect(WordScan.prefix(bytes.span, start, count) == expected)
      }
    }
  }
}
