import LogInput
import Testing

/// A file cut at every byte, and one with every bit flipped.
struct TruncationTests {
  /// Three members with their contents; the second has every header field.
  private static let members: [(file: [UInt8], content: [UInt8])] = [
    (storedMember(Array("one\ntwo\nth".utf8)), Array("one\ntwo\nth".utf8)),
    (
      storedMember(Array("ree\nfour\n".utf8), header: fullHeader()),
      Array("ree\nfour\n".utf8)
    ),
    (storedMember(Array("five\nsix".utf8)), Array("five\nsix".utf8)),
  ]

  private static var file: [UInt8] { [UInt8](members.map(\.file).joined()) }
  private static var content: [UInt8] { [UInt8](members.map(\.content).joined()) }

  @Test(arguments: 0...file.count) func cut(_ length: Int) throws {
    let result = try read([UInt8](Self.file.prefix(length)), blockSize: 5)
    let summary = result.summary
    #expect(summary.bytes == Int64(length))
    if length < 2 {
      #expect(summary.members == 0 && summary.damage == nil, "no gzip yet")
      return
    }

    // Where the cut falls, from the members' sizes alone.
    var start = 0
    var begun = 0
    for member in Self.members where start + 2 <= length || begun == 0 {
      begun += 1
      if length <= start + member.file.count { break }
      start += member.file.count
      // A single byte after a member is no member.
      if length == start + 1 { break }
    }
    #expect(summary.members == begun)
    let ends = [0, 1, 2].map { Self.members[...$0].map(\.file.count).reduce(0, +) }
    if ends.contains(length) {
      #expect(summary.damage == nil)
    } else if ends.contains(length - 1) {
      #expect(summary.damage?.kind == .trailingGarbage)
      #expect(summary.damage?.offset == Int64(length - 1))
      #expect(summary.damage?.member == begun)
    } else {
      #expect(summary.damage?.kind == .truncated)
      #expect(summary.damage?.offset == Int64(start))
      #expect(summary.damage?.member == begun)
    }

    let kept = [UInt8](Self.content.prefix(Int(summary.contentBytes)))
    let (lines, dropped) = expectedLines(kept, damaged: summary.damage != nil)
    #expect(result.lines == lines)
    #expect(summary.damage?.droppedBytes ?? 0 == dropped)
    #expect(summary.contentCRC32 == referenceCRC(kept))
    #expect(kept.count == Self.contentBytes(before: length))
  }

  /// Stored data: every byte before the cut comes out.
  private static func contentBytes(before length: Int) -> Int {
    var total = 0
    var start = 0
    for (index, member) in members.enumerated() {
      let blockHeader = 5
      let head = (index == 1 ? fullHeader().count : plainHeader.count) + blockHeader
      total += max(0, min(length - start - head, member.content.count))
      start += member.file.count
    }
    return total
  }

  @Test func everyBitFlipped() throws {
    let scratch = try Scratch()
    for bit in 0..<8 * Self.file.count {
      var flipped = Self.file
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      let source = try scratch.write(flipped)
      let small = try read(source, blockSize: 1)
      let large = try read(source)
      #expect(small.summary == large.summary, "bit \(bit)")
      #expect(small.lines == large.lines, "bit \(bit)")
      // A flip goes unseen only in time, extra flags, system and texts, or makes it plain text.
      if small.summary.damage == nil, small.summary.members > 0 {
        #expect(small.lines == splitLines(Self.content), "bit \(bit)")
      }
    }
  }
}
