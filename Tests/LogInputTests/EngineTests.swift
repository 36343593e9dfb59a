import Bytes
import Foundation
import Testing

@testable import LogInput

/// Every engine yields what zlib yields: bytes, lines and verdicts (SPEC section 2).
///
/// The other tests here hold for all engines, too: `read` reads a file by each of them.
struct EngineTests {
  /// Reads a file by every engine and returns the verdict, so that a test can tell that it met some.
  private func compare(_ file: [UInt8], _ scratch: Scratch, blockSize: Int) throws -> Damage.Kind? {
    let source = try scratch.write(file)
    return try read(source, blockSize: blockSize).summary.damage?.kind
  }

  @Test func enginesAreNamed() {
    #expect(InflateEngine.zlib.name.hasPrefix("zlib 1."))
    #expect(InflateEngine.description.hasSuffix(InflateEngine.zlib.name))
    #expect(InflateEngine.allCases.contains(.preferred))
    #expect(Set(InflateEngine.allCases.map(\.name)).count == InflateEngine.allCases.count)
  }

  @Test(arguments: RandomDeflate.Flaw.allCases) func randomStreams(_ flaw: RandomDeflate.Flaw)
    throws
  {
    let scratch = try Scratch()
    var verdicts: [Damage.Kind?: Int] = [:]
    for seed in 0..<UInt64(Fuzzing.rounds) {
      let stream = RandomDeflate(seed: seed, blocks: 1 + Int(seed % 5), longest: 300, flaw: flaw)
      verdicts[
        try compare(stream.member, scratch, blockSize: 1 + Int(seed % 3) * 97), default: 0] += 1
      if flaw == .none {
        #expect(
          try read(scratch.write(stream.member)).lines == splitLines(stream.content), "seed \(seed)"
        )
      }
    }
    switch flaw {
    case .none: #expect(verdicts == [nil: Fuzzing.rounds])
    case .incompleteLiterals, .incompleteLengths, .tooManyLiterals, .noEndOfBlock:
      #expect(verdicts[nil] == nil, "zlib refuses all of them, though their sums are right")
    case .incompleteDistances, .farDistance, .badSymbol:
      #expect(verdicts[.badData, default: 0] > Fuzzing.rounds / 4)
    }
  }

  @Test func largeStreams() throws {
    let scratch = try Scratch()
    for seed in 0..<UInt64(max(4, Fuzzing.rounds / 25)) {
      let stream = RandomDeflate(seed: seed, blocks: 9, longest: 20_000, flaw: .none)
      #expect(try compare(stream.member, scratch, blockSize: 65_536) == nil)
      var damaged = stream.member
      damaged[Int(seed * 7919) % damaged.count] ^= 1 << UInt8(seed % 8)
      _ = try compare(damaged, scratch, blockSize: 4096)
      _ = try compare(damaged.dropLast(damaged.count / 3), scratch, blockSize: 262_144)
    }
  }

  @Test func mutatedStreams() throws {
    let scratch = try Scratch()
    var random = SeededGenerator(seed: 5)
    var verdicts: Set<Damage.Kind?> = []
    for seed in 0..<UInt64(Fuzzing.rounds * 4) {
      let first = RandomDeflate(seed: seed, blocks: 3, longest: 200, flaw: .none)
      var file = first.member
      if seed % 3 == 0 {
        file += RandomDeflate(seed: ~seed, blocks: 2, longest: 200, flaw: .none).member
      }
      for _ in 0...Int(seed % 3) {
        let place = Int.random(in: 2..<file.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: file[place] = UInt8.random(in: 0...255, using: &random)
        case 1: file.remove(at: place)
        case 2: file.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      }
      verdicts.insert(try compare(file, scratch, blockSize: seed % 2 == 0 ? 64 : 262_144))
    }
    #expect(verdicts.isSuperset(of: [.truncated, .badData, .badCRC, .badLength, .badHeader]))
  }

  @Test func cutAtEveryByte() throws {
    let scratch = try Scratch()
    let file =
      RandomDeflate(seed: 3, blocks: 4, longest: 150, flaw: .none).member
      + RandomDeflate(seed: 4, blocks: 2, longest: 150, flaw: .none).member
    for length in 0...file.count {
      let kind = try compare([UInt8](file.prefix(length)), scratch, blockSize: 128)
      #expect(kind != .badData && kind != .badCRC)
    }
  }

  /// A file that another program writes to while it is read cannot be inflated again from the start.
  @Test(arguments: InflateEngine.allCases)
  func writtenMeanwhile(_ engine: InflateEngine) throws {
    let scratch = try Scratch()
    let file = RandomDeflate(seed: 8, blocks: 40, longest: 20_000, flaw: .none).member
    try #require(file.count > 3 * RawInput.bufferSize)
    let source = try scratch.write(file)
    let reader = try InputReader(opening: source, blockSize: 4096, engine: engine)
    var block = LineBlock()
    #expect(reader.read(into: &block))
    let handle = try #require(FileHandle(forWritingAtPath: source.path.text))
    try handle.write(contentsOf: [UInt8](repeating: 0xFF, count: file.count))
    while reader.read(into: &block) {}
    #expect(reader.summary.damage != nil)
    #expect(reader.summary.damage?.member == 1)
    #expect(reader.summary.bytes == Int64(file.count))
  }

  @Test func tinyBlocksAreLeftToZlib() throws {
    // Thousands of empty stored blocks, then a line: each would cost a copy of the window.
    let content = Array("one\ntwo\n".utf8)
    let empty: [UInt8] = [0, 0, 0, 0xFF, 0xFF]
    let body = storedMember(content).dropFirst(plainHeader.count)
    let file = plainHeader + [UInt8]([[UInt8]](repeating: empty, count: 5000).joined()) + body
    let scratch = try Scratch()
    #expect(try read(scratch.write(file)).lines == splitLines(content))
  }
}

/// How much randomness a run spends: `QUOTA_AUDIT_RANDOM_LOGS` speaks of logs, which cost more.
enum Fuzzing {
  /// Streams of each kind.
  static let rounds: Int = {
    let logs = ProcessInfo.processInfo.environment["QUOTA_AUDIT_RANDOM_LOGS"].flatMap { Int($0) }
    return max(60, (logs ?? 0) / 20)
  }()
}
