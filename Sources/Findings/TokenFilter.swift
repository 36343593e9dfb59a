internal import Bytes

/// Which tokens were logged, without holding them: a Bloom filter over texts in lower case, 16 MiB.
///
/// It never misses a token. What it takes for one that is none is masked for nothing: with a million
/// tokens one text in a million.
public struct TokenFilter: Sendable {
  /// Tokens below eight bytes are part of too many words, and no secret.
  static let shortest = 8
  /// Longer ones are not looked for; lines are cut so that none can stand in them.
  static let longest = 2048

  private static let bitCount: UInt64 = 1 << 27
  private static let probes: UInt64 = 5
  /// Of the polynomial over which texts are summed: odd, and otherwise of no meaning.
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var words: [UInt64] = []
  /// Lengths that occur.
  private var lengths = [Bool](repeating: false, count: TokenFilter.longest + 1)
  /// Whether a longer token was logged.
  public private(set) var hasLonger = false

  /// A filter of no tokens.
  public init() {}

  /// Adds a token as it was logged.
  public mutating func add(_ token: [UInt8]) {
    insert(token)
    // A log may write it in a URL's way here and plainly there.
    if token.contains(0x25) || token.contains(0x5C) { insert(EscapedText(token).decoded().bytes) }
  }

  private mutating func insert(_ token: [UInt8]) {
    guard token.count >= TokenFilter.shortest else { return }
    guard token.count <= TokenFilter.longest else {
      hasLonger = true
      return
    }
    if words.isEmpty { words = [UInt64](repeating: 0, count: Int(TokenFilter.bitCount / 64)) }
    lengths[token.count] = true
    var sum: UInt64 = 0
    for byte in token { sum = sum &* TokenFilter.base &+ UInt64(Ascii.lowercased(byte)) &+ 1 }
    TokenFilter.forEachBit(sum, token.count) { words[Int($0 >> 6)] |= 1 << ($0 & 63) }
  }

  /// Adds the tokens of another filter.
  public mutating func merge(_ other: TokenFilter) {
    hasLonger = hasLonger || other.hasLonger
    for index in lengths.indices where other.lengths[index] { lengths[index] = true }
    if words.isEmpty {
      words = other.words
    } else {
      for index in other.words.indices { words[index] |= other.words[index] }
    }
  }

  /// Where texts that may be tokens stand in `text`; O(length x number of lengths).
  func ranges(in text: [UInt8]) -> [Range<Int>] {
    guard !words.isEmpty else { return [] }
    var sums: [UInt64] = [0]
    for byte in text {
      sums.append(
        sums[sums.count - 1] &* TokenFilter.base &+ UInt64(Ascii.lowercased(byte)) &+ 1)
    }
    var result: [Range<Int>] = []
    var power: UInt64 = 1
    for length in 1...TokenFilter.longest {
      power = power &* TokenFilter.base
      guard length <= text.count else { break }
      guard lengths[length] else { continue }
      for start in 0...(text.count - length) {
        let sum = sums[start + length] &- sums[start] &* power
        if contains(sum, length) { result.append(start..<start + length) }
      }
    }
    return result
  }

  private func contains(_ sum: UInt64, _ length: Int) -> Bool {
    var isThere = true
    TokenFilter.forEachBit(sum, length) {
      isThere = isThere && words[Int($0 >> 6)] & 1 << ($0 & 63) != 0
    }
    return isThere
  }

  private static func forEachBit(_ sum: UInt64, _ length: Int, _ body: (UInt64) -> Void) {
    var mixed = sum ^ UInt64(length) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 32
    let step = mixed >> 32 | 1
    for probe in 0..<probes { body((mixed &+ probe &* step) & (bitCount - 1)) }
  }
}
