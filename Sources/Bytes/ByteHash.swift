/// A fast 64-bit hash of byte runs for hash tables; never an answer by itself, keys are compared whole.
///
/// Runs hash differently in every process, so that nobody can write names which all hash alike; nothing
/// that is printed depends on it.
public enum ByteHash {
  /// Two words that nobody outside the process knows: what is multiplied by what somebody chose must
  /// never be known to be 0.
  private static let seeds = (
    UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)
  )

  /// Mixes two words by a 64 x 64 to 128 bit product folded to 64 bits (the step of wyhash).
  @inlinable
  public static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The hash of `range` of `bytes`; O(n), sixteen bytes a step.
  public static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside bytes")
    let seeds = seeds
    var state = seeds.0 ^ UInt64(truncatingIfNeeded: range.count)
    let end = range.upperBound
    if range.count < 8 {
      return mix(mix(WordScan.prefix(bytes, range.lowerBound, range.count) ^ seeds.1, state), last)
    }
    // SAFETY: UInt8 is plain memory; the view lives no longer than `bytes`.
    let raw = unsafe bytes.bytes
    func word(_ position: Int) -> UInt64 {
      // SAFETY: at most eight bytes before the range's end, which was checked, and not before its start.
      unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
    }
    var position = range.lowerBound
    while end &- position > 16 {
      state = mix(word(position) ^ seeds.1, word(position &+ 8) ^ state)
      position &+= 16
    }
    // The last words may overlap, with each other or with what came before them.
    let first = max(range.lowerBound, end &- 16)
    return mix(mix(word(first) ^ seeds.1, word(end &- 8) ^ state), last)
  }

  private static let last: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  /// The hash of a key of three small numbers.
  @inlinable
  public static func hash(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    let low = UInt64(first) | UInt64(second) &<< 32
    return mix(low ^ 0x9E37_79B9_7F4A_7C15, UInt64(third) ^ 0xA076_1D64_78BD_642F)
  }
}
