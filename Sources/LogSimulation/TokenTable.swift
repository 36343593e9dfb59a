/// Random tokens of equal width, one behind the other.
struct TokenTable: Sendable {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Bytes of a token, scheme included.
  private let width: Int
  private let bytes: [UInt8]
  /// Tokens in the table.
  let count: Int

  /// So many tokens of `length` characters behind the word `scheme`.
  init(count: Int, length: Int, scheme: String, seed: UInt64, purpose: UInt64) {
    var random = RandomBits(seed: seed, purpose: purpose)
    var bytes: [UInt8] = []
    width = scheme.utf8.count + length
    bytes.reserveCapacity(count * width)
    for _ in 0..<count {
      bytes += scheme.utf8
      for _ in 0..<length { bytes.append(Self.alphabet[random.below(64)]) }
    }
    self.bytes = bytes
    self.count = count
  }

  /// The token with this number; numbers wrap around.
  subscript(number: Int) -> ArraySlice<UInt8> {
    let start = number % count * width
    return bytes[start..<(start + width)]
  }
}
