import LogInput
import Testing

/// Lines around and far above 1 MiB (SPEC section 2: longer ones are malformed).
struct LongLineTests {
  private static let limit = 1_048_576
  private static let blockSizes = [4099, InputReader.defaultBlockSize, limit]

  /// `count` bytes that differ, so that a line cut or joined at the wrong place shows.
  private static func text(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(0x61 + $0 % 23) }
  }

  /// What is handed on of a line without its LF.
  private static func cut(_ line: [UInt8]) -> [UInt8] { [UInt8](line.prefix(limit + 2)) }

  private static func check(_ lines: [[UInt8]], before: [UInt8] = [], after: [UInt8] = []) throws {
    let content = before + [UInt8](lines.joined(separator: [0x0A])) + [0x0A] + after
    let scratch = try Scratch()
    let source = try scratch.write(content)
    for blockSize in blockSizes {
      let reader = try InputReader(opening: source, blockSize: blockSize)
      var block = LineBlock()
      var kept: [UInt8] = []
      var count = 0
      while reader.read(into: &block) {
        kept += block.bytes
        #expect(block.firstLine == count + 1)
        count += block.lineCount
        #expect(block.bytes.capacity <= 4 * limit)
      }
      let expected = lines.map(cut).joined(separator: [0x0A])
      // Compared outside the macro, which would print a megabyte.
      let isEqual = kept == [UInt8](expected) + [0x0A] + after
      #expect(isEqual, "block size \(blockSize)")
      #expect(count == lines.count + (after.isEmpty ? 0 : 1))
      #expect(reader.summary.contentBytes == Int64(content.count))
    }
  }

  @Test(arguments: [-1, 0, 1, 2, 3, 4, 5000]) func nearTheLimit(_ excess: Int) throws {
    try Self.check([Self.text(Self.limit + excess)])
    try Self.check([Self.text(700), Self.text(Self.limit + excess), [], Self.text(31)])
  }

  @Test func carriageReturnAtTheLimit() throws {
    try Self.check([Self.text(Self.limit) + [0x0D], Self.text(9)])
    try Self.check([Self.text(Self.limit) + [0x0D, 0x0D], Self.text(9)])
  }

  @Test func byteOrderMarkDoesNotCount() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    try Self.check([Self.text(Self.limit) + [0x0D], Self.text(9)], before: mark)
    try Self.check([Self.text(Self.limit + 3), Self.text(9)], before: mark)
  }

  @Test func manyLongLines() throws {
    try Self.check([Self.text(3 * Self.limit), Self.text(2 * Self.limit), []], after: [0x61])
  }

  @Test func withoutLineFeedAtTheEnd() throws {
    for count in [Self.limit + 2, Self.limit + 3, 2 * Self.limit] {
      let result = try read(Self.text(count))
      let line = try #require(result.lines.first)
      // What was cut is ended by LF; what was not is as it is.
      let isEqual = line == Self.cut(Self.text(count)) + (count > Self.limit + 2 ? [0x0A] : [])
      #expect(isEqual)
      #expect(result.lines.count == 1)
    }
  }

  @Test func damagedInTheMiddle() throws {
    // Stored blocks of a member without its trailer.
    for count in [Self.limit + 2, Self.limit + 3, 2 * Self.limit] {
      var file = plainHeader
      for start in stride(from: 0, to: count, by: 65_535) {
        let part = Self.text(min(65_535, count - start))
        let length = UInt32(part.count)
        file += [0] + littleEndian(length, 2) + littleEndian(~length, 2) + part
      }
      let first: [UInt8] = [0, 2, 0, 0xFD, 0xFF, 0x61, 0x0A]
      file.insert(contentsOf: first, at: plainHeader.count)
      for blockSize in Self.blockSizes {
        let result = try read(file, blockSize: blockSize)
        #expect(result.lines == [[0x61, 0x0A]])
        #expect(result.summary.damage?.kind == .truncated)
        #expect(result.summary.damage?.droppedBytes == Int64(count))
      }
    }
  }
}
