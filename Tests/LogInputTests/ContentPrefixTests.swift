import Bytes
import LogInput
import Testing

/// Content whose beginning was counted before: what follows is read as if all had been.
struct ContentPrefixTests {
  /// Lines, one of them longer than small blocks, some empty, the last without LF.
  private let content = Array(
    ("first\n\nsecond\r\n" + String(repeating: "x", count: 40) + "\nlast but one\nlast").utf8)

  private func prefix(_ bytes: some Collection<UInt8>) -> ContentPrefix {
    ContentPrefix(bytes: Int64(bytes.count), crc32: referenceCRC(Array(bytes)))
  }

  /// Storages of a content: plain, one member, members cut somewhere.
  private func storages(_ content: [UInt8]) -> [[UInt8]] {
    [
      content, storedMember(content),
      storedMember(Array(content[..<9])) + storedMember(Array(content[9...])),
    ]
  }

  @Test(arguments: [1, 3, 16, 4096]) func everyPlace(_ blockSize: Int) throws {
    let scratch = try Scratch()
    for storage in storages(content) {
      let source = try scratch.write(storage)
      for count in 0...content.count {
        let begun = content[..<count]
        let isInside = count > 0 && begun.last != 0x0A
        let reader = try InputReader(opening: source, blockSize: blockSize)
        let passed = try #require(reader.pass(over: prefix(begun)))
        #expect(passed.lines == splitLines(Array(begun)).count, "\(count)")
        var expected = splitLines(Array(content[count...]))
        if isInside, let rest = expected.first {
          expected.removeFirst()
          #expect(passed.restOfLineBytes == rest.count - (rest.last == 0x0A ? 1 : 0))
        } else {
          #expect(passed.restOfLineBytes == 0)
        }
        var lines: [[UInt8]] = []
        var block = LineBlock()
        while reader.read(into: &block) {
          #expect(block.firstLine == passed.lines + lines.count + 1)
          #expect(block.lineCount == splitLines(block.bytes).count)
          lines += splitLines(block.bytes)
        }
        #expect(lines == expected, "\(count) of \(storage.count), blocks of \(blockSize)")
        // What the input is follows from all of it.
        #expect(reader.summary == (try read(source).summary))
      }
    }
  }

  @Test func otherBeginnings() throws {
    let scratch = try Scratch()
    for storage in storages(content) {
      let source = try scratch.write(storage)
      for other in [
        ContentPrefix(bytes: 5, crc32: 1), prefix(content + [0x0A]),
        ContentPrefix(bytes: 1 << 40, crc32: 0), prefix(Array("First".utf8)),
      ] {
        #expect(try InputReader(opening: source).pass(over: other) == nil)
      }
    }
  }

  /// Lines that are passed over are given whole, so that directives among them still rule.
  @Test(arguments: [1, 7, 4096]) func passedLinesAreGiven(_ blockSize: Int) throws {
    let scratch = try Scratch()
    let marked = [0xEF, 0xBB, 0xBF] + content
    for storage in storages(marked) {
      let source = try scratch.write(storage)
      var given: [[UInt8]] = []
      let reader = try InputReader(opening: source, blockSize: blockSize)
      _ = try #require(reader.pass(over: prefix(marked)) { given += splitLines($0) })
      #expect(given == splitLines(content))
    }
  }

  @Test func beginningsOfFiles() throws {
    let scratch = try Scratch()
    for storage in storages(content) {
      let source = try scratch.write(storage)
      for count in [0, 1, 9, 30, content.count] {
        #expect(
          try ContentPrefix(of: source, bytes: Int64(count)) == prefix(content[..<count]))
      }
      #expect(try ContentPrefix(of: source, bytes: 1 << 40) == prefix(content))
    }
  }

  @Test func digests() throws {
    let scratch = try Scratch()
    let source = try scratch.write(storedMember(content))
    #expect(try InputDigest.sha256(of: source) == (try read(source).summary.sha256))
    // printf abc | sha256sum | head -c 16
    #expect(InputDigest.hash(ofLine: Array("abc".utf8)) == 0xBA78_16BF_8F01_CFEA)
  }
}
