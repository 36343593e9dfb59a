/// Judges the header of a deflate block as zlib does (RFC 1951 section 3.2.7).
///
/// Engines differ in the Huffman codes they take: zlib refuses those with unused bit patterns where
/// others decode until they meet one, and so give bytes that zlib does not.
struct DeflateBlockHeader {
  /// What is known of a header.
  enum Verdict: Equatable {
    /// It does not end within the input.
    case needsInput
    /// zlib takes it; whether its block is the last one.
    case sound(isLast: Bool)
    /// zlib does not take it.
    case refused
  }

  private static let literals = 286
  private static let distances = 30
  private static let endOfBlock = 256
  private static let longestCodeLengthCode = 7
  /// The order in which lengths of the code length code come.
  private static let order = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  // Kept for the next header, so that none costs an allocation.
  private var lengths = [UInt8](repeating: 0, count: literals + distances)
  private var codeLengths = [UInt8](repeating: 0, count: order.count)
  /// By the next seven bits: symbol, and its code's length from bit 5 on.
  private var symbols = [UInt8](repeating: 0, count: 1 << longestCodeLengthCode)

  /// Reads the header that begins with `bits` and goes on in `range` of `bytes`; consumes nothing.
  mutating func judge(_ bits: DeflateBits, _ bytes: Span<UInt8>) -> Verdict {
    var bits = bits
    guard let start = bits.take(3, bytes) else { return .needsInput }
    let sound = Verdict.sound(isLast: start & 1 == 1)
    switch start >> 1 {
    case 0: return bits.hasStoredLength ? sound : .needsInput
    case 1: return sound
    case 2:
      guard let isSound = judgeCodes(&bits, bytes) else { return .needsInput }
      return isSound ? sound : .refused
    default: return .refused
    }
  }

  /// Whether zlib takes the codes of a dynamic block; nil where they do not end within the input.
  private mutating func judgeCodes(_ bits: inout DeflateBits, _ bytes: Span<UInt8>) -> Bool? {
    guard let counts = bits.take(14, bytes) else { return nil }
    let literalCount = 257 + Int(counts & 31)
    let distanceCount = 1 + Int(counts >> 5 & 31)
    guard literalCount <= Self.literals, distanceCount <= Self.distances else { return false }
    for index in codeLengths.indices { codeLengths[index] = 0 }
    for index in 0..<4 + Int(counts >> 10) {
      guard let length = bits.take(3, bytes) else { return nil }
      codeLengths[Self.order[index]] = UInt8(length)
    }
    guard Self.isComplete(codeLengths.span, 0..<codeLengths.count, mayBeSingle: false)
    else { return false }
    makeSymbols()

    let end = literalCount + distanceCount
    var index = 0
    while index < end {
      guard let symbol = nextSymbol(&bits, bytes) else { return nil }
      if symbol < 16 {
        lengths[index] = symbol
        index += 1
        continue
      }
      let extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7
      guard let more = bits.take(extra, bytes) else { return nil }
      let count = (symbol == 18 ? 11 : 3) + Int(more)
      guard index + count <= end, symbol != 16 || index > 0 else { return false }
      let value = symbol == 16 ? lengths[index - 1] : 0
      for _ in 0..<count {
        lengths[index] = value
        index += 1
      }
    }
    return lengths[Self.endOfBlock] != 0
      && Self.isComplete(lengths.span, 0..<literalCount, mayBeSingle: true)
      && Self.isComplete(lengths.span, literalCount..<end, mayBeSingle: true)
  }

  /// Whether code lengths use every bit pattern once; where `mayBeSingle`, also no code and a single
  /// one of one bit.
  private static func isComplete(
    _ lengths: Span<UInt8>, _ range: Range<Int>, mayBeSingle: Bool
  ) -> Bool {
    let all = 1 << 15
    var used = 0
    var longest: UInt8 = 0
    for index in range where lengths[index] != 0 {
      used += all >> Int(lengths[index])
      longest = max(longest, lengths[index])
    }
    return used == all || mayBeSingle && longest <= 1 && used < all
  }

  /// Lays the code length code, which is complete, out by the next bits.
  private mutating func makeSymbols() {
    var code = 0
    for length in 1...Self.longestCodeLengthCode {
      for symbol in codeLengths.indices where Int(codeLengths[symbol]) == length {
        // Codes come with their first bit lowest.
        var index = 0
        for bit in 0..<length { index |= (code >> bit & 1) << (length - 1 - bit) }
        while index < symbols.count {
          symbols[index] = UInt8(symbol) | UInt8(length) << 5
          index += 1 << length
        }
        code += 1
      }
      code <<= 1
    }
  }

  private func nextSymbol(_ bits: inout DeflateBits, _ bytes: Span<UInt8>) -> UInt8? {
    let entry = symbols[bits.peek(Self.longestCodeLengthCode, bytes)]
    return bits.take(Int(entry >> 5), bytes) == nil ? nil : entry & 31
  }
}
