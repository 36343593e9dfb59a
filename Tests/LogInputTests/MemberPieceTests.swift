import Bytes
import Foundation
import Testing

@testable import LogInput

/// Members that are inflated ahead give what they give one after the other, bytes and verdicts.
@Suite struct MemberPieceTests {
  /// Lines of all lengths, in members that end anywhere.
  private func members(_ count: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
    (0..<count).map { _ in
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return storedMember([])
      case 1: return storedMember(text(Int.random(in: 0..<300, using: &random), &random))
      // A header of BGZF, whose size of the member may be wrong: nobody relies on it.
      case 2...4:
        let size = littleEndian(UInt32.random(in: 0..<65_536, using: &random), 2)
        let extra: [UInt8] = [6, 0, 0x42, 0x43, 2, 0] + size
        let header: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF] + extra
        return storedMember(text(Int.random(in: 0..<300, using: &random), &random), header: header)
      // One that looks like a member within.
      case 5:
        return storedMember(
          text(20, &random) + storedMember(text(40, &random)) + text(20, &random))
      default:
        return RandomDeflate(
          seed: random.next(), blocks: 2, longest: 200, flaw: .none
        ).member
      }
    }
  }

  private func text(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in
      let byte = UInt8.random(in: 0..<32, using: &random)
      return byte == 0 ? 0x0A : 0x60 + byte
    }
  }

  /// What every engine gives with and without help; how many pieces were sound and unsound.
  @discardableResult
  private func compare(
    _ file: [UInt8], _ scratch: Scratch, blockSize: Int
  ) throws -> (kind: Damage.Kind?, sound: Int, unsound: Int) {
    let source = try scratch.write(file)
    let expected = try read(source, blockSize: blockSize, .zlib)
    var (sound, unsound) = (0, 0)
    for engine in InflateEngine.allCases {
      let help = PiecesInTurn()
      #expect(try read(source, blockSize: blockSize, engine, help) == expected)
      (sound, unsound) = (sound + help.sound, unsound + help.unsound)
    }
    return (expected.summary.damage?.kind, sound, unsound)
  }

  @Test(arguments: [64, 256, 2048, 65_536])
  func wholeFiles(_ blockSize: Int) throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: UInt64(blockSize))
    var sound = 0
    for _ in 0..<Fuzzing.rounds / 4 {
      let file = [UInt8](members(30, &random).joined())
      let result = try compare(file, scratch, blockSize: blockSize)
      #expect(result.kind == nil)
      sound += result.sound
    }
    #expect(sound > Fuzzing.rounds / 4, "pieces are found")
  }

  @Test func damagedFiles() throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: 12)
    var kinds: Set<Damage.Kind?> = []
    var (sound, unsound) = (0, 0)
    for round in 0..<Fuzzing.rounds * 2 {
      var file = [UInt8](members(20, &random).joined())
      let place = Int.random(in: 2..<file.count, using: &random)
      switch round % 6 {
      case 0: file.remove(at: place)
      case 1: file.insert(0, at: place)
      case 2: file.removeLast(file.count - place)
      case 3: file += [UInt8](repeating: 0, count: place) + (round % 4 == 0 ? [7] : [])
      default: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      let result = try compare(file, scratch, blockSize: [64, 256, 1024][round % 3])
      kinds.insert(result.kind)
      (sound, unsound) = (sound + result.sound, unsound + result.unsound)
    }
    #expect(kinds.isSuperset(of: [nil, .truncated, .badData, .badCRC, .trailingGarbage]))
    #expect(sound > Fuzzing.rounds && unsound > Fuzzing.rounds / 2)
  }

  /// Larger than the input's buffer, so that headers also lie across its end.
  @Test func largeFiles() throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: 13)
    var file: [UInt8] = []
    while file.count < 5 * RawInput.bufferSize {
      file += storedMember(text(Int.random(in: 0..<9000, using: &random), &random))
    }
    for blockSize in [4096, 32_768, 262_144] {
      let result = try compare(file, scratch, blockSize: blockSize)
      #expect(result.kind == nil && result.sound > 4)
      var damaged = file
      damaged[file.count * 2 / 3] ^= 1
      #expect(try compare(damaged, scratch, blockSize: blockSize).kind != nil)
    }
  }

  /// Members that inflate to more than a piece may, or are larger than one, are inflated in turn.
  @Test func largeMembers() throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: 14)
    let small = storedMember(text(100, &random))
    let large = storedMember(text(200_000, &random))
    let (a, b) = (small + small + small, small + large + small)
    let result = try compare(a + b + large + a, scratch, blockSize: 256)
    #expect(result.kind == nil && result.sound > 0)
    // 258 bytes of content for every 13 bits.
    var zeros = BitWriter()
    zeros.put(1, 1)
    zeros.put(1, 2)
    zeros.put(0b0000_1100, 8)
    for _ in 0..<200 {
      zeros.put(0b1010_0011, 8)
      zeros.put(0, 5)
    }
    zeros.put(0, 7)
    zeros.align()
    let content = [UInt8](repeating: 0, count: 1 + 258 * 200)
    let bomb =
      plainHeader + zeros.bytes + littleEndian(referenceCRC(content), 4)
      + littleEndian(UInt32(content.count), 4)
    let bombs = try compare(a + bomb + bomb + a, scratch, blockSize: 1024)
    #expect(bombs.kind == nil && bombs.unsound > 0)
  }

  /// A file that is cut while pieces of it were read ahead is truncated where it then ends.
  @Test func cutMeanwhile() throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: 15)
    var file: [UInt8] = []
    while file.count < 3 * RawInput.bufferSize {
      file += storedMember(text(Int.random(in: 0..<900, using: &random), &random))
    }
    let broken = file.count / 2
    file[broken] ^= 1
    let source = try scratch.write(file)
    let help = PiecesInTurn {
      try FileHandle(forWritingTo: URL(fileURLWithPath: source.path.text)).truncate(atOffset: 9)
    }
    let result = try read(source, blockSize: 4096, .zlib, help)
    #expect(result.summary.damage != nil)
  }

  @Test func headersAreFoundWhereTheyAre() {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<200 {
      let likely: [UInt8] = [0x1F, 0x8B, 8, 0]
      var bytes = (0..<100).map { _ in likely[Int.random(in: 0...3, using: &random)] }
      let place = Int.random(in: 0...90, using: &random)
      bytes.replaceSubrange(place..<place + 10, with: plainHeader)
      let start = Int.random(in: 0...place, using: &random)
      let found = GzipHeader.firstLikely(in: bytes.span, start..<100)
      let expected = (start...90).first { GzipHeader.isLikely(bytes.span, at: $0) }
      #expect(found == expected && found ?? 100 <= place)
    }
    let header = plainHeader
    let short = GzipHeader.firstLikely(in: header.span, 0..<9)
    #expect(short == nil)
  }
}
