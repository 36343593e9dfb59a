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
