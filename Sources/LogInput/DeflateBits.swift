/// A place in a deflate stream: some bits of a byte, then whole bytes (RFC 1951 section 3.1.1).
struct DeflateBits {
  /// Bits before the bytes, the next one lowest; the ones above are zero.
  private(set) var held: UInt64
  /// How many they are.
  private(set) var heldCount: Int
  /// The bytes that follow, as positions.
  private(set) var rest: Range<Int>

  /// The place before `heldCount` bits and the bytes at `rest`.
  init(held: UInt64, heldCount: Int, rest: Range<Int>) {
    self.held = held
    self.heldCount = heldCount
    self.rest = rest
  }

  /// The next `count` bits, at most 32, or nil if there are fewer.
  mutating func take(_ count: Int, _ bytes: Span<UInt8>) -> UInt32? {
    load(count, bytes)
    guard heldCount >= count else { return nil }
    let result = UInt32(truncatingIfNeeded: held & (1 << count - 1))
    held >>= UInt64(count)
    heldCount -= count
    return result
  }

  /// The next `count` bits, at most 32, as far as they go, the others zero.
  mutating func peek(_ count: Int, _ bytes: Span<UInt8>) -> Int {
    load(count, bytes)
    return Int(held & (1 << count - 1))
  }

  /// Whether the 32 bits at the next byte's start are there.
  var hasStoredLength: Bool { heldCount / 8 + rest.count >= 4 }

  private mutating func load(_ count: Int, _ bytes: Span<UInt8>) {
    while heldCount < count, !rest.isEmpty {
      held |= UInt64(bytes[rest.lowerBound]) << UInt64(heldCount)
      heldCount += 8
      rest = rest.lowerBound + 1..<rest.upperBound
    }
  }
}
