import LogInput
import Testing

/// Content to blocks of whole lines: every block size gives the same lines (SPEC section 2, "Lines").
struct LineBlockTests {
  @Test(arguments: [1, 2, 3, 4, 5, 8, 13, 64, 4096]) func randomLines(_ blockSize: Int) throws {
    let seed = UInt64(blockSize) &* 77
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x0A, 0x0A, 0x0D, 0x61, 0x62, 0x00, 0xEF, 0xBB, 0xBF, 0xFF]
    let scratch = try Scratch()
    for _ in 0..<60 {
      let count = Int.random(in: 0...200, using: &generator)
      let content = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let (lines, _) = expectedLines(content, damaged: false)
      for file in [content, storedMember(content)] {
        let result = try read(try scratch.write(file), blockSize: blockSize)
        #expect(result.lines == lines, "seed \(seed)")
        #expect(result.summary.contentBytes == Int64(count))
      }
    }
  }

  @Test(
    arguments: [
      ([], []),
      ([0x0A], [[0x0A]]),
      ([0x61], [[0x61]]),
      ([0xEF], [[0xEF]]),
      ([0xEF, 0xBB], [[0xEF, 0xBB]]),
      ([0xEF, 0xBB, 0xBF], []),
      ([0xEF, 0xBB, 0xBF, 0x0A], [[0x0A]]),
      ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], [[0xEF, 0xBB, 0xBF]]),
      ([0xEF, 0xBB, 0x0A, 0xBF], [[0xEF, 0xBB, 0x0A], [0xBF]]),
      ([0x0A, 0xEF, 0xBB, 0xBF], [[0x0A], [0xEF, 0xBB, 0xBF]]),
      ([0x61, 0x0D, 0x0A, 0x0D], [[0x61, 0x0D, 0x0A], [0x0D]]),
    ] as [([UInt8], [[UInt8]])])
  func edges(_ content: [UInt8], _ lines: [[UInt8]]) throws {
    for blockSize in [1, 2, 3, 4, 4096] {
      #expect(try read(content, blockSize: blockSize).lines == lines)
      #expect(try read(storedMember(content), blockSize: blockSize).lines == lines)
    }
  }

  @Test func blocksAreFilledAndReused() throws {
    let line = [UInt8](repeating: 0x61, count: 99) + [0x0A]
    let content = [UInt8]([[UInt8]](repeating: line, count: 3000).joined())
    let scratch = try Scratch()
    let reader = try InputReader(opening: try scratch.write(content), blockSize: 1024)
    var block = LineBlock()
    var sizes: [Int] = []
    var capacities: Set<Int> = []
    while reader.read(into: &block) {
      sizes.append(block.bytes.count)
      if sizes.count > 1 { capacities.insert(block.bytes.capacity) }
    }
    #expect(sizes.dropLast().allSatisfy { $0 == 1000 }, "as many whole lines as fit")
    #expect(sizes.reduce(0, +) == content.count)
    #expect(capacities.count == 1, "a warm block does not grow")
  }

  @Test func aKeptBlockIsNotOverwritten() throws {
    let scratch = try Scratch()
    let reader = try InputReader(
      opening: try scratch.write(Array("one\ntwo\n".utf8)), blockSize: 4)
    var block = LineBlock()
    #expect(reader.read(into: &block))
    let kept = block
    #expect(reader.read(into: &block))
    #expect(kept.bytes == Array("one\n".utf8) && kept.firstLine == 1)
    #expect(block.bytes == Array("two\n".utf8) && block.firstLine == 2)
  }
}
