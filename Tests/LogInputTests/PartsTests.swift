import Testing

@testable import LogInput

/// The parts below the reader, each against a slow and obvious reference.
struct PartsTests {
  @Test func lineFeedsAtEveryOffset() {
    var generator = SeededGenerator(seed: 5)
    let bytes = (0..<300).map { _ in UInt8.random(in: 9...11, using: &generator) }
    for start in stride(from: 0, through: 300, by: 7) {
      for end in start...300 {
        let expected = bytes[start..<end].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        #expect(LineFeeds.count(bytes.span, start..<end) == expected)
      }
    }
  }

  @Test(arguments: [32_767, 32_768, 32_769, 65_536, 70_000, 140_000])
  func onlyLineFeeds(_ count: Int) {
    let bytes = [UInt8](repeating: 0x0A, count: count)
    #expect(LineFeeds.count(bytes.span, 0..<count) == count)
    #expect(LineFeeds.count(bytes.span, 1..<count) == count - 1)
  }

  @Test func checksumOfParts() {
    let bytes = Array("The five boxing wizards jump quickly.".utf8)
    for cut in 0...bytes.count {
      var whole = Checksum()
      whole.append(bytes.span, 0..<cut)
      whole.append(bytes.span, cut..<bytes.count)
      #expect(whole.crc == referenceCRC(bytes) && whole.count == Int64(bytes.count))

      var left = Checksum()
      var right = Checksum()
      left.append(bytes.span, 0..<cut)
      right.append(bytes.span, cut..<bytes.count)
      left.append(right)
      #expect(left == whole)
    }
  }

  @Test func hashOfKnownText() {
    var hash = InputHash()
    #expect(hash.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    hash.append(Array("xabcx".utf8), 1..<4)
    #expect(hash.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func headerInTwoPieces() {
    for field in [[], [UInt8](repeating: 7, count: 300)] {
      let bytes = fullHeader(extra: field, name: field, comment: field) + [0xAA, 0xBB]
      for cut in 0...bytes.count {
        var header = GzipHeader()
        let (first, middle) = header.read(bytes.span, 0..<cut)
        if cut >= bytes.count - 2 {
          #expect(first == .complete && middle == bytes.count - 2)
          continue
        }
        #expect(first == .needsInput && middle == cut)
        let (second, end) = header.read(bytes.span, cut..<bytes.count)
        #expect(second == .complete && end == bytes.count - 2)
      }
    }
  }

  @Test func everyByteOfAHeaderIsCovered() {
    let bytes = fullHeader()
    for index in 2..<bytes.count {
      var flipped = bytes
      flipped[index] ^= 0x10
      var header = GzipHeader()
      // A flag that was flipped moves the fields, so that the header may also not end.
      #expect(header.read(flipped.span, 0..<flipped.count).0 != .complete)
    }
  }

  /// Names longer than any buffer, and padding that is: nothing of it is kept.
  @Test func longHeadersAndPadding() throws {
    let long = [UInt8](repeating: 0x6E, count: 140_000)
    let head = fullHeader(extra: [], name: long, comment: long)
    let member = storedMember([0x61, 0x0A], header: head)
    #expect(try read(member).summary.damage == nil)
    #expect(try read(member).lines == [[0x61, 0x0A]])
    let cut = try read([UInt8](member.prefix(200_000))).summary
    #expect(cut.damage == Damage(kind: .truncated, member: 1, offset: 0))
    let padding = [UInt8](repeating: 0, count: 300_000)
    #expect(try read(member + padding).summary.damage == nil)
    let garbage = try read(member + padding + [1]).summary
    let end = Int64(member.count)
    #expect(garbage.damage == Damage(kind: .trailingGarbage, member: 1, offset: end))
    #expect(garbage.bytes == end + 300_001)
  }

  @Test func inflatingByteByByte() {
    // Fixed block: "a", then length 258 at distance 1, made by hand as in the corpus script.
    let bits = "110" + "10010001" + "11000101" + "00000" + "0000000"
    var packed: [UInt8] = []
    for (index, bit) in bits.enumerated() {
      if index % 8 == 0 { packed.append(0) }
      if bit == "1" { packed[index / 8] |= 1 << UInt8(index % 8) }
    }
    for room in [1, 2, 100, 258, 259, 300] {
      let inflater = ZlibInflater()
      for _ in 0..<2 {
        var output: [UInt8] = []
        var position = 0
        var verdict = InflateStep.Verdict.needsInput
        while verdict != .ended, output.count < 1000 {
          let end = min(position + (verdict == .needsInput ? 1 : 0), packed.count)
          output.append(addingCapacity: room) { span in
            let step = inflater.inflate(packed.span, position..<end, into: &span)
            position += step.consumed
            verdict = step.verdict
          }
        }
        #expect(output == [UInt8](repeating: 0x61, count: 259))
        #expect(position == packed.count)
        inflater.reset()
      }
    }
  }
}
