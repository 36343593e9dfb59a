/// Random deflate streams of all kinds of blocks, with what they mean; some are wrong in ways that
/// engines judge differently.
struct RandomDeflate {
  /// What a stream may do wrong.
  enum Flaw: CaseIterable {
    case none
    /// Unused bit patterns in the code of literals, distances or code lengths.
    case incompleteLiterals, incompleteDistances, incompleteLengths
    case tooManyLiterals, noEndOfBlock, farDistance, badSymbol
  }

  /// The stream.
  private(set) var writer = BitWriter()
  /// What a decoder that minds nothing makes of it.
  private(set) var content: [UInt8] = []
  private var random: SeededGenerator

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let order = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  /// A stream of some blocks, each of up to `longest` symbols, one of which has the flaw.
  init(seed: UInt64, blocks: Int, longest: Int, flaw: Flaw) {
    random = SeededGenerator(seed: seed)
    let flawed = Int.random(in: 0..<blocks, using: &random)
    for block in 0..<blocks {
      writer.put(block == blocks - 1 ? 1 : 0, 1)
      let count = Int.random(in: 0...longest, using: &random)
      let hasFlaw = block == flawed && flaw != .none
      switch hasFlaw ? 2 : Int.random(in: 0...3, using: &random) {
      case 0: stored(count)
      case 1: fixed(count)
      default: dynamic(count, hasFlaw ? flaw : .none)
      }
    }
    writer.align()
  }

  /// The stream as a gzip member, whose trailer holds what a decoder that minds nothing expects.
  var member: [UInt8] {
    plainHeader + writer.bytes + littleEndian(referenceCRC(content), 4)
      + littleEndian(UInt32(content.count), 4)
  }

  private mutating func stored(_ count: Int) {
    writer.put(0, 2)
    writer.align()
    let part = (0..<min(count, 65_535)).map { _ in byte() }
    writer.put(part.count, 16)
    writer.put(~part.count & 0xFFFF, 16)
    for byte in part { writer.put(Int(byte), 8) }
    content += part
  }

  private mutating func fixed(_ count: Int) {
    writer.put(1, 2)
    let literals = HuffmanCode(
      lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    let distances = HuffmanCode(lengths: [Int](repeating: 5, count: 32))
    symbols(count, literals, distances, .none)
  }

  private mutating func dynamic(_ count: Int, _ flaw: Flaw) {
    writer.put(2, 2)
    var used = (0..<256).filter { _ in Int.random(in: 0..<4, using: &random) == 0 } + [10]
    used += (257..<286).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    used = Array(Set(used)).sorted().shuffled(using: &random)
    if flaw != .noEndOfBlock { used.append(256) }
    var literals = HuffmanCode.random(used, of: 286, longest: 15, &random)
    let near = (0..<30).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    var distances = HuffmanCode.random(near, of: 30, longest: 15, &random)
    if near.isEmpty { distances = HuffmanCode(lengths: [Int](repeating: 0, count: 30)) }
    if flaw == .incompleteLiterals { literals = Self.lengthened(literals) }
    if flaw == .incompleteDistances { distances = Self.lengthened(distances) }

    writer.put(flaw == .tooManyLiterals ? 30 : 29, 5)
    writer.put(29, 5)
    writer.put(15, 4)
    // Thirteen lengths of four bits and six of five use every pattern.
    let lengths = HuffmanCode(
      lengths: (0..<19).map { flaw == .incompleteLengths || $0 >= 13 ? 5 : 4 })
    for symbol in Self.order { writer.put(lengths.lengths[symbol], 3) }
    var all = literals.lengths + distances.lengths
    if flaw == .tooManyLiterals { all.insert(0, at: 286) }
    lengthSymbols(all, lengths)
    symbols(count, literals, distances, flaw)
  }

  /// The same code with one of its codes longer by a bit, so that a pattern is unused.
  private static func lengthened(_ code: HuffmanCode) -> HuffmanCode {
    var lengths = code.lengths
    guard let symbol = lengths.indices.last(where: { (1..<15).contains(lengths[$0]) })
    else { return code }
    lengths[symbol] += 1
    return HuffmanCode(lengths: lengths)
  }

  /// Code lengths with their repetitions, where chance wants them.
  private mutating func lengthSymbols(_ all: [Int], _ code: HuffmanCode) {
    var index = 0
    while index < all.count {
      let run = all[index...].prefix { $0 == all[index] }.count
      let repeats = Bool.random(using: &random)
      if all[index] == 0, run >= 11, repeats {
        let count = min(run, 138)
        writer.put(18, in: code)
        writer.put(count - 11, 7)
        index += count
      } else if all[index] == 0, run >= 3, repeats {
        writer.put(17, in: code)
        writer.put(min(run, 10) - 3, 3)
        index += min(run, 10)
      } else if run >= 4, repeats {
        writer.put(all[index], in: code)
        writer.put(16, in: code)
        writer.put(min(run - 1, 6) - 3, 2)
        index += 1 + min(run - 1, 6)
      } else {
        writer.put(all[index], in: code)
        index += 1
      }
    }
  }

  private mutating func symbols(
    _ count: Int, _ literals: HuffmanCode, _ distances: HuffmanCode, _ flaw: Flaw
  ) {
    let usable = literals.lengths.indices.filter {
      literals.lengths[$0] > 0 && $0 < 286 && $0 != 256
    }
    let near = distances.lengths.indices.filter { distances.lengths[$0] > 0 && $0 < 30 }
    for index in 0..<count {
      guard let symbol = usable.randomElement(using: &random) else { break }
      if symbol < 256 {
        writer.put(symbol, in: literals)
        content.append(UInt8(symbol))
        continue
      }
      let isFar = flaw == .farDistance && index > count / 2
      let reachable = near.filter { isFar || Self.distanceBases[$0] <= content.count }
      guard let distance = reachable.randomElement(using: &random) else { continue }
      match(symbol, distance, literals, distances, isFar: isFar)
    }
    if flaw == .badSymbol { writer.put(Int.random(in: 0..<1 << 20, using: &random), 20) }
    if literals.lengths[256] > 0 { writer.put(256, in: literals) }
  }

  private mutating func match(
    _ symbol: Int, _ distance: Int, _ literals: HuffmanCode, _ distances: HuffmanCode, isFar: Bool
  ) {
    let kind = symbol - 257
    let lengthBits = kind < 8 || kind == 28 ? 0 : kind / 4 - 1
    let lengthExtra = Int.random(in: 0..<1 << lengthBits, using: &random)
    let distanceBits = distance < 4 ? 0 : distance / 2 - 1
    let base = Self.distanceBases[distance]
    let most = isFar ? 1 << distanceBits : min(1 << distanceBits, content.count - base + 1)
    let distanceExtra = Int.random(in: 0..<most, using: &random)
    writer.put(symbol, in: literals)
    writer.put(lengthExtra, lengthBits)
    writer.put(distance, in: distances)
    writer.put(distanceExtra, distanceBits)
    for _ in 0..<Self.lengthBases[kind] + lengthExtra {
      let source = content.count - base - distanceExtra
      content.append(source < 0 ? 0 : content[source])
    }
  }

  /// Mostly letters, with line feeds now and then.
  private mutating func byte() -> UInt8 {
    let byte = UInt8.random(in: 0..<64, using: &random)
    return byte == 0 ? 0x0A : 0x40 + byte
  }
}
