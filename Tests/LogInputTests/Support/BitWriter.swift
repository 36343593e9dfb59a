/// Writes a deflate stream bit by bit (RFC 1951 section 3.1.1).
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var held: UInt64 = 0
  private var heldCount = 0

  /// Appends the `count` lowest bits of `value`, at most 32, the lowest first.
  mutating func put(_ value: Int, _ count: Int) {
    held |= (UInt64(value) & (1 << UInt64(count) - 1)) << UInt64(heldCount)
    heldCount += count
    while heldCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      heldCount -= 8
    }
  }

  /// Appends the Huffman code of a symbol, the first bit of the code first.
  mutating func put(_ symbol: Int, in code: HuffmanCode) {
    for bit in (0..<code.lengths[symbol]).reversed() { put(code.codes[symbol] >> bit & 1, 1) }
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if heldCount > 0 { put(0, 8 - heldCount) }
  }
}

/// A Huffman code by its lengths (RFC 1951 section 3.2.2); it need not be complete.
struct HuffmanCode {
  let lengths: [Int]
  let codes: [Int]

  init(lengths: [Int]) {
    self.lengths = lengths
    var codes = [Int](repeating: 0, count: lengths.count)
    var code = 0
    for length in 1...15 {
      code <<= 1
      for symbol in lengths.indices where lengths[symbol] == length {
        codes[symbol] = code
        code += 1
      }
    }
    self.codes = codes
  }

  /// A code for `symbols` of `all`, whose lengths are random and, but for one or no symbol, complete.
  static func random(
    _ symbols: [Int], of all: Int, longest: Int, _ random: inout SeededGenerator
  ) -> HuffmanCode {
    var lengths = [Int](repeating: 0, count: all)
    var leaves = [0]
    while leaves.count < symbols.count {
      let splittable = leaves.indices.filter { leaves[$0] < longest }
      let leaf = splittable[Int.random(in: 0..<splittable.count, using: &random)]
      leaves[leaf] += 1
      leaves.append(leaves[leaf])
    }
    for (symbol, leaf) in zip(symbols, leaves) { lengths[symbol] = max(leaf, 1) }
    return HuffmanCode(lengths: lengths)
  }
}
